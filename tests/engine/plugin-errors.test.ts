import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { componentFailed, ENGINE_ENDED, functionFailed } from "./cli-words";
import { diagnosticsOf } from "./events";
import { createPluginStack, installPlugin } from "./global-plugin";
import type { Run } from "./stack";

const CANARY = CREDENTIALS.token;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await installPlugin();
});
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

test("what fails in a function or a component is one error at its place, without a secret or frames of this package; missing credentials are told with what a plugin is given", async () => {
  emulator.requests.splice(0);
  emulator.faults.set(ZONES.enabled, {
    status: 403,
    body: { success: false, errors: [{ code: 10000, message: `Authentication error for ${CANARY}` }], result: null },
  });
  // Only this profile has credentials.
  const failing = { zoneId: ZONES.enabled, profile: "other" };
  const misspelt = { zoneId: ZONES.disabled, Profile: "acme" };
  const zone = { zoneId: ZONES.disabled };
  const programs = [
    call(failing) + call(misspelt) + call(zone) + call({ ...zone, profile: "acme" }),
    component("failing", failing),
    component("misspelt", misspelt),
    component("shop", zone),
  ];
  // Not from the stack's configuration: secrets of it are masked by Pulumi itself.
  const credentials = { OTHER_BASE_URL: emulator.baseUrl, OTHER_API_TOKEN: CANARY };
  const { errors, text } = await failEach(programs, { CLOUDFLARE_BASE_URL: emulator.baseUrl, ...credentials });
  const refused = `Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}
  GET ${emulator.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex
  HTTP status 403
  10000: Authentication error for [redacted]`;
  const unknown = `AutoOriginTlsKex has no argument "Profile".
  What to do: Check the spelling: its arguments are zoneId, zoneName, profile and readAfter.`;
  const missing = (namespace: string, variable: string) => `No Cloudflare credentials found.
  What to do: Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    pulumi config set --secret ${namespace}:apiToken
    the environment variable ${variable}_API_TOKEN
    or, with a Global API key, ${namespace}:email and ${namespace}:apiKey, or ${variable}_EMAIL and ${variable}_API_KEY`;
  for (const message of [
    functionFailed(FUNCTION) + refused,
    componentFailed(COMPONENT, "failing") + refused,
    functionFailed(FUNCTION) + unknown,
    componentFailed(COMPONENT, "misspelt") + unknown,
    functionFailed(FUNCTION) + missing("cloudflare-origin-tls", "CLOUDFLARE"),
    componentFailed(COMPONENT, "shop") + missing("cloudflare-origin-tls", "CLOUDFLARE"),
    `${functionFailed(FUNCTION)}No Cloudflare credentials found.
  What to do: Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    the environment variable ACME_API_TOKEN
    or, with a Global API key, ACME_EMAIL and ACME_API_KEY
  A function reads the credentials of a profile from the environment only.`,
  ]) {
    expect(errors).toContainEqual(expect.stringContaining(message));
  }
  expect(errors).toHaveLength(7);
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain("node_modules/pulumi-cloudflare-origin-tls");
  // For a misspelt argument, and without credentials, nothing is sent.
  expect(emulator.requests.filter(({ url }) => !url.includes(ZONES.enabled))).toEqual([]);
  expect(emulator.requests).toHaveLength(2);
});
