import { existsSync } from "node:fs";
import { join } from "node:path";
import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";
import { ACCOUNT, CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { diagnosticsOf, plannedOutputs, progressOf, undecidedPolicies, violationsOf } from "./events";
import { createPluginStack, installPlugin, PREFIX, writePack } from "./global-plugin";
import { emulatorEnv } from "./programs";

const CHANGED = "2014-01-01T05:20:00.12345Z";
const MODES = { zoneId: ZONES.enabled, modes: ["fips", "pqh"], modifiedOn: CHANGED };
const DISABLED = { zoneId: ZONES.disabled, name: "disabled.example", enabled: false, modifiedOn: CHANGED };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await installPlugin();
});
afterAll(() => emulator.close());

test("the global installation brings @pulumi/pulumi, which is a peer of programs", () => {
  const modules = join(PREFIX, "lib", "node_modules");
  const places = [modules, join(modules, "pulumi-cloudflare-origin-tls", "node_modules")];
  expect(places.some((place) => existsSync(join(place, "@pulumi", "pulumi", "package.json")))).toBe(true);
});

const STATUS = { settingId: "auto_origin_tls_kex", messages: [] };

/** The remote components: the arguments of each, and what it has. */
const COMPONENTS: [kind: string, args: object, values: object][] = [
  [
    "AutoOriginTlsKexStatus",
    { zoneName: "disabled.example" },
    { ...DISABLED, name: undefined, zoneName: "disabled.example" },
  ],
  ["OriginTlsComplianceModesStatus", { zoneId: ZONES.enabled }, MODES],
  [
    "AutoOriginTlsKexFleetStatus",
    { zoneIds: [ZONES.disabled] },
    {
      ...{ total: 1, allEnabled: false, zones: [{ ...DISABLED, name: undefined }] },
      ...{ disabledZoneIds: [ZONES.disabled], failedZoneIds: [] },
    },
  ],
];

const FLEET = "AutoOriginTlsKexFleetStatus";

test("functions return what the lookups read; components are what packs see, and no change while the setting is none; warnings and progress are shown", async () => {
  const components = COMPONENTS.map(([kind, args, values]) => ({
    ...{ kind, args },
    values: JSON.parse(JSON.stringify(values)) as object,
  }));
  const messages = [{ code: 7, message: "Soon different" }];
  emulator.zones.set("a1", makeZone("a1", "said.example", { messages }));
  emulator.zones.set("c3", makeZone("c3", "secret.example", { messages }));
  const zoneIds = Array.from({ length: 200 }, (_, i) => `many${i}`);
  for (const zoneId of zoneIds) emulator.zones.set(zoneId, makeZone(zoneId, `zone-${zoneId}.example`));
  const stack = await createPluginStack(
    `
const components = ${JSON.stringify(components)}.map(({ kind, args, values }) => {
  const { urn, ...outputs } = new Status(kind, args, Object.keys(values));
  return [kind, outputs];
});
const fleet = (name, args) => new Status("${FLEET}", args, [], name);
fleet("reported", { zoneIds: ["a1", "b2"], onZoneError: "report" });
fleet("secret", { zoneIds: pulumi.secret(["c3", "d4"]), onZoneError: "report" });
fleet("many", ${JSON.stringify({ zoneIds: zoneIds.slice(1) })});
invoke("getAutoOriginTlsKex", { zoneId: "a1" });
invoke("getAutoOriginTlsKexFleet", ${JSON.stringify({ zoneIds })});
module.exports = async () => ({
  kex: await invoke("getAutoOriginTlsKex", { zoneId: "${ZONES.neverChanged}" }),
  named: invokeOutput("getAutoOriginTlsKex", { zoneId: null, zoneName: pulumi.output("disabled.example") }).enabled,
  secret: invokeOutput("getZoneId", { name: pulumi.secret("enabled.example") }),
  modes: await invoke("getOriginTlsComplianceModes", { zoneId: "${ZONES.enabled}" }),
  fleet: await invoke("getAutoOriginTlsKexFleet", { accountId: "${ACCOUNT}", namePattern: "disabled.*" }),
  ...Object.fromEntries(components),
});`,
    // Without a token there, email and key of the environment are used.
    {
      CLOUDFLARE_BASE_URL: emulator.baseUrl,
      CLOUDFLARE_EMAIL: CREDENTIALS.email,
      CLOUDFLARE_API_KEY: CREDENTIALS.apiKey,
    },
  );
  emulator.requests.length = 0;
  const up = await stack.succeed("up");
  const pair = { "x-auth-email": CREDENTIALS.email, "x-auth-key": CREDENTIALS.apiKey };
  expect(emulator.requests.length).toBeGreaterThan(400);
  for (const { headers } of emulator.requests) expect(headers).toMatchObject(pair);
  const outputs = await stack.outputs();
  expect(outputs).toEqual({
    ...Object.fromEntries(components.map(({ kind, values }) => [kind, expect.objectContaining(values)])),
    kex: { ...STATUS, zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
    named: false,
    secret: "[secret]",
    modes: { ...MODES, settingId: "origin_tls_compliance_modes", messages: [] },
    fleet: {
      zones: [DISABLED],
      ...{ total: 1, allEnabled: false, messages: [] },
      ...{ enabledZoneIds: [], disabledZoneIds: [ZONES.disabled], failedZoneIds: [] },
    },
  });
  for (const { kind, values } of components) {
    const resources = await stack.resources(`cloudflare-origin-tls:index:${kind}`);
    const resource = resources.find(({ urn }) => urn.endsWith("::shop"));
    expect(resource).toMatchObject({ inputs: values, outputs: values });
    expect(Object.keys(resource?.inputs ?? {}).sort()).toEqual(Object.keys(values).sort());
  }

  // What Cloudflare says beside an answer is a warning, and so is a zone that a fleet could not read.
  expect(diagnosticsOf(up)).toContain("warning: Cloudflare says about zone a1: 7: Soon different");
  const warnings = (name: string) => diagnosticsOf(up, `cloudflare-origin-tls:index:${FLEET} (${name})`).sort();
  expect(warnings("reported")).toEqual([
    expect.stringMatching(
      /^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}b2: HTTP status 404/,
    ),
    "warning: Cloudflare says about this lookup: 7: zone a1: Soon different",
  ]);
  // Of what is secret the warnings name nothing.
  expect(warnings("secret")).toEqual([
    "warning: 1 of 2 zones could not be read, so their status is unknown. Its output zones has the reasons, not shown here: what it asks about is a secret.",
    "warning: Cloudflare has sent 1 message about this lookup (7), not shown here: what it asks about is a secret.",
  ]);
  expect(up.text).not.toMatch(/\b(c3|d4)\b/);

  // Longer work of a function, and of a component, shows how far it is.
  emulator.latencyMs = 1_500;
  const progress = progressOf(await stack.succeed("preview", "--expect-no-changes"));
  emulator.latencyMs = 0;
  for (const total of [200, 199]) {
    expect(progress).toContainEqual(expect.stringMatching(`Auto-Origin TLS KEX: \\d+ of ${total} zones read`));
  }
});

const ENABLED = "auto-origin-tls-kex-enabled";
const PACK = `
const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled] });`;

test("the ready policy rejects a disabled zone in preview, and waits for what is unknown, of which nothing is read before the change; a configured token is not in the state", async () => {
  const [later, unknown] = ["e5", "e6"];
  const off = { kex: { enabled: false, modifiedOn: CHANGED } };
  for (const zoneId of [later, unknown]) emulator.zones.set(zoneId, makeZone(zoneId, `${zoneId}.example`, off));
  const stack = await createPluginStack(
    `
const made = (name, outs) => {
  const unknown = Object.fromEntries(Object.keys(outs).map((key) => [key, undefined]));
  return new pulumi.dynamic.Resource({ create: async () => ({ id: "1", outs }) }, name, unknown);
};
const { zoneId } = made("zone", { zoneId: "${unknown}" });
const readAfter = made("setting", { modifiedOn: "now" }).modifiedOn;
const status = (name, args) => new Status("AutoOriginTlsKexStatus", args, ["enabled"], name).enabled;
status("disabled", { zoneId: "${ZONES.disabled}" });
status("enabled", { zoneId: "${ZONES.enabled}" });
module.exports = {
  unknown: status("unknown", { zoneId }),
  total: invokeOutput("getAutoOriginTlsKexFleet", { zoneIds: [zoneId] }).total,
  later: status("later", { zoneId: "${later}", readAfter }),
  found: invokeOutput("getAutoOriginTlsKex", { zoneId: "${later}", readAfter }).enabled,
};`,
    emulatorEnv(emulator),
  );
  await stack.succeed("config", "set", "--secret", "cloudflare-origin-tls:apiToken", CREDENTIALS.token);
  /** How many requests there were for the status of each zone since the last call. */
  const takeRequests = () => {
    const requests = emulator.requests.splice(0);
    const of = (zoneId: string) => requests.filter(({ url }) => url.includes(`/zones/${zoneId}/`)).length;
    return { enabled: of(ZONES.enabled), disabled: of(ZONES.disabled), unknown: of(unknown), later: of(later) };
  };
  takeRequests();
  const rejected = await stack.fail("preview", "--policy-pack", await writePack(stack, PACK));
  // What waits is reported too, as advisory.
  const mandatory = violationsOf(rejected).filter(({ level }) => level === "mandatory");
  expect(mandatory.map(({ policy }) => policy)).toEqual([ENABLED]);
  for (const { on, message } of mandatory) {
    expect(on).toBe("cloudflare-origin-tls:index:AutoOriginTlsKexStatus (disabled)");
    expect(message).toContain(`is disabled for zone ${ZONES.disabled}`);
  }
  expect(undecidedPolicies(rejected)).toContain(ENABLED);
  expect(takeRequests()).toEqual({ enabled: 1, disabled: 1, unknown: 0, later: 0 });
  expect(plannedOutputs(rejected)).toEqual({ unknown: UNKNOWN, total: UNKNOWN, later: UNKNOWN, found: UNKNOWN });

  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ unknown: false, total: 1, later: false, found: false });
  expect(takeRequests()).toEqual({ enabled: 1, disabled: 1, unknown: 2, later: 2 });
  const state = await stack.state();
  expect(state).toContain("AutoOriginTlsKexStatus");
  expect(state).not.toContain(CREDENTIALS.token);
  await stack.succeed("preview", "--expect-no-changes");
});
