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

const FUNCTION = "cloudflare-origin-tls:index:getAutoOriginTlsKex";
const COMPONENT = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";

/** A call that nobody awaits. */
const call = (args: object) => `invoke("getAutoOriginTlsKex", ${JSON.stringify(args)});\n`;
const component = (name: string, args: object) =>
  `new Status("AutoOriginTlsKexStatus", ${JSON.stringify(args)}, [], "${name}");\n`;

/**
 * The errors of the program. It may still be told that the engine has ended, and Pulumi adds that as an error of its own
 * when the program is not stopped before.
 */
const errorsOf = (run: Run) =>
  diagnosticsOf(run).filter((message) => message.startsWith("error: ") && !message.includes(ENGINE_ENDED));

/**
 * The errors of these programs, each run alone: a component that fails ends the run, whatever else is under way.
 *
 * @returns also all that the runs printed
 */
async function failEach(programs: string[], env: NodeJS.ProcessEnv): Promise<{ errors: string[]; text: string }> {
  const cases = programs.map((program) => `() => {\n${program}}`);
  const stack = await createPluginStack(`[${cases.join()}][process.env.CASE]();`, env);
  const runs: Run[] = [];
  for (const index of programs.keys()) {
    stack.env.CASE = String(index);
    runs.push(await stack.fail("preview"));
  }
  return { errors: runs.flatMap(errorsOf), text: runs.map(({ text }) => text).join("\n") };
}

test("what fails in a function or a component is one error at its place, without a secret or frames of this package", async () => {
  emulator.requests.splice(0);
  emulator.faults.set(ZONES.enabled, {
    status: 403,
    body: { success: false, errors: [{ code: 10000, message: `Authentication error for ${CANARY}` }], result: null },
  });
  const failing = { zoneId: ZONES.enabled };
  const misspelt = { zoneId: ZONES.disabled, Profile: "acme" };
  const programs = [call(failing) + call(misspelt), component("failing", failing), component("misspelt", misspelt)];
  // Not from the stack's configuration: secrets of it are masked by Pulumi itself.
  const { errors, text } = await failEach(programs, { ...emulatorEnv(emulator), CLOUDFLARE_API_TOKEN: CANARY });
  const refused = `Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}
  GET ${emulator.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex
  HTTP status 403
  10000: Authentication error for [redacted]`;
  const unknown = `AutoOriginTlsKex has no argument "Profile".
  What to do: Check the spelling: its arguments are zoneId, zoneName, profile and readAfter.`;
  for (const message of [
    functionFailed(FUNCTION) + refused,
    componentFailed(COMPONENT, "failing") + refused,
    functionFailed(FUNCTION) + unknown,
    componentFailed(COMPONENT, "misspelt") + unknown,
  ]) {
    expect(errors).toContainEqual(expect.stringContaining(message));
  }
  expect(errors).toHaveLength(4);
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain("node_modules/pulumi-cloudflare-origin-tls");
  // For a misspelt argument nothing is sent.
  expect(emulator.requests.filter(({ url }) => !url.includes(ZONES.enabled))).toEqual([]);
  expect(emulator.requests).toHaveLength(2);
});

test("missing credentials are told with what a plugin is given", async () => {
  const zone = { zoneId: ZONES.enabled };
  const programs = [call(zone) + call({ ...zone, profile: "acme" }), component("shop", zone)];
  const { errors } = await failEach(programs, { CLOUDFLARE_BASE_URL: emulator.baseUrl });
  for (const [head, namespace, variable, note] of [
    [functionFailed(FUNCTION), "cloudflare-origin-tls", "CLOUDFLARE", ""],
    [componentFailed(COMPONENT, "shop"), "cloudflare-origin-tls", "CLOUDFLARE", ""],
    [
      functionFailed(FUNCTION),
      "acme",
      "ACME",
      "\n  A function reads the credentials of a profile from the environment only.",
    ],
  ]) {
    const message = `${head}No Cloudflare credentials found.
  What to do: Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    pulumi config set --secret ${namespace}:apiToken
    the environment variable ${variable}_API_TOKEN
    or, with a Global API key, ${namespace}:email and ${namespace}:apiKey, or ${variable}_EMAIL and ${variable}_API_KEY${note}`;
    expect(errors).toContainEqual(expect.stringContaining(message));
  }
  expect(errors).toHaveLength(3);
});

test("a zone id that is unknown in preview gives unknown outputs and no request; a configured token is not in the state", async () => {
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
  await stack.succeed("config", "set", "--secret", "cloudflare-origin-tls:apiToken", CANARY);
  emulator.requests.length = 0;
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ enabled: false, total: 1 });
  const { stdout } = await stack.succeed("stack", "export");
  expect(stdout).toContain("AutoOriginTlsKexStatus");
  expect(stdout).not.toContain(CANARY);
});

test("what Cloudflare says beside an answer is a warning, and so is a zone that a fleet could not read", async () => {
  const messages = [{ code: 7, message: "Soon different" }];
  emulator.zones.set("a1", makeZone("a1", "said.example", { messages }));
  emulator.zones.set("c3", makeZone("c3", "secret.example", { messages }));
  const stack = await createPluginStack(
    `
const fleet = (name, zoneIds) => new Status("AutoOriginTlsKexFleetStatus", { zoneIds, onZoneError: "report" }, [], name);
module.exports = async () => {
  await invoke("getAutoOriginTlsKex", { zoneId: "a1" });
  fleet("shop", ["a1", "b2"]);
  fleet("secret", pulumi.secret(["c3", "d4"]));
};`,
    emulatorEnv(emulator),
  );
  const preview = await stack.succeed("preview");
  expect(diagnosticsOf(preview)).toContain("warning: Cloudflare says about zone a1: 7: Soon different");
  const warnings = (name: string) =>
    diagnosticsOf(preview, `cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (${name})`).sort();
  expect(warnings("shop")).toEqual([
    expect.stringMatching(
      /^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}b2: HTTP status 404/,
    ),
    "warning: Cloudflare says about this lookup: 7: zone a1: Soon different",
  ]);
  // Of what is secret the warnings name nothing.
  expect(warnings("secret")).toEqual([
    expect.stringMatching(/so their status is unknown:\n {2}\[secret\]: HTTP status 404/),
    "warning: Cloudflare says about this lookup: 7: zone [secret]: Soon different",
  ]);
  expect(preview.text).not.toMatch(/\b(c3|d4)\b/);
});
