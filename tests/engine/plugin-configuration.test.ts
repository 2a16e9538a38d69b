import { CREDENTIALS, type Emulator, type SeenRequest, startEmulator } from "../emulator/emulator";
import { createPluginStack, installPlugin } from "./global-plugin";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await installPlugin();
});
afterAll(() => emulator.close());

/** Where requests of functions and components go, with the default credentials and with a profile's. */
const ZONE = { function: "f1", component: "c1", functionOfProfile: "f2", componentOfProfile: "c2" };

/** What is asked may fail; all of it is asked at once, for which each needs credentials. */
const PROGRAM = `
const { function: f, component: c, functionOfProfile, componentOfProfile } = ${JSON.stringify(ZONE)};
const status = (name, args) => new Status("AutoOriginTlsKexStatus", args, [], name);
invoke("getAutoOriginTlsKex", { zoneId: f }).catch(() => {});
invoke("getAutoOriginTlsKex", { zoneId: functionOfProfile, profile: "acme" }).catch(() => {});
status("default", { zoneId: c });
status("profile", { zoneId: componentOfProfile, profile: "acme" });`;

const EMAIL_AND_KEY = { email: CREDENTIALS.email, apiKey: CREDENTIALS.apiKey };
const pair = { "x-auth-email": CREDENTIALS.email, "x-auth-key": CREDENTIALS.apiKey };
const token = (text: string) => ({ authorization: `Bearer ${text}` });

/** Keys of the configuration or names of the environment, each with what comes before it. */
const under = (namespace: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${namespace}:${name}`, value]));
const variables = (prefix: string, values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${prefix}_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
      value,
    ]),
  );
const OWN = "cloudflare-origin-tls";

/** Whose credentials are sent, by zone; with email and key of the environment alone, the tests of all functions run. */
test.each<[string, Record<string, string>, NodeJS.ProcessEnv, Partial<Record<keyof typeof ZONE, object>>]>([
  [
    "its own token goes before all else; a profile is read from its namespace by components, from the environment by functions",
    {
      ...under(OWN, { apiToken: "own", ...EMAIL_AND_KEY }),
      "cloudflare:apiToken": "stack",
      ...under("acme", { apiToken: "acme", baseUrl: "<base URL>" }),
    },
    {
      CLOUDFLARE_API_TOKEN: "environment",
      ...variables("ACME", { apiToken: "acme-environment", baseUrl: "<base URL>" }),
    },
    {
      function: token("own"),
      component: token("own"),
      functionOfProfile: token("acme-environment"),
      componentOfProfile: token("acme"),
    },
  ],
  [
    "cloudflare:apiToken, which only components are given, goes before the environment, and a token there before email and key",
    { "cloudflare:apiToken": "stack" },
    {
      ...variables("CLOUDFLARE", { apiToken: "environment", ...EMAIL_AND_KEY }),
      ...variables("ACME", { apiToken: "acme-environment", baseUrl: "<base URL>", ...EMAIL_AND_KEY }),
    },
    {
      function: token("environment"),
      component: token("stack"),
      functionOfProfile: token("acme-environment"),
      componentOfProfile: token("acme-environment"),
    },
  ],
])("%s", async (_, config, env, expected) => {
  const requests = await send(config, { CLOUDFLARE_BASE_URL: "<base URL>", ...env });
  const headers = Object.fromEntries(Object.entries(requests).map(([zone, { headers }]) => [zone, headers]));
  expect(headers).toEqual(
    Object.fromEntries(Object.entries(expected).map(([zone, sent]) => [zone, expect.objectContaining(sent)])),
  );
});

test("its own email and key go before a token from elsewhere, and its own base URL before the others", async () => {
  const config = {
    ...under(OWN, { ...EMAIL_AND_KEY, baseUrl: "<base URL>/own" }),
    ...under("cloudflare", { apiToken: "stack", baseUrl: "<base URL>/stack" }),
  };
  const acme = variables("ACME", { apiToken: "acme", baseUrl: "<base URL>/acme" });
  const environment = { CLOUDFLARE_BASE_URL: "<base URL>", CLOUDFLARE_API_TOKEN: "environment", ...acme };
  const sent = (account: string, zoneId: string, headers: object) =>
    expect.objectContaining({
      url: `/client/v4/${account}/zones/${zoneId}/settings/auto_origin_tls_kex`,
      headers: expect.objectContaining(headers),
    });
  expect(await send(config, environment)).toEqual({
    function: sent("own", ZONE.function, pair),
    component: sent("own", ZONE.component, pair),
    functionOfProfile: sent("acme", ZONE.functionOfProfile, token("acme")),
    componentOfProfile: sent("acme", ZONE.componentOfProfile, token("acme")),
  });
});

/** What is sent, one request for each zone that is asked for. */
async function send(config: Record<string, string>, env: NodeJS.ProcessEnv) {
  const fill = (values: NodeJS.ProcessEnv) =>
    Object.entries(values).map(([key, value]) => [key, value?.replace("<base URL>", emulator.baseUrl)]);
  const stack = await createPluginStack(PROGRAM, Object.fromEntries(fill(env)));
  const secrets = fill(config).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
  if (secrets.length > 0) await stack.succeed("config", "set-all", ...secrets);
  emulator.requests.length = 0;
  // A component that fails ends the run: it must not be answered before all have been asked.
  emulator.latencyMs = 2_000;
  await stack.pulumi("preview");
  emulator.latencyMs = 0;
  const requests: Record<string, SeenRequest> = {};
  for (const request of emulator.requests) {
    const zone = Object.entries(ZONE).find(([, id]) => request.url.includes(`/zones/${id}/`));
    if (!zone || requests[zone[0]]) throw new Error(`unexpected request: ${request.method} ${request.url}`);
    requests[zone[0]] = request;
  }
  return requests;
}
