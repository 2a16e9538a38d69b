import { ZONES } from "../emulator/emulator";
import { violationsOf } from "./events";
import { changeZone, packOf, stacksOf, useEmulator } from "./programs";

const STATUS = "cloudflare-origin-tls:index:OriginTlsComplianceModesStatus (shop)";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);
const fleetOf = stacksOf<typeof import("./programs/fleets")>("fleets", emulator);

test("reports modes that are not allowed and modes that are missing", async () => {
  const stack = await stackOf("lookupsOf", { both: ZONES.enabled, none: ZONES.neverChanged });
  const pack = await packOf(stack, "modes", [{ allowed: ["fips"], required: ["fips"] }]);
  for (const operation of ["preview", "up"]) {
    const messages = violationsOf(await stack.fail(operation, ...pack)).map(({ message }) => message);
    expect(messages.sort()).toEqual([
      expect.stringContaining(`zone ${ZONES.enabled} are ["fips","pqh"], ["pqh"] not allowed.`),
      expect.stringMatching(
        `zone ${ZONES.neverChanged} are \\[\\], \\["fips"\\] missing\\.\\n.*origin_tls_compliance_modes and {"value":\\["fips"\\]}\\.`,
      ),
    ]);
  }
});

test("judges the zones of OriginTlsComplianceModes lookups, whose drift is a change in the plan", async () => {
  const stack = await stackOf("modesOf", ZONES.enabled);
  const pack = await packOf(stack, "modes", [{ allowed: ["fips"] }]);
  for (const operation of ["preview", "up"]) {
    emulator.requests.length = 0;
    expect(violationsOf(await stack.fail(operation, ...pack)).map(({ on }) => on)).toEqual([STATUS]);
    // The lookup alone.
    expect(emulator.requests).toHaveLength(1);
  }
  await stack.succeed("up");
  await stack.succeed("preview", "--expect-no-changes");
  changeZone(emulator, ZONES.enabled, { complianceModes: [] });
  await stack.fail("preview", "--expect-no-changes");
});

test("passes for zones that have the agreed modes", async () => {
  const stack = await stackOf("lookupsOf", { both: ZONES.enabled, one: ZONES.disabled });
  const pack = await packOf(stack, "modes", [{ allowed: ["fips", "pqh"], required: ["fips"] }]);
  await stack.succeed("preview", ...pack);
  await stack.succeed("up", ...pack);
});

test("judges the zones of a fleet, which are all enabled, as well as the others", async () => {
  const stack = await fleetOf("fleet", { zoneIds: [ZONES.enabled, ZONES.neverChanged] });
  const pack = await packOf(stack, "modes", [{ required: ["fips"] }]);
  expect(violationsOf(await stack.fail("preview", ...pack))).toEqual([
    expect.objectContaining({
      on: "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (all)",
      message: expect.stringContaining(
        `are not as they must be for 1 of 2 zones:\n  ${ZONES.neverChanged}: [], ["fips"] missing\n`,
      ),
    }),
  ]);
});
