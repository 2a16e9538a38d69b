import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { command, FOLDER } from "./stack";

const ROOT = join(__dirname, "..", "..");
const START = join(ROOT, "scripts", "start.mjs");

/** The environment of a user with a Pulumi on PATH and nothing configured. */
const environment = (more: NodeJS.ProcessEnv = {}) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CLOUDFLARE|PULUMI|TEST|JEST)/.test(name))),
  PATH: process.env.TEST_PULUMI_PATH,
  ...more,
});
const start = (args: string[], env: NodeJS.ProcessEnv) =>
  command(process.execPath, [START, ...args], { cwd: ROOT, env });

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
afterEach(async () => {
  const leftovers = (await readdir(ROOT)).filter((name) => /^(\.npm-start|Pulumi\..+\.yaml)$/.test(name));
  expect(leftovers).toEqual([]);
});

test("npm start without a token reads a zone of the emulator, says so, and prints the outputs", async () => {
  const { code, text } = await start([], environment());
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toMatch(/^No Cloudflare token is configured, so this run reads a zone of the emulator/);
  expect(text).toMatch(/Previewing update[\s\S]*Updating[\s\S]*Stack outputs:/);
  expect(text).toMatch(
    /enabled +true\n.*modifiedOn +2014-01-01T05:20:00.12345Z\n.*zoneId +023e105f4ecef8ad9ca31a8372d0c353/,
  );
});

test("npm start -- --zone reads that zone with the user's token", async () => {
  const env = environment({ CLOUDFLARE_API_TOKEN: CREDENTIALS.token, CLOUDFLARE_BASE_URL: emulator.baseUrl });
  const { code, text } = await start(["--zone", ZONES.disabled], env);
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toMatch(/enabled +false/);
  expect(text).not.toMatch(/emulator/i);
  expect(emulator.requests.map(({ url }) => url)).toContain(
    `/client/v4/zones/${ZONES.disabled}/settings/auto_origin_tls_kex`,
  );
});

test("npm start leaves alone what the user has in a backend of their own", async () => {
  const state = await mkdtemp(join(FOLDER, "backend-"));
  const env = environment({
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_HOME: join(state, "home"),
    PULUMI_CONFIG_PASSPHRASE: "theirs",
  });
  const pulumi = (...args: string[]) => command("pulumi", args, { cwd: ROOT, env });
  expect(await pulumi("stack", "init", "npm-start")).toMatchObject({ code: 0 });
  const settings = join(ROOT, "Pulumi.npm-start.yaml");
  try {
    expect(await start([], env)).toMatchObject({ code: 0 });
    expect((await pulumi("stack", "ls", "--json")).stdout.match(/"name": ".*"/g)).toEqual(['"name": "npm-start"']);
    expect(existsSync(settings)).toBe(true);
  } finally {
    await rm(settings, { force: true });
  }
});

test("a zone without credentials, and an unknown option, are refused with the usage", async () => {
  const noToken = await start(["--zone", ZONES.disabled], environment());
  expect(noToken.code).toBe(1);
  expect(noToken.text).toMatch(/was named, but there are no credentials to read it with\.\nUsage:/);
  const unknown = await start(["--zones"], environment());
  expect(unknown.code).toBe(1);
  expect(unknown.text).toMatch(/Unknown option '--zones'[\s\S]*Usage:/);
});

test("an interrupt ends everything that was started", async () => {
  const child = spawn(process.execPath, [START], { cwd: ROOT, env: environment({ ORIGIN_TLS_MARK: "interrupted" }) });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (/AutoOriginTlsKex zone/.test(text)) child.kill("SIGINT");
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect({ code, text }).toMatchObject({ code: 130, text: expect.stringContaining("Interrupted, cleaning up.") });
  expect(await processesWith("ORIGIN_TLS_MARK=interrupted")).toEqual([]);
});

test("without Pulumi, installer and Go, the message names the two ways out", async () => {
  const folder = await mkdtemp(join(FOLDER, "bare-"));
  const bin = join(folder, "bin");
  await mkdir(bin);
  for (const name of ["node", "npm", "npx"]) await symlink(join(dirname(process.execPath), name), join(bin, name));
  await symlink("/bin/sh", join(bin, "sh"));
  await symlink("/usr/bin/env", join(bin, "env"));
  const noNetwork = join(folder, "no-network.mjs");
  await writeFile(noNetwork, 'globalThis.fetch = () => Promise.reject(new Error("no network"));');
  const { code, text } = await start(
    [],
    environment({
      PATH: bin,
      XDG_CACHE_HOME: folder,
      HOME: folder,
      NODE_OPTIONS: `--import=${noNetwork}`,
    }),
  );
  expect(code).toBe(1);
  expect(text).toContain("The Pulumi CLI is needed and could not be found or made:");
  expect(text).toContain("the official installer failed: Failed to download");
  expect(text).toContain("Go, with which Pulumi could be built, is not installed");
  expect(text).toMatch(/Two ways out:\n {2}- install Pulumi .*\n {2}- or install Go/);
  expect(text).not.toMatch(/^\s+at /m);
});

test.each([
  ["reference", /sslEcdhCurve: "X25519MLKEM768:X25519"/],
  ["outputs", /\[1\]: \{\n +enabled +: false[\s\S]*\[2\]: \{\n +enabled +: true\n +modifiedOn: <null>/],
  [
    "fleet",
    /allEnabled +: false\n +disabledZoneIds: \[\n +\[0\]: "1d5f2c7e9a804b6f8c3d0e7a6b5c4d3e"\n +\]\n +total +: 3/,
  ],
  ["policy", /✅ origin-tls[\s\S]*\[mandatory\] {2}auto-origin-tls-kex-enabled[\s\S]*The preview failed, as it must\./],
])("npm run example %s shows what the README says", async (name, output) => {
  const { code, text } = await command(process.execPath, ["scripts/example.mjs", name], {
    cwd: ROOT,
    env: environment(),
  });
  expect({ code, text }).toMatchObject({ code: 0, text: expect.stringMatching(output) });
});

test("an example that does not exist is refused with the names of those that do", async () => {
  const { code, text } = await command(process.execPath, ["scripts/example.mjs"], { cwd: ROOT, env: environment() });
  expect({ code, text: text.trim() }).toEqual({
    code: 1,
    text: "Usage: npm run example <name>, one of reference, outputs, fleet, policy",
  });
});

/** The command lines of living processes that have this in their environment. */
async function processesWith(setting: string): Promise<string[]> {
  if (!existsSync("/proc/self/environ")) return [];
  const { stdout } = await command("sh", ["-c", `grep -lsa '${setting}' /proc/[0-9]*/environ || true`], { cwd: ROOT });
  return stdout.split("\n").filter((file) => file !== "" && !file.includes("self"));
}
