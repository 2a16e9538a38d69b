import { makeZone, ZONES } from "../emulator/emulator";
import { shownViolations } from "./cli-words";
import { enable, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";
import type { Run } from "./stack";

const SETTING = "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex (setting)";
const ZONE_SETTING = "cloudflare:index/zoneSetting:ZoneSetting (setting)";
const MODES = "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes (modes)";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord (www)";
const RULE = { allowed: ["fips"], required: ["fips"] };
const willBeDisabled = (zoneId: string) =>
  `Auto-Origin TLS KEX will be disabled for zone ${zoneId} by this resource, and must be enabled.\n` +
  '  What to do: Set enabled: true on the resource "setting".';

/** The resource for any setting, turning this one off. */
const settingOf = (zoneId: string) => ({ zoneId, settingId: "auto_origin_tls_kex", value: "off", enabled: false });

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/declared")>("declared", emulator);

/** The requests since the last call, as method and zone. */
const takeRequests = () =>
  emulator.requests.splice(0).map(({ method, url }) => `${method} ${url.split("/").slice(4).join("/")}`);
const KEX = (zoneId: string) => `${zoneId}/settings/auto_origin_tls_kex`;
const MODES_OF = (zoneId: string) => `${zoneId}/settings/origin_tls_compliance_modes`;
/** The requests for both settings of some zones, and for the modes of others, in order. */
const lookUpsOf = (zoneIds: string[], ofModes: string[] = []) =>
  [...zoneIds.map(KEX), ...[...zoneIds, ...ofModes].map(MODES_OF)].map((path) => `GET ${path}`).sort();

/** Each violation as its policy, its resource and its text without the policy's description, in a stable order. */
const judged = (run: Run) =>
  violationsOf(run)
    .filter(({ level }) => level === "mandatory")
    .map(({ policy, on, message }) => [policy, on, message.slice(message.indexOf("\n") + 1)])
    .sort();

const ENABLED = "auto-origin-tls-kex-enabled";
const MODES_MATCH = "origin-tls-compliance-modes-match";
/** Of a zone whose setting was changed at Cloudflare after the stack has set it. */
const again = (zoneId: string, resource = "setting") =>
  `Auto-Origin TLS KEX is disabled for zone ${zoneId}, and must be enabled.\n` +
  `  What to do: The resource "${resource}" of this stack sets it, and pulumi up --refresh sets it again. ` +
  "A lookup that is to read what the same update sets needs dependsOn.";

/** What a program has for these zones: their settings on, with modes that the rule allows. */
const planned = (zones: Record<string, string>) => ({
  kex: Object.fromEntries(Object.entries(zones).map(([name, zoneId]) => [name, { zoneId, enabled: true }])),
  modes: Object.fromEntries(Object.entries(zones).map(([name, zoneId]) => [name, { zoneId, values: ["fips"] }])),
});

/** Adds a zone with the setting off, and modes that the rule does not allow. */
const addZone = (zoneId: string) =>
  emulator.zones.set(zoneId, makeZone(zoneId, `${zoneId}.example`, { ...kex(false), complianceModes: ["pqh"] }));

test("what is planned decides: a violation on the resource names its property, and up stops before the change", async () => {
  const [enabled, looked, checked] = ["a1".repeat(16), "b2".repeat(16), "c3".repeat(16)];
  for (const zoneId of [enabled, looked, checked]) addZone(zoneId);
  const good = planned({ enabled, looked, checked });
  const disabling = {
    kex: { setting: { zoneId: ZONES.enabled, enabled: false } },
    modes: { modes: { zoneId: ZONES.enabled, values: ["pqh"] } },
  };
  changeZone(emulator, ZONES.neverChanged, { complianceModes: ["fips"] });
  const stack = await stackOf("settings", {
    kex: { ...good.kex, ...disabling.kex },
    modes: { ...good.modes, ...disabling.modes },
    // The resource for any setting does the same.
    any: { setting: settingOf(ZONES.neverChanged) },
    // A zone that another resource mentions, one whose lookup reads what is live, and one whose lookup waits for the change.
    records: { www: enabled },
    lookups: { looked },
    checks: { checked },
  });
  const pack = await packOf(stack, "all", [RULE]);
  const modesText =
    `The Origin TLS Compliance Modes of zone ${ZONES.enabled} will be ["pqh"], ["pqh"] not allowed, ["fips"] missing.\n` +
    '  What to do: Set values: ["fips"] on the resource "modes".';
  const violations = [
    [ENABLED, SETTING, willBeDisabled(ZONES.enabled)],
    [MODES_MATCH, MODES, modesText],
  ];
  const preview = await stack.fail("preview", ...pack);
  expect(judged(preview)).toEqual([...violations, [ENABLED, ZONE_SETTING, willBeDisabled(ZONES.neverChanged)]].sort());
  expect(shownViolations(preview)).toContainEqual(expect.stringContaining(`\n${willBeDisabled(ZONES.enabled)}`));
  expect(undecidedPolicies(preview)).toEqual([ENABLED, MODES_MATCH]);
  // Of the lookup, and the modes of the zone for which the stack declares none.
  expect(takeRequests().sort()).toEqual([`GET ${KEX(looked)}`, `GET ${MODES_OF(ZONES.neverChanged)}`].sort());

  await stack.change("settings", disabling);
  const up = judged(await stack.fail("up", ...pack));
  expect(up.length).toBeGreaterThan(0);
  expect(violations).toEqual(expect.arrayContaining(up));
  expect(takeRequests()).toEqual([]);
  expect(emulator.zones.get(ZONES.enabled)).toMatchObject({ kex: { enabled: true }, complianceModes: ["fips", "pqh"] });
});

test("what is live decides where the plan changes nothing, and where the resource is removed or replaced", async () => {
  const ids = ["a1", "b2", "c3", "d4", "e5", "f6"].map((id) => id.repeat(16));
  const [declared, looked, checked, replaced, gone, exempt] = ids as [string, string, string, string, string, string];
  for (const zoneId of ids) addZone(zoneId);
  const { enabled: removed, disabled: another, neverChanged: advised } = ZONES;
  changeZone(emulator, removed, { complianceModes: ["pqh"] });
  changeZone(emulator, advised, { complianceModes: ["fips"] });
  const program = planned({ setting: declared, looked, checked, replaced, gone, removed });
  const stack = await stackOf("settings", {
    ...program,
    // What is turned off here is exempt, or of a policy that is not enforced.
    kex: { ...program.kex, exempt: { zoneId: exempt, enabled: false } },
    any: { setting: settingOf(advised) },
    records: { www: declared },
    checks: { checked },
  });
  const exemptZones = [exempt.toUpperCase()];
  const advisory = { [ENABLED]: { exemptZones, enforcementLevel: "advisory" }, [MODES_MATCH]: { exemptZones } };
  const up = await stack.succeed("up", ...(await packOf(stack, "all", [RULE], advisory)));
  // Once, though it is judged before the change and after it.
  expect(violationsOf(up)).toEqual([expect.objectContaining({ level: "advisory", on: ZONE_SETTING })]);
  for (const zoneId of [exempt, advised]) expect(emulator.zones.get(zoneId)?.kex.enabled).toBe(false);
  const requests = takeRequests().filter((request) => request.includes(KEX(checked)));
  // The lookup has read what is judged.
  expect(requests.map((request) => request.split(" ")[0])).toEqual(["PATCH", "GET"]);

  // Somebody turns it off at Cloudflare. With a change of it in the plan it is what it will be.
  for (const zoneId of [declared, looked]) changeZone(emulator, zoneId, kex(false));
  // Pulumi shows what the plan removes to packs as well when it refreshes.
  const exempting = { exemptZones: [exempt, advised] };
  const pack = await packOf(stack, "all", [RULE], { [ENABLED]: exempting, [MODES_MATCH]: exempting });
  await stack.change("settings", { ...program, lookups: { looked } });
  await stack.succeed("preview", "--refresh", ...pack);

  // What the stack declares and does not change decides nothing. Without the resource, or with another zone in it, what is
  // live decides again; the new zone is judged by the plan.
  for (const zoneId of [replaced, gone]) changeZone(emulator, zoneId, kex(false));
  changeZone(emulator, another, { complianceModes: ["fips"] });
  const unchanged = planned({ setting: declared, looked, checked });
  await stack.change("settings", {
    ...unchanged,
    kex: { ...unchanged.kex, replaced: { zoneId: another, enabled: true } },
    records: { www: replaced },
    lookups: { looked, off: gone, on: removed },
  });
  const violations = [
    [ENABLED, SETTING, again(declared)],
    [ENABLED, SETTING.replace("(setting)", "(looked)"), again(looked, "looked")],
    [ENABLED, "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (off)", enable(gone)],
    [ENABLED, RECORD, enable(replaced)],
  ].sort();
  takeRequests();
  expect(judged(await stack.fail("preview", ...pack))).toEqual(violations);
  expect(takeRequests().sort()).toEqual(lookUpsOf([declared, looked, checked, replaced, gone, removed], [another]));
  // The modes are reset with the resources that have set them.
  await packOf(stack, "all", [{ allowed: ["fips"] }], {});
  expect(judged(await stack.fail("up", ...pack))).toEqual(violations);
  expect(emulator.zones.get(another)?.kex.enabled).toBe(true);
});

test("unknown: undecided in preview, decided in up", async () => {
  changeZone(emulator, ZONES.enabled, { complianceModes: ["fips"] });
  const stack = await stackOf("unknownSettings", ZONES.enabled, "another.example", false, ["pqh"]);
  const preview = await stack.fail("preview", ...(await packOf(stack, "all", [RULE])));
  expect(undecidedPolicies(preview)).toEqual([ENABLED, MODES_MATCH]);
  expect(takeRequests()).not.toContain(`GET ${KEX(ZONES.enabled)}`);
  // What is known of a zone that is yet to be created is judged.
  const violations = judged(preview).map(([policy, on, text]) => [policy, on, text?.split("\n")[0]]);
  expect(violations).toEqual([
    [
      ENABLED,
      SETTING.replace("(setting)", "(new)"),
      "Auto-Origin TLS KEX will be disabled for zone another.example by this resource, and must be enabled.",
    ],
    [
      MODES_MATCH,
      MODES.replace("(modes)", "(new)"),
      'The Origin TLS Compliance Modes of zone another.example will be ["pqh"], ["pqh"] not allowed, ["fips"] missing.',
    ],
  ]);

  // The resource for any setting is judged in an up as well, before the change.
  await stack.change("unknownZoneSetting", ZONES.enabled, "new.example");
  const pack = await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }]);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[ENABLED, ZONE_SETTING, willBeDisabled(ZONES.enabled)]]);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(true);
});
