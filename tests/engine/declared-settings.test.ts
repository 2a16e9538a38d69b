import { ZONES } from "../emulator/emulator";
import { shownViolations } from "./cli-words";
import { enable, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";
import type { Run } from "./stack";

const SETTING = "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex (setting)";
const MODES = "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes (modes)";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord (www)";
const RULE = { allowed: ["fips"], required: ["fips"] };
const willBeDisabled = (zoneId: string) =>
  `Auto-Origin TLS KEX will be disabled for zone ${zoneId} by this resource, and must be enabled.\n` +
  '  What to do: Set enabled: true on the resource "setting".';

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/declared")>("declared", emulator);

/** The requests since the last call, as method and zone. */
const takeRequests = () =>
  emulator.requests.splice(0).map(({ method, url }) => `${method} ${url.split("/").slice(4).join("/")}`);
const KEX = (zoneId: string) => `${zoneId}/settings/auto_origin_tls_kex`;
const MODES_OF = (zoneId: string) => `${zoneId}/settings/origin_tls_compliance_modes`;

/** Each violation as its policy, its resource and its text without the policy's description, in a stable order. */
const judged = (run: Run) =>
  violationsOf(run)
    .filter(({ level }) => level === "mandatory")
    .map(({ policy, on, message }) => [policy, on, message.slice(message.indexOf("\n") + 1)])
    .sort();

const ENABLED = "auto-origin-tls-kex-enabled";
const MODES_MATCH = "origin-tls-compliance-modes-match";
/** Of a zone whose setting was changed at Cloudflare after the stack has set it. */
const again = (zoneId: string) =>
  `Auto-Origin TLS KEX is disabled for zone ${zoneId}, and must be enabled.\n` +
  '  What to do: The resource "setting" of this stack sets it, and pulumi up --refresh sets it again. ' +
  "A lookup that is to read what the same update sets needs dependsOn.";

test("enable: passes in preview without a request for the zone, and in up by what is live after the change", async () => {
  const setting = { zoneId: ZONES.disabled, enabled: true };
  const modes = { zoneId: ZONES.disabled, values: ["fips"] };
  const stack = await stackOf("settings", { kex: { setting }, modes: { modes }, records: { www: ZONES.disabled } });
  const pack = await packOf(stack, "all", [RULE]);
  changeZone(emulator, ZONES.disabled, { complianceModes: ["pqh"] });
  await stack.succeed("preview", ...pack);
  expect(takeRequests()).toEqual([]);

  // A lookup reads what is live, and is not rejected for what the stack is about to change.
  await stack.change("settings", { kex: { setting }, modes: { modes }, lookups: { shop: ZONES.disabled } });
  await stack.succeed("preview", ...pack);
  expect(takeRequests()).toEqual([`GET ${KEX(ZONES.disabled)}`]);

  // Set it and verify it.
  await stack.change("settings", { kex: { setting }, modes: { modes }, checks: { shop: ZONES.disabled } });
  const preview = await stack.succeed("preview", ...pack);
  expect(undecidedPolicies(preview)).toEqual([ENABLED, MODES_MATCH]);
  expect(takeRequests()).toEqual([]);
  await stack.succeed("up", ...pack);
  const requests = takeRequests().filter((request) => request.includes(KEX(ZONES.disabled)));
  // The lookup has read what is judged.
  expect(requests.map((request) => request.split(" ")[0])).toEqual(["PATCH", "GET"]);

  // Somebody turns it off at Cloudflare: what the stack declares and does not change decides nothing.
  changeZone(emulator, ZONES.disabled, kex(false));
  await stack.change("settings", { kex: { setting }, modes: { modes }, lookups: { shop: ZONES.disabled } });
  expect(judged(await stack.fail("preview", ...pack))).toEqual([[ENABLED, SETTING, again(ZONES.disabled)]]);
  expect(takeRequests()).toEqual([`GET ${KEX(ZONES.disabled)}`, `GET ${MODES_OF(ZONES.disabled)}`]);
  await stack.change("settings", { kex: { setting } });
  expect(judged(await stack.fail("preview", ...pack))).toContainEqual([ENABLED, SETTING, again(ZONES.disabled)]);
  // With a change of it in the plan it is what it will be.
  await stack.succeed("preview", "--refresh", ...pack);
});

test("disable: a violation on the resource that names its property, and up stops before the change", async () => {
  const settings = {
    kex: { setting: { zoneId: ZONES.enabled, enabled: false } },
    modes: { modes: { zoneId: ZONES.enabled, values: ["pqh"] } },
  };
  const stack = await stackOf("settings", settings);
  const all = await packOf(stack, "all", [RULE]);
  const modesText =
    `The Origin TLS Compliance Modes of zone ${ZONES.enabled} will be ["pqh"], ["pqh"] not allowed, ["fips"] missing.\n` +
    '  What to do: Set values: ["fips"] on the resource "modes".';
  const violations = [
    [ENABLED, SETTING, willBeDisabled(ZONES.enabled)],
    [MODES_MATCH, MODES, modesText],
  ];
  const preview = await stack.fail("preview", ...all);
  expect(judged(preview)).toEqual(violations);
  expect(shownViolations(preview)).toContainEqual(expect.stringContaining(`\n${willBeDisabled(ZONES.enabled)}`));
  expect(takeRequests()).toEqual([]);

  const up = judged(await stack.fail("up", ...all));
  expect(up.length).toBeGreaterThan(0);
  expect(violations).toEqual(expect.arrayContaining(up));
  expect(takeRequests()).toEqual([]);
  expect(emulator.zones.get(ZONES.enabled)).toMatchObject({ kex: { enabled: true }, complianceModes: ["fips", "pqh"] });

  // The resource for any setting does the same.
  const any = { zoneId: ZONES.enabled, settingId: "auto_origin_tls_kex", value: "off", enabled: false };
  await stack.change("settings", { any: { setting: any } });
  const zoneSetting = "cloudflare:index/zoneSetting:ZoneSetting (setting)";
  const enabled = await packOf(stack, "enabled", []);
  for (const operation of ["preview", "up"]) {
    expect(judged(await stack.fail(operation, ...enabled))).toEqual([
      [ENABLED, zoneSetting, willBeDisabled(ZONES.enabled)],
    ]);
  }
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(true);

  // One that is not enforced is reported once, though it is judged before the change and after it.
  const advisory = await packOf(stack, "enabled", [], { [ENABLED]: { enforcementLevel: "advisory" } });
  expect(violationsOf(await stack.succeed("up", ...advisory))).toHaveLength(1);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(false);
});

test("unknown: undecided in preview, decided in up", async () => {
  const stack = await stackOf("unknownSetting", ZONES.enabled, "new.example");
  const pack = await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }]);
  const preview = await stack.succeed("preview", ...pack);
  expect(undecidedPolicies(preview)).toEqual([ENABLED, MODES_MATCH]);
  expect(takeRequests()).not.toContain(`GET ${KEX(ZONES.enabled)}`);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[ENABLED, SETTING, willBeDisabled(ZONES.enabled)]]);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(true);

  // What is known of a zone that is yet to be created is judged.
  const other = await stackOf("settingsOfNewZone", "another.example", false, ["pqh"]);
  const violations = judged(await other.fail("preview", ...(await packOf(other, "all", [RULE]))));
  expect(violations.map(([policy, on, text]) => [policy, on, text?.split("\n")[0]])).toEqual([
    [
      ENABLED,
      SETTING,
      "Auto-Origin TLS KEX will be disabled for zone another.example by this resource, and must be enabled.",
    ],
    [
      MODES_MATCH,
      MODES,
      'The Origin TLS Compliance Modes of zone another.example will be ["pqh"], ["pqh"] not allowed, ["fips"] missing.',
    ],
  ]);
});

test("removed: what is live decides again", async () => {
  const setting = { zoneId: ZONES.enabled, enabled: true };
  const stack = await stackOf("settings", { kex: { setting } });
  await stack.succeed("up");
  await stack.change("settings", { lookups: { shop: ZONES.enabled } });
  const pack = await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }]);
  takeRequests();
  await stack.succeed("preview", ...pack);
  expect(takeRequests()).toEqual([`GET ${KEX(ZONES.enabled)}`, `GET ${MODES_OF(ZONES.enabled)}`]);

  changeZone(emulator, ZONES.enabled, kex(false));
  const status = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (shop)";
  expect(judged(await stack.fail("preview", ...pack))).toEqual([[ENABLED, status, enable(ZONES.enabled)]]);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[ENABLED, status, enable(ZONES.enabled)]]);
});

test("replaced: the new zone is judged by the plan, the one before by what is live", async () => {
  const stack = await stackOf("settings", { kex: { setting: { zoneId: ZONES.disabled, enabled: true } } });
  await stack.succeed("up");
  changeZone(emulator, ZONES.disabled, kex(false));
  changeZone(emulator, ZONES.neverChanged, kex(false));
  const setting = { zoneId: ZONES.neverChanged, enabled: true };
  await stack.change("settings", { kex: { setting }, records: { www: ZONES.disabled } });
  takeRequests();
  const pack = await packOf(stack, "enabled", []);
  expect(judged(await stack.fail("preview", ...pack))).toEqual([[ENABLED, RECORD, enable(ZONES.disabled)]]);
  expect(takeRequests()).toEqual([`GET ${KEX(ZONES.disabled)}`]);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[ENABLED, RECORD, enable(ZONES.disabled)]]);
  expect(emulator.zones.get(ZONES.neverChanged)?.kex.enabled).toBe(true);
});

test("exempt zones are exempt from what is planned too", async () => {
  const stack = await stackOf("settings", { kex: { setting: { zoneId: ZONES.enabled, enabled: false } } });
  const exempt = { exemptZones: [ZONES.enabled.toUpperCase()] };
  await stack.succeed("up", ...(await packOf(stack, "all", [RULE], { [ENABLED]: exempt, [MODES_MATCH]: exempt })));
});
