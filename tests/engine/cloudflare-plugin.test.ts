import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";
import { installCloudflarePlugin } from "../emulator/cloudflare-plugin/install";
import { ACCOUNT, CREDENTIALS, type Emulator, makeZone, startEmulator } from "../emulator/emulator";
import { changesOf, countsOf, diagnosticsOf, plannedOutputs } from "./events";
import { writePack } from "./global-plugin";
import { createStack, type Stack } from "./stack";

const A = "a".repeat(32);
const B = "b".repeat(32);
const NEVER_CHANGED = "c".repeat(32);
const OTHER = "d".repeat(32);
const UNCHANGED = "e".repeat(32);
const LEFT = "f".repeat(32);
const FRESH = "1".repeat(32);
const SETTING = "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  const kex = { enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" };
  const zones = { A, B, OTHER, UNCHANGED, FRESH };
  for (const [name, id] of Object.entries(zones)) {
    emulator.zones.set(id, makeZone(id, `${name.toLowerCase()}.example`, { kex: { ...kex } }));
  }
  for (const [name, id] of Object.entries({ NEVER_CHANGED, LEFT })) {
    emulator.zones.set(id, makeZone(id, `${name.toLowerCase()}.example`, { kex: { enabled: true, modifiedOn: null } }));
  }
});
afterAll(() => emulator.close());

/** Runs the body of `PROGRAM` in the environment, and writes what the program sees of its resources' outputs. */
const program = `
const { writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const cloudflare = require("@pulumi/cloudflare");
async function see(resource) {
  const seen = {};
  for (const [name, output] of Object.entries(resource)) {
    if (name === "urn" || !pulumi.Output.isInstance(output)) continue;
    const value = await output.promise(true);
    seen[name] = (await output.isKnown) ? value ?? null : pulumi.containsUnknowns(value) ? "(unknown)" : "(no value)";
  }
  return seen;
}
const seen = {};
const body = new Function("pulumi", "cloudflare", process.env.PROGRAM);
const { outputs, ...resources } = body(pulumi, cloudflare);
Promise.all(Object.entries(resources).map(async ([name, resource]) => { seen[name] = await see(resource); }))
  .then(() => writeFileSync("seen.json", JSON.stringify(seen)));
Object.assign(exports, outputs);
`;

/** Runs preview or up with this program; it must succeed without a warning. */
async function run(stack: Stack, command: "preview" | "up", body: string, ...args: string[]) {
  stack.env.PROGRAM = body;
  const ended = await stack.succeed(command, ...args);
  expect(ended.text).not.toMatch(/warning/);
  return { ...ended, seen: await fileOf(stack, "seen.json") };
}

const fileOf = async (stack: Stack, name: string) => JSON.parse(await readFile(join(stack.folder, name), "utf8"));

/** The code of a setting, of one whose zone is to change, of one that was never set, and of two that are never changed. */
const settings = (enabled: boolean, zoneId: string) => `
  const setting = (name, zoneId, enabled) => new cloudflare.ZoneAutoOriginTlsKex(name, { zoneId, enabled });
  const settings = {
    setting: setting("setting", "${A}", ${enabled}),
    moved: setting("moved", "${zoneId}", true),
    never: setting("never", "${NEVER_CHANGED}", ${enabled}),
    unchanged: setting("unchanged", "${UNCHANGED}", true),
    left: setting("left", "${LEFT}", true),
  };`;

/** The code of a setting that is created after the others. */
const SETTING_OF_FRESH = `
  const fresh = setting("fresh", "${FRESH}", true);`;

/** The code of a new zone, its settings and a record. */
const ZONE = `
  const zone = new cloudflare.Zone("zone", { name: "shop.example", account: { id: "${ACCOUNT}" } });
  const zoneId = zone.id;
  const inZone = setting("inZone", zoneId, false);
  const modes = new cloudflare.OriginTlsComplianceModes("modes", { zoneId, values: ["pqh"] });
  const record = new cloudflare.DnsRecord("www", { zoneId, name: "www.shop.example", type: "A", ttl: 1, content: "192.0.2.1" });`;

/** The code of lookups in the new zone. */
const LOOKUPS = `
  const { enabled } = cloudflare.getZoneAutoOriginTlsKexOutput({ zoneId }, { dependsOn: inZone });
  const live = cloudflare.getOriginTlsComplianceModesOutput({ zoneId }, { dependsOn: modes }).values;`;

const CREATED = `${settings(true, B)} return settings;`;
const WITH_FRESH = `${settings(true, B)} ${SETTING_OF_FRESH} return { ...settings, fresh };`;
const RESOURCES = "...settings, fresh, zone, inZone, modes, record";
const CHANGED = `${settings(false, OTHER)} ${SETTING_OF_FRESH} ${ZONE} ${LOOKUPS} return { ${RESOURCES}, outputs: { enabled, live } };`;

const TIME = expect.stringMatching(/^\d{4}-.*Z$/);

/** A pack that writes what it sees of each setting, by name. */
const SEEING = `
const { writeFileSync } = require("node:fs");
const { PolicyPack } = require("@pulumi/policy");
const seen = { resource: {}, stack: {} };
const read = (props, name) => { try { return props[name]; } catch { return "(unknown)"; } };
const see = (kind, { type, name, props }) => {
  if (type !== "${SETTING}") return;
  seen[kind][name] = Object.fromEntries(Object.keys(props).map((key) => [key, read(props, key)]));
  writeFileSync(process.env.PACK_SEES, JSON.stringify(seen));
};
new PolicyPack("seeing", { policies: [
  { name: "resource", description: "d", enforcementLevel: "mandatory", validateResource: (args) => see("resource", args) },
  { name: "stack", description: "d", enforcementLevel: "mandatory", validateStack: ({ resources }) => resources.forEach((one) => see("stack", one)) },
] });`;

test("settings and a zone live as those of Cloudflare's own plugin do, for packs as well, and are refused in one line", async () => {
  // Credentials come from the stack's configuration too.
  const stack = await createStack({ "index.js": program }, { CLOUDFLARE_BASE_URL: emulator.baseUrl });
  installCloudflarePlugin(stack.env.PULUMI_HOME as string);
  const setToken = (token: string) => stack.succeed("config", "set", "--secret", "cloudflare:apiToken", token);
  await setToken(CREDENTIALS.token);
  const pack = ["--policy-pack", await writePack(stack, SEEING)];
  stack.env.PACK_SEES = join(stack.folder, "pack.json");
  const packSees = () => fileOf(stack, "pack.json");
  const isOn = (...zoneIds: string[]) => zoneIds.map((id) => emulator.zones.get(id)?.kex.enabled);
  const inputs = (zoneId: string, enabled = true) => ({ zoneId, enabled });
  const shownAs = (resource: object, more: object) => ({ resource, stack: { ...resource, ...more } });
  const seenByPack = async (name: string) => {
    const { resource, stack } = await packSees();
    return { resource: resource[name], stack: stack[name] };
  };

  const { seen } = await run(stack, "up", CREATED, ...pack);
  expect(seen.setting).toEqual({ ...inputs(A), id: A, modifiedOn: TIME });
  expect(emulator.zones.get(A)?.kex).toEqual({ enabled: true, modifiedOn: seen.setting.modifiedOn });
  expect(await seenByPack("setting")).toEqual(shownAs(inputs(A), { id: A, modifiedOn: TIME }));
  expect(seen.never).toEqual({ id: NEVER_CHANGED, zoneId: NEVER_CHANGED, enabled: true, modifiedOn: null });

  // What the API refuses is shown in one line.
  await setToken("wrong-token-0123456789abcdef");
  stack.env.PROGRAM = WITH_FRESH;
  const refused = await stack.fail("up");
  expect(refused.text).not.toContain("wrong-token");
  expect(refused.text).not.toMatch(/\n\s+at /);
  expect(diagnosticsOf(refused, `${SETTING} (fresh)`)).toEqual([
    `error: PATCH /zones/${FRESH}/settings/auto_origin_tls_kex: 403 Authentication error (10000)`,
  ]);
  await setToken(CREDENTIALS.token);

  // Settings are changed and created, and so are a zone, its settings and a record. What a change decides is unknown.
  const changed = await run(stack, "preview", CHANGED, ...pack);
  expect(changed.seen.setting).toEqual({ ...inputs(A, false), id: A, modifiedOn: "(unknown)" });
  expect(changed.seen.never).toMatchObject({ id: NEVER_CHANGED, modifiedOn: "(unknown)" });
  expect(await seenByPack("setting")).toEqual(shownAs(inputs(A, false), { id: A, modifiedOn: "(unknown)" }));
  const unknown = { id: "(no value)", modifiedOn: "(unknown)" };
  expect(changed.seen.fresh).toEqual({ ...inputs(FRESH), ...unknown });
  expect(await seenByPack("fresh")).toEqual(shownAs(inputs(FRESH), { id: "(unknown)", modifiedOn: "(unknown)" }));
  // Another zone is a replacement.
  expect(changed.seen.moved).toEqual({ ...unknown, zoneId: OTHER, enabled: true });
  expect(changed.seen.zone).toMatchObject({ ...unknown, name: "shop.example", status: "(unknown)" });
  expect(changed.seen.inZone).toEqual({ ...unknown, zoneId: "(unknown)", enabled: false });
  expect(plannedOutputs(changed)).toMatchObject({ enabled: UNKNOWN });
  // Without changes all is known.
  expect(changed.seen.unchanged).toEqual({ ...inputs(UNCHANGED), id: UNCHANGED, modifiedOn: TIME });
  expect(changed.seen.unchanged).toEqual(seen.unchanged);
  expect((await seenByPack("unchanged")).stack).toEqual({ ...inputs(UNCHANGED), id: UNCHANGED, modifiedOn: TIME });
  // An output without a value is not known in any preview, but is no unknown value without changes.
  expect(changed.seen.left).toMatchObject({ id: LEFT, modifiedOn: "(no value)" });
  // The stack is the third that stays the same.
  expect(countsOf(changed)).toMatchObject({ create: 5, update: 2, replace: 1, same: 3 });
  expect(isOn(A, FRESH)).toEqual([true, false]);

  const up = await run(stack, "up", CHANGED);
  // The setting of the zone before stays as it is.
  expect(isOn(A, B, OTHER)).toEqual([false, true, true]);
  const { id } = up.seen.zone;
  expect(up.seen.zone).toMatchObject({ status: "pending", nameServers: [expect.any(String), expect.any(String)] });
  expect(up.seen.modes).toEqual({ id, zoneId: id, values: ["pqh"], editable: true, modifiedOn: TIME });
  expect(up.seen.record).toMatchObject({ zoneId: id, content: "192.0.2.1", createdOn: TIME });
  expect(await stack.outputs()).toEqual({ enabled: false, live: ["pqh"] });

  const zone = emulator.zones.get(id);
  if (!zone) throw new Error("the zone was not created");
  zone.kex = { enabled: true, modifiedOn: null };
  expect(changesOf(await stack.succeed("refresh"))[`${SETTING} (inZone)`]).toMatchObject({ enabled: [false, true] });

  // Without CLOUDFLARE_BASE_URL nothing is sent anywhere.
  delete stack.env.CLOUDFLARE_BASE_URL;
  expect(diagnosticsOf(await stack.fail("refresh"), `${SETTING} (inZone)`)).toEqual([
    "error: This is a stand-in for the plugin of @pulumi/cloudflare and works on the emulator only. Set CLOUDFLARE_BASE_URL.",
  ]);
  stack.env.CLOUDFLARE_BASE_URL = emulator.baseUrl;

  emulator.requests.length = 0;
  expect(countsOf(await stack.succeed("destroy"))).toMatchObject({ delete: 11 });
  expect(emulator.zones.has(id)).toBe(false);
  expect(isOn(A, B, OTHER)).toEqual([false, true, true]);
  const deletions = emulator.requests.filter(({ method }) => method === "DELETE");
  expect(deletions.map(({ url }) => url.replace(/\/dns_records\/.*/, "/dns_records")).sort()).toEqual([
    `/client/v4/zones/${id}`,
    `/client/v4/zones/${id}/dns_records`,
    `/client/v4/zones/${id}/settings/origin_tls_compliance_modes`,
  ]);
});
