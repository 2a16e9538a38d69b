import { ACCOUNT, CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { createStack, diagnosticsOf, emulatorEnv } from "./stack";

const STACK = "pulumi:pulumi:Stack (shop-dev)";
const FLEET = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet (all)";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const stackOf = (text: string) =>
  createStack({
    program: `const tls = require("pulumi-cloudflare-origin-tls");\n${text}`,
    env: emulatorEnv(emulator, CREDENTIALS.token),
  });

test("a misspelt argument is one error of the program, without a stack trace, and nothing is read", async () => {
  const stack = await stackOf(`new tls.AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}", profiel: "acme" });`);
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticsOf(preview.text, STACK)).toBe(
    `error: AutoOriginTlsKex has no argument "profiel".
  What to do: Check the spelling: its arguments are zoneId, zoneName and profile.`,
  );
  expect(preview.text).not.toMatch(/^\s+at /m);
  expect(emulator.requests).toEqual([]);
});

test.each([
  [
    "zoneIds and accountId",
    `{ zoneIds: ["${ZONES.enabled}"], accountId: "${ACCOUNT}" }`,
    "A fleet needs zoneIds or accountId, and both were given",
  ],
  [
    "a domain name among its zoneIds",
    `{ zoneIds: ["${ZONES.enabled}", "shop.example"] }`,
    `zoneId must be 1 to 32 letters and digits, but "shop.example" is a domain name: a lookup of one zone takes it as zoneName`,
  ],
])("a fleet with %s is an error that says so", async (_, args, problem) => {
  const preview = await (await stackOf(`new tls.AutoOriginTlsKexFleet("all", ${args});`)).pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticsOf(preview.text, FLEET)).toContain(problem);
});

test("ids in upper case are the same zones and account, and no change in the plan", async () => {
  const stack = await stackOf(`
exports.enabled = new tls.AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled.toUpperCase()}" }).enabled;
exports.ids = new tls.AutoOriginTlsKexFleet("ids", { zoneIds: ["${ZONES.enabled.toUpperCase()}", "${ZONES.enabled}"] }).total;
exports.account = new tls.AutoOriginTlsKexFleet("account", { accountId: "${ACCOUNT.toUpperCase()}" }).total;`);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ enabled: true, ids: 1, account: 3 });
  await stack.succeed("refresh", "--yes", "--skip-preview");
  await stack.succeed("preview", "--expect-no-changes");
});

test("a lookup and a fleet that are renamed with an alias are no change in the plan, and neither is their status", async () => {
  const program = `
const pulumi = require("@pulumi/pulumi");
const { NAME, ALIAS } = process.env;
const options = ALIAS ? { aliases: [{ name: ALIAS }] } : {};
new tls.AutoOriginTlsKex(NAME, { zoneId: "${ZONES.enabled}" }, options);
new tls.AutoOriginTlsKexFleet(NAME, { accountId: "${ACCOUNT}" }, options);
class Site extends pulumi.ComponentResource {
  constructor(name, options) {
    super("shop:index:Site", name, {}, options);
    new tls.OriginTlsComplianceModes(name + "-modes", { zoneId: "${ZONES.enabled}" }, { parent: this });
  }
}
new Site(NAME, options);`;
  const stack = await stackOf(program);
  stack.env.NAME = "before";
  await stack.succeed("up", "--yes", "--skip-preview");
  Object.assign(stack.env, { NAME: "after", ALIAS: "before" });
  await stack.succeed("preview", "--expect-no-changes");
  await stack.succeed("up", "--yes", "--skip-preview");
  const names = (await stack.resources()).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  expect(names.filter((name) => name.startsWith("before"))).toEqual([]);
  expect(names.filter((name) => name.startsWith("after"))).toHaveLength(7);
});
