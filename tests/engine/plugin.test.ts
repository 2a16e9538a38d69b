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

test("functions return what the lookups read", async () => {
  const stack = await createPluginStack(
    `
module.exports = async () => ({
  kex: await invoke("getAutoOriginTlsKex", { zoneId: "${ZONES.neverChanged}" }),
  named: invokeOutput("getAutoOriginTlsKex", { zoneId: null, zoneName: pulumi.output("disabled.example") }).enabled,
  secret: invokeOutput("getZoneId", { name: pulumi.secret("enabled.example") }),
  modes: await invoke("getOriginTlsComplianceModes", { zoneId: "${ZONES.enabled}" }),
  fleet: await invoke("getAutoOriginTlsKexFleet", { accountId: "${ACCOUNT}", namePattern: "disabled.*" }),
});`,
    emulatorEnv(emulator),
  );
  await stack.succeed("up", "--yes", "--skip-preview");
  const status = { settingId: "auto_origin_tls_kex", messages: [] };
  expect(await stack.outputs()).toEqual({
    kex: { ...status, zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
    named: false,
    secret: "[secret]",
    modes: { ...MODES, settingId: "origin_tls_compliance_modes", messages: [] },
    fleet: {
      zones: [DISABLED],
      ...{ total: 1, allEnabled: false, messages: [] },
      ...{ enabledZoneIds: [], disabledZoneIds: [ZONES.disabled], failedZoneIds: [] },
    },
  });
});

test.each([
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
])("%s is what packs see of the lookup, and no change while the setting is none", async (kind, args, expected) => {
  const values = JSON.parse(JSON.stringify(expected));
  const stack = await createPluginStack(
    `const status = new Status("${kind}", ${JSON.stringify(args)}, ${JSON.stringify(Object.keys(values))});
module.exports = { ...status, urn: undefined };`,
    emulatorEnv(emulator),
  );
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toMatchObject(values);
  const token = `cloudflare-origin-tls:index:${kind}`;
  const [resource] = (await stack.resources()).filter(({ type }) => type === token);
  expect(resource).toMatchObject({ inputs: values, outputs: values });
  expect(Object.keys(resource?.inputs ?? {}).sort()).toEqual(Object.keys(values).sort());
  await stack.succeed("preview", "--expect-no-changes");
});

const ENABLED = "auto-origin-tls-kex-enabled";
const PACK = `
const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled, zonesHaveAutoOriginTlsKex } = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled, zonesHaveAutoOriginTlsKex] });`;

test("the ready policies reject a disabled zone in preview, and wait for one that is unknown", async () => {
  const stack = await createPluginStack(
    `
const unknown = () => new pulumi.dynamic.Resource({ create: async () => ({ id: "1" }) }, "zone", { zoneId: undefined }).zoneId;
new Status("AutoOriginTlsKexStatus", { zoneId: process.env.ZONE_ID ?? unknown() }, []);`,
    emulatorEnv(emulator),
  );
  const pack = await writePack(stack, PACK);
  stack.env.ZONE_ID = ZONES.disabled;
  const rejected = violationsOf(await stack.fail("preview", "--policy-pack", pack));
  expect(rejected.map(({ policy }) => policy).sort()).toEqual([ENABLED, "zones-have-auto-origin-tls-kex"]);
  for (const { level, on, message } of rejected) {
    expect([level, on]).toEqual(["mandatory", "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (shop)"]);
    expect(message).toContain(`is disabled for zone ${ZONES.disabled}`);
  }

  stack.env.ZONE_ID = ZONES.enabled;
  expect(violationsOf(await stack.succeed("preview", "--policy-pack", pack))).toEqual([]);

  delete stack.env.ZONE_ID;
  expect(undecidedPolicies(await stack.succeed("preview", "--policy-pack", pack))).toContain(ENABLED);
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

test.each(["function", "component"])("longer work of a %s shows how far it is", async (kind) => {
  const args = JSON.stringify({ zoneIds: Array.from({ length: 200 }, (_, i) => `c${i}`) });
  for (let i = 0; i < 200; i++) emulator.zones.set(`c${i}`, makeZone(`c${i}`, `zone-${i}.example`));
  emulator.latencyMs = 1_500;
  const program =
    kind === "function"
      ? `invoke("getAutoOriginTlsKexFleet", ${args});`
      : `new Status("AutoOriginTlsKexFleetStatus", ${args}, []);`;
  const stack = await createPluginStack(program, emulatorEnv(emulator));
  expect(progressOf(await stack.succeed("preview"))).toContainEqual(
    expect.stringMatching(/Auto-Origin TLS KEX: \d+ of 200 zones read/),
  );
  emulator.latencyMs = 0;
});
