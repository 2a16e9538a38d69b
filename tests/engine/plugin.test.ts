import { existsSync } from "node:fs";
import { join } from "node:path";
import { ACCOUNT, type Emulator, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { progressOf, undecidedPolicies, violationsOf } from "./events";
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

test("functions return what the lookups read; components are what packs see, and no change while the setting is none", async () => {
  const components = COMPONENTS.map(([kind, args, values]) => ({
    ...{ kind, args },
    values: JSON.parse(JSON.stringify(values)) as object,
  }));
  const stack = await createPluginStack(
    `
const components = ${JSON.stringify(components)}.map(({ kind, args, values }) => {
  const { urn, ...outputs } = new Status(kind, args, Object.keys(values));
  return [kind, outputs];
});
module.exports = async () => ({
  kex: await invoke("getAutoOriginTlsKex", { zoneId: "${ZONES.neverChanged}" }),
  named: invokeOutput("getAutoOriginTlsKex", { zoneId: null, zoneName: pulumi.output("disabled.example") }).enabled,
  secret: invokeOutput("getZoneId", { name: pulumi.secret("enabled.example") }),
  modes: await invoke("getOriginTlsComplianceModes", { zoneId: "${ZONES.enabled}" }),
  fleet: await invoke("getAutoOriginTlsKexFleet", { accountId: "${ACCOUNT}", namePattern: "disabled.*" }),
  ...Object.fromEntries(components),
});`,
    emulatorEnv(emulator),
  );
  await stack.succeed("up");
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
    const [resource] = await stack.resources(`cloudflare-origin-tls:index:${kind}`);
    expect(resource).toMatchObject({ inputs: values, outputs: values });
    expect(Object.keys(resource?.inputs ?? {}).sort()).toEqual(Object.keys(values).sort());
  }
  await stack.succeed("preview", "--expect-no-changes");
});

const ENABLED = "auto-origin-tls-kex-enabled";
const PACK = `
const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled] });`;

test("the ready policy rejects a disabled zone in preview, and waits for one that is unknown", async () => {
  const stack = await createPluginStack(
    `
const { zoneId } = new pulumi.dynamic.Resource({ create: async () => ({ id: "1" }) }, "zone", { zoneId: undefined });
const zones = { disabled: "${ZONES.disabled}", enabled: "${ZONES.enabled}", unknown: zoneId };
for (const [name, zoneId] of Object.entries(zones)) new Status("AutoOriginTlsKexStatus", { zoneId }, [], name);`,
    emulatorEnv(emulator),
  );
  const rejected = await stack.fail("preview", "--policy-pack", await writePack(stack, PACK));
  // What waits is reported too, as advisory.
  const mandatory = violationsOf(rejected).filter(({ level }) => level === "mandatory");
  expect(mandatory.map(({ policy }) => policy)).toEqual([ENABLED]);
  for (const { on, message } of mandatory) {
    expect(on).toBe("cloudflare-origin-tls:index:AutoOriginTlsKexStatus (disabled)");
    expect(message).toContain(`is disabled for zone ${ZONES.disabled}`);
  }
  expect(undecidedPolicies(rejected)).toContain(ENABLED);
});

test("nothing is read while readAfter is unknown, and after the change it is", async () => {
  const stack = await createPluginStack(
    `
const setting = { create: async () => ({ id: "1", outs: { modifiedOn: "now" } }) };
const readAfter = new pulumi.dynamic.Resource(setting, "setting", { modifiedOn: undefined }).modifiedOn;
const args = { zoneId: "${ZONES.disabled}", readAfter };
const { enabled } = new Status("AutoOriginTlsKexStatus", args, ["enabled"]);
module.exports = { enabled, found: invokeOutput("getAutoOriginTlsKex", args).enabled };`,
    emulatorEnv(emulator),
  );
  emulator.requests.length = 0;
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ enabled: false, found: false });
  expect(emulator.requests).toHaveLength(2);
  await stack.succeed("preview", "--expect-no-changes");
});

test("longer work of a function, and of a component, shows how far it is", async () => {
  const zoneIds = Array.from({ length: 200 }, (_, i) => `c${i}`);
  for (const zoneId of zoneIds) emulator.zones.set(zoneId, makeZone(zoneId, `zone-${zoneId}.example`));
  emulator.latencyMs = 1_500;
  const stack = await createPluginStack(
    `invoke("getAutoOriginTlsKexFleet", ${JSON.stringify({ zoneIds })});
new Status("AutoOriginTlsKexFleetStatus", ${JSON.stringify({ zoneIds: zoneIds.slice(1) })}, []);`,
    emulatorEnv(emulator),
  );
  const progress = progressOf(await stack.succeed("preview"));
  for (const total of [200, 199]) {
    expect(progress).toContainEqual(expect.stringMatching(`Auto-Origin TLS KEX: \\d+ of ${total} zones read`));
  }
  emulator.latencyMs = 0;
});
