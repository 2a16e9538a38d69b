import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";
import { gte } from "semver";
import { makeZone, ZONES } from "../emulator/emulator";
import { shownViolations, UNDECIDED } from "./cli-words";
import { countsOf, enable, plannedOutputs, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const FLEET_STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";
const POLICY = "auto-origin-tls-kex-enabled";
const description = "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);
const readersOf = stacksOf<typeof import("./programs/readers")>("readers", emulator);

test("reports each disabled zone that is not exempt once, where it was read, and what is unknown in preview in up", async () => {
  const [off, byId, other, pending] = ["a1", "b2", "d4", "e5"].map((id) => id.repeat(16)) as [
    ...[off: string, byId: string, other: string, pending: string],
  ];
  emulator.zones.set(off, makeZone(off, "off.example", kex(false)));
  emulator.zones.set(byId, makeZone(byId, "by-id.example", kex(false)));
  emulator.zones.set(other, makeZone(other, "other.example", kex(false)));
  emulator.zones.set(pending, makeZone(pending, "pending.example", kex(false)));
  const hundreds = Array.from({ length: 400 }, (_, i) => `c${i}`);
  for (const [i, zoneId] of hundreds.entries()) {
    emulator.zones.set(zoneId, makeZone(zoneId, `zone-${i}.example`, i < 30 ? kex(false) : {}));
  }
  const lookups = {
    // None of these is reported: they are enabled or exempt, by id or by the name that a lookup tells.
    ...{ on: { zoneId: ZONES.enabled }, never: { zoneId: ZONES.neverChanged }, byId: { zoneId: byId } },
    ...{ a: { zoneName: "disabled.example" }, b: { zoneId: ZONES.disabled } },
    // The zone is judged once, by whichever lookup comes first.
    ...{ c: { zoneName: "other.example" }, d: { zoneId: other } },
    off: { zoneId: off },
  };
  const stack = await readersOf("lookupsBeside", lookups, pending, hundreds);
  const untold =
    " exemptZones has names that nothing in the stack tells, so that they exempt no zone: another.example. Give the ids of these zones.";
  const violations = (level: string, isPendingKnown: boolean) =>
    [
      [
        `${FLEET_STATUS} (all)`,
        expect.stringMatching(
          new RegExp(
            `^${description}\nAuto-Origin TLS KEX must be enabled, and is disabled for 30 of 400 zones:(\n  c\\d+: disabled){20}` +
              "\n  and 10 more: the output zones of this fleet .* pulumi stack export after an up\n  What to do: Turn it on",
          ),
        ),
      ],
      [
        expect.stringMatching(`^${STATUS} \\([cd]\\)$`),
        expect.stringContaining(`${description}\n${enable(other, "other.example")}`),
      ],
      [`${STATUS} (off)`, `${description}\n${enable(off)}${untold}`],
      ...(isPendingKnown ? [[`${STATUS} (shop)`, `${description}\n${enable(pending)}${untold}`]] : []),
    ].map(([on, message]) => ({ policy: POLICY, level, on, message }));
  const exemptZones = [byId, "Disabled.example", "another.example"];
  /** The requests for the zones of the fleet, which the policy does not repeat, and for the one that is unknown in preview. */
  const requests = () =>
    ["/zones/c", `/zones/${pending}`].map((path) => emulator.requests.filter(({ url }) => url.includes(path)).length);

  const advisory = await packOf(stack, "enabled", [], { [POLICY]: { exemptZones, enforcementLevel: "advisory" } });
  const preview = await stack.succeed("preview", ...advisory);
  const decided = violationsOf(preview).filter(({ message }) => !UNDECIDED.test(message));
  expect(decided.sort(byResource)).toEqual(violations("advisory", false));
  expect(shownViolations(preview)).toContain(
    `[advisory]  ${POLICY}  (${STATUS}: off)\n${description}\n${enable(off)}${untold}`,
  );
  expect(requests()).toEqual([400, 0]);
  expect(undecidedPolicies(preview)).toEqual([POLICY]);
  expect(plannedOutputs(preview)).toMatchObject({ shop: { enabled: UNKNOWN } });
  // The stack, the zone that is unknown, and ten statuses: lookups are none of what is created.
  expect(countsOf(preview)).toMatchObject({ create: 12 });

  emulator.requests.length = 0;
  const up = await stack.fail("up", ...(await packOf(stack, "enabled", [], { [POLICY]: { exemptZones } })));
  expect(violationsOf(up).sort(byResource)).toEqual(violations("mandatory", true));
  expect(shownViolations(up)).toContain(
    `[mandatory]  ${POLICY}  (${STATUS}: off)\n${description}\n${enable(off)}${untold}`,
  );
  expect(requests()).toEqual([400, 1]);
  const read = (await stack.resources(":AutoOriginTlsKex")).filter(({ urn }) => urn.endsWith("::shop"));
  expect(read).toMatchObject([{ outputs: { enabled: false } }]);
});

test("a status whose inputs are not shown to packs is judged by its outputs, and policy analyze judges by the lookup", async () => {
  const stack = await stackOf("madeStatus", ZONES.enabled, { b: ZONES.disabled, c: ZONES.neverChanged });
  stack.env.PULUMI_NODEJS_SKIP_COMPONENT_INPUTS = "1";
  const pack = await packOf(stack, "enabled", []);
  for (const operation of ["preview", "up"]) {
    expect(violationsOf(await stack.fail(operation, ...pack))).toEqual([
      expect.objectContaining({
        level: "mandatory",
        on: `${STATUS} (b)`,
        message: expect.stringContaining(enable(ZONES.disabled)),
      }),
    ]);
  }

  // A refresh leaves the statuses in the state as they were.
  changeZone(emulator, ZONES.disabled, kex(true));
  changeZone(emulator, ZONES.neverChanged, kex(false));
  await stack.succeed("refresh");
  const shown = async (type: string, name: string) =>
    (await stack.resources(type)).find(({ urn }) => urn.endsWith(`::${name}`))?.outputs.enabled;
  const shownOf = async (name: string) => [await shown(":AutoOriginTlsKex", name), await shown("Status", name)];
  expect([await shownOf("b"), await shownOf("c")]).toEqual([
    [true, false],
    [false, true],
  ]);
  const { stdout: version } = await stack.succeed("version");
  const run = await stack.pulumi("policy", "analyze", ...pack, "--stack", "dev");
  expect(run.code).not.toBe(0);
  // An older CLI has no such command.
  const isThere = gte(version.trim(), "3.229.0");
  expect(run.text).toContain(isThere ? enable(ZONES.neverChanged).split("\n")[0] : "unknown");
  expect(run.text).not.toContain(ZONES.disabled);
});

const byResource = (a: { on: string }, b: { on: string }) => (a.on < b.on ? -1 : 1);
