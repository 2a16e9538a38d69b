import { CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { shownUnder } from "./events";
import { createPluginStack, installPlugin } from "./global-plugin";
import { emulatorEnv } from "./programs";

const STACK = "pulumi:pulumi:Stack (shop-dev)";
const CANARY = CREDENTIALS.token;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await installPlugin();
});
afterEach(() => emulator.faults.clear());
afterAll(() => emulator.close());

const FUNCTION = `module.exports = async () => { await invoke("getAutoOriginTlsKex", { zoneId: "${ZONES.enabled}" }); };`;
const COMPONENT = `new Status("AutoOriginTlsKexStatus", { zoneId: "${ZONES.enabled}" }, []);`;

/**
 * The errors on the stack's row, each with its lines. A program may still be told that the engine has ended, and Pulumi
 * adds that as an error of its own when the program is not stopped before.
 */
const errorsOf = (text: string) =>
  shownUnder({ text }, STACK)
    .split(/^(?=warning: |error: )/m)
    .filter((diagnostic) => diagnostic.startsWith("error: ") && !diagnostic.includes("resource monitor shut down"));

test.each([
  ["function", FUNCTION, "Error: invocation of cloudflare-origin-tls:index:getAutoOriginTlsKex returned an error: "],
  ["component", COMPONENT, "cloudflare-origin-tls:index:AutoOriginTlsKexStatus resource 'shop' has a problem: "],
])(
  "what fails in a %s is one error at its place, without a secret or frames of this package",
  async (_, program, head) => {
    emulator.faults.set(ZONES.enabled, {
      status: 403,
      body: { success: false, errors: [{ code: 10000, message: `Authentication error for ${CANARY}` }], result: null },
    });
    const stack = await createPluginStack(program, { CLOUDFLARE_BASE_URL: emulator.baseUrl });
    await stack.succeed("config", "set", "--secret", "cloudflare-origin-tls:apiToken", CANARY);
    const preview = await stack.pulumi("preview");
    expect(preview.code).not.toBe(0);
    const [error, ...others] = errorsOf(preview.text);
    expect(others).toEqual([]);
    expect(error).toContain(`${head}Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}
  GET ${emulator.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex
  HTTP status 403
  10000: Authentication error for [redacted]`);
    expect(preview.text).not.toContain(CANARY);
    expect(preview.text).not.toContain("node_modules/pulumi-cloudflare-origin-tls");
    expect((await stack.succeed("stack", "export")).text).not.toContain(CANARY);
  },
);

test.each([
  ["a function", FUNCTION, "cloudflare-origin-tls:apiToken", ""],
  ["a component", COMPONENT, "cloudflare-origin-tls:apiToken", ""],
  [
    "a function with a profile",
    FUNCTION.replace("zoneId:", 'profile: "acme", zoneId:'),
    "acme:apiToken",
    "\n  A function reads the credentials of a profile from the environment only.",
  ],
])("missing credentials of %s are told with what a plugin is given", async (_, program, key, note) => {
  const stack = await createPluginStack(program, { CLOUDFLARE_BASE_URL: emulator.baseUrl });
  const [error, ...others] = errorsOf((await stack.pulumi("preview")).text);
  expect(others).toEqual([]);
  const [namespace] = key.split(":");
  const variable = namespace === "acme" ? "ACME" : "CLOUDFLARE";
  expect(error).toContain(`No Cloudflare credentials found.
  What to do: Give a token that may read zone settings, in one of these ways:
    pulumi config set --secret ${key}
    the environment variable ${variable}_API_TOKEN
    or, with a Global API key, ${namespace}:email and ${namespace}:apiKey, or ${variable}_EMAIL and ${variable}_API_KEY${note}`);
});

test("a zone id that is unknown in preview gives unknown outputs and no request", async () => {
  const stack = await createPluginStack(
    `
class Zone extends pulumi.dynamic.Resource {
  constructor() { super({ create: async () => ({ id: "1", outs: { zoneId: "${ZONES.disabled}" } }) }, "zone", { zoneId: undefined }); }
}
const { zoneId } = new Zone();
const { enabled } = new Status("AutoOriginTlsKexStatus", { zoneId }, ["enabled"]);
module.exports = { enabled, total: invokeOutput("getAutoOriginTlsKexFleet", { zoneIds: [zoneId] }).total };
if (pulumi.runtime.isDryRun()) pulumi.all(Object.values(module.exports)).apply(() => { throw new Error("known"); });`,
    emulatorEnv(emulator),
  );
  emulator.requests.length = 0;
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ enabled: false, total: 1 });
});

test("what Cloudflare says beside an answer is a warning, and so is a zone that a fleet could not read", async () => {
  const messages = [{ code: 7, message: "Soon different" }];
  emulator.zones.set("a1", makeZone("a1", "said.example", { messages }));
  const stack = await createPluginStack(
    `
module.exports = async () => {
  await invoke("getAutoOriginTlsKex", { zoneId: "a1" });
  new Status("AutoOriginTlsKexFleetStatus", { zoneIds: ["a1", "b2"], onZoneError: "report" }, []);
};`,
    emulatorEnv(emulator),
  );
  const { text } = await stack.succeed("preview");
  expect(shownUnder({ text }, STACK)).toContain("warning: Cloudflare says about zone a1: 7: Soon different");
  const component = shownUnder({ text }, "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (shop)");
  expect(component).toContain("warning: Cloudflare says about this lookup: 7: zone a1: Soon different");
  expect(component).toContain(
    "warning: 1 of 2 zones could not be read, so their status is unknown:\n  b2: HTTP status 404",
  );
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
  expect((await stack.succeed("preview")).text).toMatch(/Auto-Origin TLS KEX: \d+ of 200 zones read/);
  emulator.latencyMs = 0;
});
