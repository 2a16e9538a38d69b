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
  "  What to do: Set enabled of setting to true.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/declared")>("declared", emulator);

/** The requests since the last call, as method and zone. */
const takeRequests = () =>
  emulator.requests.splice(0).map(({ method, url }) => `${method} ${url.split("/").slice(4).join("/")}`);
const KEX = (zoneId: string) => `${zoneId}/settings/auto_origin_tls_kex`;

/** Each violation as its policy, its resource and its text without the policy's description, in a stable order. */
const judged = (run: Run) =>
  violationsOf(run)
    .filter(({ level }) => level === "mandatory")
    .map(({ policy, on, message }) => [policy, on, message.slice(message.indexOf("\n") + 1)])
    .sort();

const ENABLED = "auto-origin-tls-kex-enabled";
const HAVE = "zones-have-auto-origin-tls-kex";
const HAVE_MODES = "zones-have-origin-tls-compliance-modes";

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
  expect(undecidedPolicies(preview)).toEqual([ENABLED, HAVE, HAVE_MODES]);
  expect(takeRequests()).toEqual([]);
  await stack.succeed("up", ...pack);
  const requests = takeRequests().filter((request) => request.includes(KEX(ZONES.disabled)));
  // The lookup, and the policy on all zones.
  expect(requests.map((request) => request.split(" ")[0])).toEqual(["PATCH", "GET", "GET"]);
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
    '  What to do: Set values of modes to ["fips"].';
  const preview = await stack.fail("preview", ...all);
  expect(judged(preview)).toEqual([
    [ENABLED, SETTING, willBeDisabled(ZONES.enabled)],
    [HAVE, SETTING, willBeDisabled(ZONES.enabled)],
    [HAVE_MODES, MODES, modesText],
  ]);
  expect(shownViolations(preview)).toContainEqual(expect.stringContaining(`\n${willBeDisabled(ZONES.enabled)}`));
  expect(takeRequests()).toEqual([]);

  expect(judged(await stack.fail("up", ...all))).toContainEqual([ENABLED, SETTING, willBeDisabled(ZONES.enabled)]);
  expect(takeRequests()).not.toContain(`PATCH ${KEX(ZONES.enabled)}`);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(true);

  // The policy on all zones judges what is live when all has been applied.
  const up = await stack.fail("up", ...(await packOf(stack, "zones", [])));
  expect(judged(up)).toEqual([[HAVE, SETTING, enable(ZONES.enabled)]]);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(false);
});

test("unknown: undecided in preview, decided in up", async () => {
  const stack = await stackOf("unknownSetting", ZONES.enabled, "new.example");
  const pack = await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }]);
  const preview = await stack.succeed("preview", ...pack);
  expect(undecidedPolicies(preview)).toEqual([ENABLED, HAVE, HAVE_MODES]);
  expect(takeRequests()).not.toContain(`GET ${KEX(ZONES.enabled)}`);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[ENABLED, SETTING, willBeDisabled(ZONES.enabled)]]);
  expect(emulator.zones.get(ZONES.enabled)?.kex.enabled).toBe(true);

  // What is known of a zone that is yet to be created is judged.
  const other = await stackOf("settingsOfNewZone", "another.example", false, ["pqh"]);
  const violations = judged(await other.fail("preview", ...(await packOf(other, "all", [RULE]))));
  expect(violations.map(([policy, on, text]) => [policy, on, text?.split("\n")[0]])).toEqual([
    [ENABLED, SETTING, "Auto-Origin TLS KEX will be disabled for a zone by this resource, and must be enabled."],
    [HAVE, SETTING, "Auto-Origin TLS KEX will be disabled for a zone by this resource, and must be enabled."],
    [
      HAVE_MODES,
      MODES,
      'The Origin TLS Compliance Modes of a zone will be ["pqh"], ["pqh"] not allowed, ["fips"] missing.',
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
  // The lookup, and the policy.
  expect(takeRequests().filter((request) => request === `GET ${KEX(ZONES.enabled)}`)).toHaveLength(2);

  changeZone(emulator, ZONES.enabled, kex(false));
  const status = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (shop)";
  expect(judged(await stack.fail("preview", ...pack))).toEqual([
    [ENABLED, status, enable(ZONES.enabled)],
    [HAVE, status, enable(ZONES.enabled)],
  ]);
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
  const pack = await packOf(stack, "zones", []);
  expect(judged(await stack.fail("preview", ...pack))).toEqual([[HAVE, RECORD, enable(ZONES.disabled)]]);
  expect(takeRequests()).toEqual([`GET ${KEX(ZONES.disabled)}`]);
  expect(judged(await stack.fail("up", ...pack))).toEqual([[HAVE, RECORD, enable(ZONES.disabled)]]);
  expect(emulator.zones.get(ZONES.neverChanged)?.kex.enabled).toBe(true);
});

test("exempt zones are exempt from what is planned too", async () => {
  const stack = await stackOf("settings", { kex: { setting: { zoneId: ZONES.enabled, enabled: false } } });
  const exempt = { exemptZones: [ZONES.enabled.toUpperCase()] };
  await stack.succeed(
    "up",
    ...(await packOf(stack, "all", [RULE], { [ENABLED]: exempt, [HAVE]: exempt, [HAVE_MODES]: exempt })),
  );
});
