import { CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { componentFailed, ENGINE_ENDED, functionFailed } from "./cli-words";
import { diagnosticsOf } from "./events";
import { createPluginStack, installPlugin } from "./global-plugin";
import { emulatorEnv } from "./programs";
import type { Run } from "./stack";

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
 * The errors of the program. It may still be told that the engine has ended, and Pulumi adds that as an error of its own
 * when the program is not stopped before.
 */
const errorsOf = (run: Run) =>
  diagnosticsOf(run).filter((message) => message.startsWith("error: ") && !message.includes(ENGINE_ENDED));

test.each([
  ["function", FUNCTION, functionFailed("cloudflare-origin-tls:index:getAutoOriginTlsKex")],
  ["component", COMPONENT, componentFailed("cloudflare-origin-tls:index:AutoOriginTlsKexStatus", "shop")],
])(
  "what fails in a %s is one error at its place, without a secret or frames of this package",
  async (_, program, head) => {
    emulator.faults.set(ZONES.enabled, {
      status: 403,
      body: { success: false, errors: [{ code: 10000, message: `Authentication error for ${CANARY}` }], result: null },
    });
    // Not from the stack's configuration: secrets of it are masked by Pulumi itself.
    const env = { ...emulatorEnv(emulator), CLOUDFLARE_API_TOKEN: CANARY };
    const stack = await createPluginStack(program, env);
    const preview = await stack.fail("preview");
    const [error, ...others] = errorsOf(preview);
    expect(others).toEqual([]);
    expect(error).toContain(`${head}Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}
  GET ${emulator.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex
  HTTP status 403
  10000: Authentication error for [redacted]`);
    expect(preview.text).not.toContain(CANARY);
    expect(preview.text).not.toContain("node_modules/pulumi-cloudflare-origin-tls");
  },
);

test.each([
  ["function", FUNCTION],
  ["component", COMPONENT],
])("a misspelt argument of a %s is refused, and nothing is sent", async (_, program) => {
  emulator.requests.splice(0);
  const misspelt = program.replace("zoneId:", 'Profile: "acme", zoneId:');
  const stack = await createPluginStack(misspelt, emulatorEnv(emulator));
  const [error, ...others] = errorsOf(await stack.fail("preview"));
  expect(others).toEqual([]);
  expect(error).toContain(`AutoOriginTlsKex has no argument "Profile".
  What to do: Check the spelling: its arguments are zoneId, zoneName, profile and readAfter.`);
  expect(emulator.requests).toEqual([]);
});

test("a token of the stack's configuration is not in the state", async () => {
  const stack = await createPluginStack(COMPONENT + FUNCTION, emulatorEnv(emulator));
  await stack.succeed("config", "set", "--secret", "cloudflare-origin-tls:apiToken", CANARY);
  await stack.succeed("up", "--yes", "--skip-preview");
  const { stdout } = await stack.succeed("stack", "export");
  expect(stdout).toContain("AutoOriginTlsKexStatus");
  expect(stdout).not.toContain(CANARY);
});

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
  const [error, ...others] = errorsOf(await stack.fail("preview"));
  expect(others).toEqual([]);
  const [namespace] = key.split(":");
  const variable = namespace === "acme" ? "ACME" : "CLOUDFLARE";
  expect(error).toContain(`No Cloudflare credentials found.
  What to do: Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
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
  const preview = await stack.succeed("preview");
  expect(diagnosticsOf(preview)).toContain("warning: Cloudflare says about zone a1: 7: Soon different");
  expect(diagnosticsOf(preview, "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (shop)").sort()).toEqual([
    expect.stringMatching(
      /^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}b2: HTTP status 404/,
    ),
    "warning: Cloudflare says about this lookup: 7: zone a1: Soon different",
  ]);

  // Of what is secret the warnings name nothing.
  const secret = await createPluginStack(
    `new Status("AutoOriginTlsKexFleetStatus", { zoneIds: pulumi.secret(["a1", "b2"]), onZoneError: "report" }, []);`,
    emulatorEnv(emulator),
  );
  const shown = await secret.succeed("preview");
  expect(shown.text).toContain("so their status is unknown:\n      [secret]: HTTP status 404");
  expect(shown.text).toContain("zone [secret]: Soon different");
  expect(shown.text).not.toMatch(/\b(a1|b2)\b/);
});
