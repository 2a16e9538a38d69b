import { ACCOUNT, ZONES } from "../emulator/emulator";
import { diagnosticsOf, plannedOutputs } from "./events";
import { stacksOf, useEmulator } from "./programs";

const FLEET = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet (all)";

const emulator = useEmulator();
const lookupsOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);
const fleetsOf = stacksOf<typeof import("./programs/fleets")>("fleets", emulator);
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

test("a fleet by ids and by account, or with a domain name among its ids, is an error that says so", async () => {
  const stack = await fleetsOf("fleet", { zoneIds: [ZONES.enabled], accountId: ACCOUNT } as never);
  expect(diagnosticsOf(await stack.fail("preview"), FLEET)).toEqual([
    expect.stringContaining("A fleet needs zoneIds or accountId, and both were given"),
  ]);
  await stack.change("fleet", { zoneIds: [ZONES.enabled, "shop.example"] });
  expect(diagnosticsOf(await stack.fail("preview"), FLEET)).toEqual([
    expect.stringContaining('"shop.example" is a domain name: a lookup of one zone takes it as zoneName'),
  ]);
});

test("ids in upper case are the same zones and account, and no change in the plan", async () => {
  const upper = ZONES.enabled.toUpperCase();
  const stack = await lookupsOf("lookups", { shop: { zoneId: upper } });
  await stack.succeed("up");
  expect(await stack.outputs()).toMatchObject({ shop: { zoneId: ZONES.enabled, enabled: true } });
  await stack.succeed("refresh");
  await stack.succeed("preview", "--expect-no-changes");
  const fleet = await fleetsOf("fleet", { zoneIds: [upper, ZONES.enabled] });
  expect(plannedOutputs(await fleet.succeed("preview"))).toMatchObject({ total: 1 });
  await fleet.change("fleet", { accountId: ACCOUNT.toUpperCase() });
  expect(plannedOutputs(await fleet.succeed("preview"))).toMatchObject({ total: 3 });
});

test("lookups that are renamed with aliases are no change in the plan, and neither is their status", async () => {
  const stack = await renamedOf("named", "before", ACCOUNT, ZONES.enabled);
  await stack.succeed("up");
  await stack.change("named", "after", ACCOUNT, ZONES.enabled, "before");
  await stack.succeed("preview", "--expect-no-changes");
  await stack.succeed("up");
  const names = (await stack.resources()).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  expect(names.filter((name) => name.startsWith("before"))).toEqual([]);
  expect(names.filter((name) => name.startsWith("after"))).toHaveLength(7);
});
