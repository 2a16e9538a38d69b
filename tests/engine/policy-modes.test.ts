import { makeZone, ZONES } from "../emulator/emulator";
import { changesOf, countsOf, violationsOf } from "./events";
import { changeZone, packOf, stacksOf, useEmulator } from "./programs";

const TYPE = "cloudflare-origin-tls:index:";
const [LOOKED_UP, GOOD, BAD] = ["a1".repeat(16), "b2".repeat(16), "c3".repeat(16)] as const;

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/readers")>("readers", emulator);

test("judges the zones of lookups of either setting and of fleets, and drift is a change in the plan", async () => {
  emulator.zones.set(LOOKED_UP, makeZone(LOOKED_UP, "looked-up.example", { complianceModes: ["fips", "pqh"] }));
  emulator.zones.set(GOOD, makeZone(GOOD, "good.example"));
  emulator.zones.set(BAD, makeZone(BAD, "bad.example", { complianceModes: [] }));
  const lookups = { both: ZONES.enabled, none: ZONES.neverChanged, one: ZONES.disabled };
  const stack = await stackOf("modesBeside", LOOKED_UP, lookups, [GOOD, BAD]);
  const pack = await packOf(stack, "modes", [{ allowed: ["fips"], required: ["fips"] }]);
  for (const operation of ["preview", "up"]) {
    emulator.requests.length = 0;
    const violations = violationsOf(await stack.fail(operation, ...pack));
    expect(violations.map(({ on, message }) => [on, message.split("\n").slice(1).join("\n")]).sort()).toEqual([
      // All of its zones are enabled.
      [
        `${TYPE}AutoOriginTlsKexFleetStatus (all)`,
        expect.stringContaining(`are not as they must be for 1 of 2 zones:\n  ${BAD}: [], ["fips"] missing\n`),
      ],
      [
        `${TYPE}AutoOriginTlsKexStatus (both)`,
        expect.stringContaining(`zone ${ZONES.enabled} are ["fips","pqh"], ["pqh"] not allowed.`),
      ],
      [
        `${TYPE}AutoOriginTlsKexStatus (none)`,
        expect.stringMatching(
          `zone ${ZONES.neverChanged} are \\[\\], \\["fips"\\] missing\\.\n.*origin_tls_compliance_modes and {"value":\\["fips"\\]}\\.`,
        ),
      ],
      [
        `${TYPE}OriginTlsComplianceModesStatus (shop)`,
        expect.stringContaining(`zone ${LOOKED_UP} are ["fips","pqh"], ["pqh"] not allowed.`),
      ],
    ]);
    // The lookup alone.
    expect(emulator.requests.filter(({ url }) => url.includes(LOOKED_UP))).toHaveLength(1);
  }
  // The up has made all resources before the policy has judged them, so that nothing else is a change.
  changeZone(emulator, LOOKED_UP, { complianceModes: [] });
  const drift = await stack.fail("preview", "--expect-no-changes");
  expect(changesOf(drift)).toEqual({
    [`${TYPE}OriginTlsComplianceModesStatus (shop)`]: { modes: [["fips", "pqh"], []] },
  });
  expect(Object.keys(countsOf(drift) ?? {}).filter((kind) => !/^(same|read)$/.test(kind))).toEqual(["update"]);
});
