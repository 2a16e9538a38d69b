import { ACCOUNT, CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { violationsOf, writePack } from "./policy-pack";
import { createStack, diagnosticsOf, emulatorEnv } from "./stack";

const FLEET = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";
const CHANGED = "2014-01-01T05:20:00.12345Z";
const id = (number: number) => number.toString(16).padStart(32, "0");

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const stackOf = (body: string, env = emulatorEnv(emulator, CREDENTIALS.token)) =>
  createStack({
    program: `
const pulumi = require("@pulumi/pulumi");
const tls = require("pulumi-cloudflare-origin-tls");
${body}`,
    env,
  });

const OUTPUTS = `module.exports = {
  zones: fleet.zones, total: fleet.total, allEnabled: fleet.allEnabled, enabled: fleet.enabledZoneIds,
  disabled: fleet.disabledZoneIds, failed: fleet.failedZoneIds, isInstance: tls.AutoOriginTlsKexFleet.isInstance(fleet),
};`;
const ZONE_IDS = `zoneIds: ["${ZONES.neverChanged}", "${ZONES.disabled}", "${ZONES.enabled}"]`;

test("a fleet of ids: one resource, read in preview, up and refresh, unchanged while its zones are", async () => {
  const stack = await stackOf(`const fleet = new tls.AutoOriginTlsKexFleet("all", { ${ZONE_IDS} });\n${OUTPUTS}`);
  await stack.succeed("preview");
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({
    zones: [
      { zoneId: ZONES.enabled, enabled: true, modifiedOn: CHANGED },
      { zoneId: ZONES.disabled, enabled: false, modifiedOn: CHANGED },
      { zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
    ],
    total: 3,
    allEnabled: false,
    enabled: [ZONES.enabled, ZONES.neverChanged],
    disabled: [ZONES.disabled],
    failed: [],
    isInstance: true,
  });
  expect(emulator.requests).toHaveLength(6);
  expect((await stack.resources()).filter(({ type }) => type === FLEET)).toMatchObject([
    { id: "zones", external: true },
  ]);
  await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  await stack.succeed("preview", "--expect-no-changes");

  const zone = emulator.zones.get(ZONES.disabled);
  if (zone) zone.kex.enabled = true;
  const drift = await stack.pulumi("preview", "--expect-no-changes", "--diff");
  expect(drift.code).not.toBe(0);
  expect(drift.text).toMatch(/~ allEnabled *: false => true/);
  await stack.succeed("destroy", "--yes", "--skip-preview");
});

test("a fleet of an account is found again by a refresh, with zones that came and went", async () => {
  const stack = await stackOf(
    `const fleet = new tls.AutoOriginTlsKexFleet("all", { accountId: pulumi.output("${ACCOUNT}"), namePattern: "*.example" });
module.exports = { names: fleet.zones.apply((zones) => zones.map(({ name }) => name)) };`,
  );
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ names: ["disabled.example", "enabled.example", "never-changed.example"] });
  emulator.zones.delete(ZONES.neverChanged);
  emulator.zones.set(id(1), makeZone(id(1), "new.example"));
  emulator.zones.set(id(2), makeZone(id(2), "new.example.org"));
  const refresh = await stack.succeed("refresh", "--yes", "--skip-preview", "--diff");
  expect(refresh.text).toContain(`${id(1)} enabled ${CHANGED} new.example`);
  const [fleet] = (await stack.resources()).filter(({ type }) => type === FLEET);
  expect(fleet?.outputs.zones).toHaveLength(3);
});

test("while a part of its zones is unknown in preview, nothing is read", async () => {
  const stack = await stackOf(`
class Zone extends pulumi.dynamic.Resource {
  constructor(name) {
    super({ create: async () => ({ id: "1", outs: { zoneId: "${ZONES.disabled}" } }) }, name, { zoneId: undefined });
  }
}
const zoneIds = ["${ZONES.enabled}", new Zone("zone").zoneId];
module.exports = { disabled: new tls.AutoOriginTlsKexFleet("all", { zoneIds }).disabledZoneIds };`);
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ disabled: [ZONES.disabled] });
});

test("one zone that cannot be read fails the fleet with one diagnostic", async () => {
  const stack = await stackOf(`new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["${ZONES.enabled}", "${id(7)}"] });`);
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticsOf(preview.text, `${FLEET} (all)`)).toMatch(
    /^error: Preview failed: Cannot read the Auto-Origin TLS KEX setting of 1 of 2 zones\n {2}Cannot read .* of zone 0{31}7\n[\s\S]*HTTP status 404[\s\S]*What to do: see each zone\. With onZoneError: "report"/,
  );
  expect(diagnosticsOf(preview.text, "pulumi:pulumi:Stack (shop-dev)")).toContain(
    "lookup: failed, see the error on its",
  );
  expect(preview.text).not.toMatch(/^\s+at /m);
});

test('with onZoneError: "report" it is an entry with enabled null, and a warning', async () => {
  const stack = await stackOf(`
const fleet = new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["${ZONES.enabled}", "${id(7)}"], onZoneError: "report" });
${OUTPUTS}`);
  const up = await stack.succeed("up", "--yes", "--skip-preview");
  expect(diagnosticsOf(up.text, `${FLEET} (all)`)).toMatch(
    new RegExp(
      `^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}${id(7)}: HTTP status 404, 7003`,
    ),
  );
  expect(await stack.outputs()).toMatchObject({
    zones: [
      { zoneId: id(7), enabled: null, modifiedOn: null, error: expect.stringContaining("7003") },
      { enabled: true },
    ],
    allEnabled: false,
    failed: [id(7)],
  });
});

const PACK = `const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled] });`;

test("policies and assertions judge a fleet, and never pass a zone that could not be read", async () => {
  const stack = await stackOf(`
const zoneIds = ["${ZONES.enabled}", "${ZONES.disabled}", "${id(7)}"];
const fleet = new tls.AutoOriginTlsKexFleet("all", { zoneIds, onZoneError: "report" });
if (process.env.ASSERT) tls.assertAutoOriginTlsKex(fleet);`);
  const policyPack = await writePack(stack, PACK);
  const violation = `Auto-Origin TLS KEX is disabled for 1 zone, and must be enabled: ${ZONES.disabled}
1 zone could not be read, so the status is unknown: ${id(7)}`;
  const preview = await stack.pulumi("preview", "--policy-pack", policyPack);
  expect(preview.code).not.toBe(0);
  expect(violationsOf(preview.text)[0]).toContain(`(${STATUS}: all)`);
  expect(violationsOf(preview.text)[0]).toContain(violation);

  stack.env.ASSERT = "1";
  const asserted = await stack.pulumi("preview");
  expect(asserted.code).not.toBe(0);
  expect(diagnosticsOf(asserted.text, `${FLEET} (all)`)).toContain(`error: ${violation}`);
});

test("a fleet without zones passes no policy and no assertion", async () => {
  const stack = await stackOf(`
const fleet = new tls.AutoOriginTlsKexFleet("all", { accountId: "${ACCOUNT}", namePattern: "*.exmaple" });
if (process.env.ASSERT) tls.assertAutoOriginTlsKex(fleet, { enabled: false });`);
  const policyPack = await writePack(stack, PACK);
  const violation =
    "This fleet has no zones, so there is nothing to judge.\n" +
    "  What to do: Check the zone ids, or the account and the name pattern.";
  const preview = await stack.pulumi("preview", "--policy-pack", policyPack);
  expect(preview.code).not.toBe(0);
  expect(violationsOf(preview.text)[0]).toContain(violation);
  stack.env.ASSERT = "1";
  const asserted = await stack.pulumi("preview");
  expect(asserted.code).not.toBe(0);
  expect(diagnosticsOf(asserted.text, `${FLEET} (all)`)).toBe(`error: ${violation}`);
});

test("a fleet of both ids and an account is refused", async () => {
  const stack = await stackOf(
    `new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["${ZONES.disabled}"], accountId: "${ACCOUNT}" });`,
  );
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticsOf(preview.text, `${FLEET} (all)`)).toContain("A fleet needs zoneIds or accountId.");
});

test("the functions read fleets, compliance modes and zones by name", async () => {
  const stack = await stackOf(`
module.exports = async () => ({
  fleet: await tls.getAutoOriginTlsKexFleet({ accountId: "${ACCOUNT}", namePattern: "disabled.*" }),
  total: tls.getAutoOriginTlsKexFleetOutput({ ${ZONE_IDS} }).total,
  modes: (await tls.getOriginTlsComplianceModes({ zoneName: "enabled.example" })).modes,
  modesOutput: tls.getOriginTlsComplianceModesOutput({ zoneId: "${ZONES.disabled}" }).modes,
  id: await tls.getZoneId({ name: "never-changed.example" }),
});`);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toMatchObject({
    fleet: { zones: [{ name: "disabled.example", enabled: false }], total: 1, disabledZoneIds: [ZONES.disabled] },
    total: 3,
    modes: ["fips", "pqh"],
    modesOutput: ["fips"],
    id: ZONES.neverChanged,
  });
});

test("a lookup by name, and of the compliance modes, is refreshed by the name", async () => {
  const stack = await stackOf(`
const kex = new tls.AutoOriginTlsKex("shop", { zoneName: "disabled.example" });
const modes = new tls.OriginTlsComplianceModes("shop", { zoneName: "disabled.example" });
module.exports = { zoneId: kex.zoneId, enabled: kex.enabled, modes: modes.modes, modesZone: modes.zoneId };`);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({
    zoneId: ZONES.disabled,
    enabled: false,
    modes: ["fips"],
    modesZone: ZONES.disabled,
  });
  emulator.zones.delete(ZONES.disabled);
  emulator.zones.set(id(5), makeZone(id(5), "disabled.example"));
  await stack.succeed("refresh", "--yes", "--skip-preview");
  const [kex] = (await stack.resources()).filter(({ type }) => type.endsWith(":AutoOriginTlsKex"));
  expect(kex?.outputs).toMatchObject({ zoneId: id(5), zoneName: "disabled.example", enabled: true });
  const both = await stackOf(`new tls.AutoOriginTlsKex("shop", { zoneId: "${id(5)}", zoneName: "disabled.example" });`);
  expect((await both.pulumi("preview")).text).toContain("Both zoneId and zoneName were given.");
});

test("profiles give each lookup the account of its own, also in a refresh", async () => {
  const other = await startEmulator();
  const zone = other.zones.get(ZONES.enabled);
  if (zone) zone.kex.enabled = false;
  try {
    const stack = await stackOf(
      `
const lookup = (name, profile) => new tls.AutoOriginTlsKex(name, { zoneId: "${ZONES.enabled}", profile }).enabled;
const fleet = new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["${ZONES.enabled}"], profile: "acme" });
module.exports = { own: lookup("own"), acme: lookup("acme", "acme"), fleet: fleet.allEnabled,
  call: tls.getAutoOriginTlsKexOutput({ zoneId: "${ZONES.enabled}", profile: "acme" }).enabled };`,
      { ...emulatorEnv(emulator, CREDENTIALS.token), ACME_BASE_URL: other.baseUrl },
    );
    await stack.succeed("config", "set", "--secret", "acme:apiToken", CREDENTIALS.token);
    await stack.succeed("up", "--yes", "--skip-preview");
    expect(await stack.outputs()).toEqual({ own: true, acme: false, fleet: false, call: false });
    other.requests.length = 0;
    await stack.succeed("refresh", "--yes", "--skip-preview");
    expect(other.requests.length).toBeGreaterThan(0);
    const lookups = (await stack.resources()).filter(({ type }) => type.endsWith(":AutoOriginTlsKex"));
    expect(lookups.find(({ urn }) => urn.endsWith("::acme"))?.outputs).toMatchObject({
      enabled: false,
      profile: "acme",
    });
  } finally {
    await other.close();
  }
});

test("longer work shows how far it is, without a line for each zone", async () => {
  for (let i = 0; i < 200; i++) emulator.zones.set(id(i), makeZone(id(i), `zone-${i}.example`));
  emulator.latencyMs = 1_500;
  const stack = await stackOf(
    `const zoneIds = Array.from({ length: 200 }, (_, i) => i.toString(16).padStart(32, "0"));
new tls.AutoOriginTlsKexFleet("all", { zoneIds });`,
  );
  const { text } = await stack.succeed("preview");
  expect(text).toMatch(/Auto-Origin TLS KEX: \d+ of 200 zones read/);
  expect(text.match(/zones read/g)?.length).toBeLessThan(10);
  expect(text).not.toContain("Diagnostics:");
});
