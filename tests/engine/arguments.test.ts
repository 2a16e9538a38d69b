import { ACCOUNT, ZONES } from "../emulator/emulator";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const renamedOf = stacksOf<typeof import("./programs/renamed")>("renamed", emulator);

test("ids in upper case are the same zones and account; they, and lookups renamed with aliases, are no change", async () => {
  const stack = await renamedOf("namedAndUpperCase", "before", ZONES.enabled, ACCOUNT);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({
    shop: { zoneId: ZONES.enabled, enabled: true },
    ids: { total: 1 },
    account: { total: 3 },
  });
  const reads = emulator.requests.length;
  await stack.change("namedAndUpperCase", "after", ZONES.enabled, ACCOUNT, "before");
  // It refreshes what has the names before, and then makes them the names after.
  await stack.succeed("up", "--refresh", "--expect-no-changes");
  expect(emulator.requests).toHaveLength(3 * reads);
  const names = (await stack.resources()).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  expect(names.filter((name) => name.startsWith("before"))).toEqual([]);
  expect(names.filter((name) => name.startsWith("after"))).toHaveLength(7);
});
