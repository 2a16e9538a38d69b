import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { createPluginStack, installPlugin } from "./global-plugin";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await installPlugin();
});
afterAll(() => emulator.close());

/** The function may fail; the component is what comes after it. */
const PROGRAM = `
module.exports = async () => {
  const args = { zoneId: "${ZONES.enabled}", profile: process.env.PROFILE };
  await invoke("getAutoOriginTlsKex", args).catch(() => {});
  new Status("AutoOriginTlsKexStatus", args, []);
};`;

const KEY = { "x-auth-email": CREDENTIALS.email, "x-auth-key": CREDENTIALS.apiKey };
const token = (text: string) => ({ authorization: `Bearer ${text}` });
const OWN = "cloudflare-origin-tls";

/** Whose credentials the function and the component send. */
test.each<[string, Record<string, string>, NodeJS.ProcessEnv, object, object]>([
  [
    "its own token goes before cloudflare:apiToken and the environment",
    { [`${OWN}:apiToken`]: "own", "cloudflare:apiToken": "stack" },
    { CLOUDFLARE_API_TOKEN: "environment" },
    token("own"),
    token("own"),
  ],
  [
    "cloudflare:apiToken, which only components are given, goes before the environment",
    { "cloudflare:apiToken": "stack" },
    { CLOUDFLARE_API_TOKEN: "environment" },
    token("environment"),
    token("stack"),
  ],
  [
    "its own email and key go before a token from elsewhere",
    { [`${OWN}:email`]: CREDENTIALS.email, [`${OWN}:apiKey`]: CREDENTIALS.apiKey, "cloudflare:apiToken": "stack" },
    { CLOUDFLARE_API_TOKEN: "environment" },
    KEY,
    KEY,
  ],
  [
    "its own token goes before its own email and key",
    { [`${OWN}:email`]: CREDENTIALS.email, [`${OWN}:apiKey`]: CREDENTIALS.apiKey, [`${OWN}:apiToken`]: "own" },
    {},
    token("own"),
    token("own"),
  ],
  [
    "a token in the environment goes before email and key there",
    {},
    { CLOUDFLARE_API_TOKEN: "a", CLOUDFLARE_EMAIL: CREDENTIALS.email, CLOUDFLARE_API_KEY: CREDENTIALS.apiKey },
    token("a"),
    token("a"),
  ],
  [
    "email and key of the environment",
    {},
    { CLOUDFLARE_EMAIL: CREDENTIALS.email, CLOUDFLARE_API_KEY: CREDENTIALS.apiKey },
    KEY,
    KEY,
  ],
  [
    "a profile is read from its namespace by components, from the environment by functions",
    { "acme:apiToken": "stack", [`${OWN}:apiToken`]: "own", "acme:baseUrl": "<base URL>" },
    { PROFILE: "acme", ACME_API_TOKEN: "environment", ACME_BASE_URL: "<base URL>" },
    token("environment"),
    token("stack"),
  ],
])("%s", async (_, config, env, ofFunction, ofComponent) => {
  const requests = await send(config, { CLOUDFLARE_BASE_URL: "<base URL>", ...env });
  expect(requests.map(({ headers }) => headers)).toEqual([
    expect.objectContaining(ofFunction),
    expect.objectContaining(ofComponent),
  ]);
});

test("its own base URL goes before the others", async () => {
  const config = { [`${OWN}:baseUrl`]: "<base URL>/own", "cloudflare:baseUrl": "<base URL>/stack" };
  const requests = await send(config, { CLOUDFLARE_BASE_URL: "<base URL>", CLOUDFLARE_API_TOKEN: "a" });
  const path = `/client/v4/own/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`;
  expect(requests.map(({ url }) => url)).toEqual([path, path]);
});

/** What is sent by a function and a component. */
async function send(config: Record<string, string>, env: NodeJS.ProcessEnv) {
  const fill = (values: NodeJS.ProcessEnv) =>
    Object.entries(values).map(([key, value]) => [key, value?.replace("<base URL>", emulator.baseUrl)]);
  const stack = await createPluginStack(PROGRAM, Object.fromEntries(fill(env)));
  const secrets = fill(config).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
  if (secrets.length > 0) await stack.succeed("config", "set-all", ...secrets);
  emulator.requests.length = 0;
  await stack.pulumi("preview");
  return emulator.requests;
}
