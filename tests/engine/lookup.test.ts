import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { createStack, diagnosticsOf, emulatorEnv } from "./stack";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const IMPORT = `const { AutoOriginTlsKex } = require("pulumi-cloudflare-origin-tls");`;
const ONE_LOOKUP = `${IMPORT}
const kex = new AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}" });
module.exports = {
  zoneId: kex.zoneId, enabled: kex.enabled, modifiedOn: kex.modifiedOn, settingId: kex.settingId,
  isInstance: AutoOriginTlsKex.isInstance(kex) && !AutoOriginTlsKex.isInstance({}),
};`;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => {
  emulator.requests.length = 0;
  emulator.faults.clear();
});
afterAll(() => emulator.close());

const stackOf = (program: string, env = emulatorEnv(emulator, CREDENTIALS.token)) => createStack({ program, env });

/** The methods and paths of all requests since the last call. */
const takeRequests = () =>
  emulator.requests.splice(0).map(({ method, url }) => `${method} ${url.replace("/client/v4", "")}`);

test("a lookup is read in preview, up and refresh, and neither created nor deleted", async () => {
  const stack = await stackOf(ONE_LOOKUP);
  const read = `GET /zones/${ZONES.enabled}/settings/auto_origin_tls_kex`;

  const preview = await stack.succeed("preview");
  expect(preview.text).toMatch(/enabled *: true/);
  expect(preview.text).toMatch(/\+ 2 to create/);
  expect(takeRequests()).toEqual([read]);

  await stack.succeed("up", "--yes", "--skip-preview");
  expect(takeRequests()).toEqual([read]);
  expect(await stack.outputs()).toEqual({
    zoneId: ZONES.enabled,
    enabled: true,
    modifiedOn: "2014-01-01T05:20:00.12345Z",
    settingId: "auto_origin_tls_kex",
    isInstance: true,
  });
  const [lookup] = (await stack.resources()).filter(({ type }) => type === TYPE);
  expect(lookup).toMatchObject({ id: ZONES.enabled, external: true });

  await stack.succeed("refresh", "--yes", "--skip-preview");
  expect(takeRequests()).toEqual([read]);
  expect((await stack.succeed("preview", "--refresh")).text).toMatch(/2 unchanged/);
  expect(new Set(takeRequests())).toEqual(new Set([read]));

  await stack.succeed("destroy", "--yes", "--skip-preview");
  expect(takeRequests()).toEqual([]);
  expect(await stack.resources()).toEqual([]);
});

test("a setting that was never changed has modifiedOn null", async () => {
  const stack = await stackOf(`${IMPORT}
module.exports = { modifiedOn: new AutoOriginTlsKex("shop", { zoneId: "${ZONES.neverChanged}" }).modifiedOn };`);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ modifiedOn: null });
});

test("a setting that is flipped at Cloudflare shows in refresh and in the outputs of the next up", async () => {
  const zone = emulator.zones.get(ZONES.enabled);
  if (!zone) throw new Error("the emulator has no such zone");
  const stack = await stackOf(ONE_LOOKUP);
  await stack.succeed("up", "--yes", "--skip-preview");
  try {
    zone.kex.enabled = false;
    expect((await stack.succeed("refresh", "--yes", "--skip-preview", "--diff")).text).toMatch(
      /~ enabled *: true => false/,
    );
    zone.kex.enabled = true;
    expect((await stack.succeed("up", "--yes", "--skip-preview")).text).not.toMatch(/=> false/);
    zone.kex.enabled = false;
    expect((await stack.succeed("up", "--yes", "--skip-preview")).text).toMatch(/~ enabled *: true => false/);
    expect(await stack.outputs()).toMatchObject({ enabled: false });
  } finally {
    zone.kex.enabled = true;
  }
});

test("a zone id that is unknown in preview is read in up, not before", async () => {
  const stack = await stackOf(`${IMPORT}
const pulumi = require("@pulumi/pulumi");
class Zone extends pulumi.dynamic.Resource {
  constructor(name) {
    super({ create: async () => ({ id: "1", outs: { zoneId: "${ZONES.disabled}" } }) }, name, { zoneId: undefined });
  }
}
module.exports = { enabled: new AutoOriginTlsKex("shop", { zoneId: new Zone("zone").zoneId }).enabled };`);
  const preview = await stack.succeed("preview");
  expect(preview.text).toMatch(/enabled *: \[unknown\]|enabled *: output<string>/);
  expect(takeRequests()).toEqual([]);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ enabled: false });
  expect(takeRequests()).toHaveLength(1);
});

test("messages of a good answer are warnings on the lookup", async () => {
  const zone = emulator.zones.get(ZONES.disabled);
  if (!zone) throw new Error("the emulator has no such zone");
  zone.messages = [{ code: 1234, message: "Going away", documentation_url: "https://developers.cloudflare.com/x" }];
  const stack = await stackOf(`${IMPORT}
module.exports = { enabled: new AutoOriginTlsKex("shop", { zoneId: "${ZONES.disabled}" }).enabled };`);
  try {
    const { text } = await stack.succeed("preview");
    expect(diagnosticsOf(text, `${TYPE} (shop)`)).toBe(
      `warning: Cloudflare says about zone ${ZONES.disabled}: 1234: Going away (see https://developers.cloudflare.com/x)`,
    );
  } finally {
    delete zone.messages;
  }
});

test("many lookups start at once with a token that only the configuration has, and share one provider text", async () => {
  const stack = await stackOf(
    `${IMPORT}
for (let i = 0; i < 32; i++) new AutoOriginTlsKex("shop" + i, { zoneId: "${ZONES.enabled}" });
module.exports = { http: Object.keys(require.cache).filter((file) => /axios|valibot|follow-redirects/.test(file)) };`,
    emulatorEnv(emulator),
  );
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CREDENTIALS.token);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ http: [] });

  const lookups = (await stack.resources()).filter(({ type }) => type === TYPE);
  expect(lookups).toHaveLength(32);
  const texts = new Set(lookups.flatMap(({ inputs, outputs }) => [inputs.__provider, outputs.__provider]));
  expect(texts.size).toBe(1);
  const [text] = texts as Set<string>;
  expect(text?.length).toBeLessThan(200);
  expect(text).toContain(`("pulumi-cloudflare-origin-tls/provider")`);
  expect(text).not.toContain(stack.folder);
});

test("stack configuration wins over the environment, a token over email and key", async () => {
  const stack = await stackOf(ONE_LOOKUP, {
    ...emulatorEnv(emulator, "wrong-token-in-the-environment"),
    CLOUDFLARE_EMAIL: "wrong@example.com",
  });
  await stack.succeed("config", "set", "cloudflare:email", CREDENTIALS.email);
  await stack.succeed("config", "set", "--secret", "cloudflare:apiKey", CREDENTIALS.apiKey);
  await stack.succeed("preview");
  expect(emulator.requests.at(-1)?.headers).toMatchObject({
    "x-auth-email": CREDENTIALS.email,
    "x-auth-key": CREDENTIALS.apiKey,
  });
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", `  ${CREDENTIALS.token}\n`);
  await stack.succeed("preview");
  expect(emulator.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${CREDENTIALS.token}` });
});
