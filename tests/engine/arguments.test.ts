import { ACCOUNT, ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const lookupsOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);
const renamedOf = stacksOf<typeof import("./programs/renamed")>("renamed", emulator);

test("a misspelt argument is one error of the program, without a stack trace, and nothing is read", async () => {
  const stack = await lookupsOf("lookups", { shop: { zoneId: ZONES.enabled, profiel: "acme" } as never });
  const preview = await stack.fail("preview");
  expect(diagnosticsOf(preview)).toEqual([
    `error: AutoOriginTlsKex has no argument "profiel".
  What to do: Check the spelling: its arguments are zoneId, zoneName and profile.`,
  ]);
  expect(preview.text).not.toMatch(/^\s+at /m);
  expect(emulator.requests).toEqual([]);
});

test("ids in upper case are the same zones and account; they, and lookups renamed with aliases, are no change", async () => {
  const stack = await renamedOf("namedAndUpperCase", "before", ZONES.enabled, ACCOUNT);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({
    shop: { zoneId: ZONES.enabled, enabled: true },
    ids: { total: 1 },
    account: { total: 3 },
  });
  await stack.succeed("refresh");
  await stack.change("namedAndUpperCase", "after", ZONES.enabled, ACCOUNT, "before");
  await stack.succeed("up", "--expect-no-changes");
  const names = (await stack.resources()).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  expect(names.filter((name) => name.startsWith("before"))).toEqual([]);
  expect(names.filter((name) => name.startsWith("after"))).toHaveLength(7);
});
