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

test("enabled, removed, replaced: what is planned decides, and what is live where the plan changes nothing", async () => {
  const { disabled: declared, enabled: removed, neverChanged: another } = ZONES;
  const [looked, checked] = ["a1".repeat(16), "b2".repeat(16)];
  for (const zoneId of [looked, checked]) emulator.zones.set(zoneId, makeZone(zoneId, `${zoneId}.example`, kex(false)));
  for (const zoneId of [declared, looked, checked, removed]) changeZone(emulator, zoneId, { complianceModes: ["pqh"] });
  const zones = { setting: declared, looked, checked, removed };
  const planned = {
    kex: Object.fromEntries(Object.entries(zones).map(([name, zoneId]) => [name, { zoneId, enabled: true }])),
    modes: Object.fromEntries(Object.entries(zones).map(([name, zoneId]) => [name, { zoneId, values: ["fips"] }])),
  };
  // A zone that another resource mentions, one whose lookup reads what is live, and one whose lookup waits for the change.
  const mentioned = { ...planned, records: { www: declared }, checks: { checked } };
  const stack = await stackOf("settings", { ...mentioned, lookups: { looked } });
  const pack = await packOf(stack, "all", [RULE]);
  const preview = await stack.succeed("preview", ...pack);
  expect(undecidedPolicies(preview)).toEqual([ENABLED, MODES_MATCH]);
  expect(takeRequests()).toEqual([`GET ${KEX(looked)}`]);

  await stack.change("settings", mentioned);
  await stack.succeed("up", ...pack);
  const requests = takeRequests().filter((request) => request.includes(KEX(checked)));
  // The lookup has read what is judged.
  expect(requests.map((request) => request.split(" ")[0])).toEqual(["PATCH", "GET"]);

  // Somebody turns it off at Cloudflare: what the stack declares and does not change decides nothing.
  for (const zoneId of [declared, looked]) changeZone(emulator, zoneId, kex(false));
  await stack.change("settings", { ...planned, lookups: { looked } });
  expect(judged(await stack.fail("preview", ...pack))).toEqual(
    [
      [ENABLED, SETTING, again(declared)],
      [ENABLED, SETTING.replace("(setting)", "(looked)"), again(looked, "looked")],
    ].sort(),
  );
  expect(takeRequests().sort()).toEqual(lookUpsOf(Object.values(zones)));
  // With a change of it in the plan it is what it will be.
  await stack.succeed("preview", "--refresh", ...pack);

  // Without the resource, or with another zone in it, what is live decides again; the new zone is judged by the plan.
  changeZone(emulator, another, kex(false));
  await stack.change("settings", {
    kex: { setting: { zoneId: another, enabled: true } },
    records: { www: declared },
    lookups: { off: looked, on: removed },
  });
  // The modes are reset with the resources that have set them.
  await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }]);
  takeRequests();
  const violations = [
    [ENABLED, "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (off)", enable(looked)],
    [ENABLED, RECORD, enable(declared)],
  ];
  expect(judged(await stack.fail("preview", ...pack))).toEqual(violations);
  expect(takeRequests().sort()).toEqual(lookUpsOf([declared, looked, removed], [another]));
  expect(judged(await stack.fail("up", ...pack))).toEqual(violations);
  expect(emulator.zones.get(another)?.kex.enabled).toBe(true);
});

test("disable: a violation on the resource that names its property, and up stops before the change", async () => {
  const settings = {
    kex: { setting: { zoneId: ZONES.enabled, enabled: false } },
    modes: { modes: { zoneId: ZONES.enabled, values: ["pqh"] } },
  };
  // The resource for any setting does the same.
  const any = { setting: settingOf(ZONES.neverChanged) };
  changeZone(emulator, ZONES.neverChanged, { complianceModes: ["fips"] });
  const stack = await stackOf("settings", { ...settings, any });
  const all = await packOf(stack, "all", [RULE]);
  const modesText =
    `The Origin TLS Compliance Modes of zone ${ZONES.enabled} will be ["pqh"], ["pqh"] not allowed, ["fips"] missing.\n` +
    '  What to do: Set values: ["fips"] on the resource "modes".';
  const ofAny = [ENABLED, ZONE_SETTING, willBeDisabled(ZONES.neverChanged)];
  const violations = [
    [ENABLED, SETTING, willBeDisabled(ZONES.enabled)],
    [MODES_MATCH, MODES, modesText],
  ];
  const preview = await stack.fail("preview", ...all);
  expect(judged(preview)).toEqual([...violations, ofAny].sort());
  expect(shownViolations(preview)).toContainEqual(expect.stringContaining(`\n${willBeDisabled(ZONES.enabled)}`));
  // The modes of the zone for which the stack declares none.
  expect(takeRequests()).toEqual([`GET ${MODES_OF(ZONES.neverChanged)}`]);

  await stack.change("settings", settings);
  const up = judged(await stack.fail("up", ...all));
  expect(up.length).toBeGreaterThan(0);
  expect(violations).toEqual(expect.arrayContaining(up));
  expect(takeRequests()).toEqual([]);
  expect(emulator.zones.get(ZONES.enabled)).toMatchObject({ kex: { enabled: true }, complianceModes: ["fips", "pqh"] });

  await stack.change("settings", { any });
  expect(judged(await stack.fail("up", ...(await packOf(stack, "enabled", []))))).toEqual([ofAny]);
  expect(emulator.zones.get(ZONES.neverChanged)?.kex.enabled).toBe(true);
});

test("exempt zones are exempt from what is planned too, and what is not enforced is reported once", async () => {
  const stack = await stackOf("settings", {
    kex: { setting: { zoneId: ZONES.enabled, enabled: false } },
    any: { setting: settingOf(ZONES.neverChanged) },
  });
  changeZone(emulator, ZONES.neverChanged, { complianceModes: ["fips"] });
  const exemptZones = [ZONES.enabled.toUpperCase()];
  const config = { [ENABLED]: { exemptZones, enforcementLevel: "advisory" }, [MODES_MATCH]: { exemptZones } };
  // Once, though it is judged before the change and after it.
  expect(violationsOf(await stack.succeed("up", ...(await packOf(stack, "all", [RULE], config))))).toEqual([
    expect.objectContaining({ level: "advisory", on: ZONE_SETTING }),
  ]);
  for (const zoneId of [ZONES.enabled, ZONES.neverChanged]) expect(emulator.zones.get(zoneId)?.kex.enabled).toBe(false);
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

  await stack.change("unknownSetting", ZONES.enabled, "new.example");
  const pack = await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }]);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[ENABLED, SETTING, willBeDisabled(ZONES.enabled)]]);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(true);
});
