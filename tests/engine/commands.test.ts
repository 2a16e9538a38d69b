import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { PREVIEWING, UPDATING } from "./cli-words";
import { command } from "./command";
import { FOLDER, NODE_OPTIONS } from "./stack";

const ROOT = join(__dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

/** The arguments for Node.js that `npm run <name>` stands for. */
const script = (name: string, args: string[]): string[] => [...scripts[name].split(" ").slice(1), ...args];

/** The environment of a user with a Pulumi on PATH and nothing configured. */
const environment = (more: NodeJS.ProcessEnv = {}) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CLOUDFLARE|PULUMI|TEST|JEST)/.test(name))),
  PATH: process.env.TEST_PULUMI_PATH,
  NODE_OPTIONS,
  ...more,
});
const npm = (name: string, args: string[], env: NodeJS.ProcessEnv, cwd = ROOT) =>
  command(process.execPath, script(name, args), { cwd, env });
const start = (args: string[], env: NodeJS.ProcessEnv) => npm("start", args, env);

/** A backend of the user's own, with nothing in it. */
async function makeBackend() {
  const state = await mkdtemp(join(FOLDER, "backend-"));
  const env = environment({
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_HOME: join(state, "home"),
    PULUMI_CONFIG_PASSPHRASE: "theirs",
  });
  const pulumi = (...args: string[]) => command("pulumi", args, { cwd: ROOT, env });
  const stacks = async () =>
    JSON.parse((await pulumi("stack", "ls", "--json")).stdout).map(({ name }: { name: string }) => name);
  return { env, pulumi, stacks };
}

/** Puts a program of the shell's on PATH, before the others. */
async function shadow(env: NodeJS.ProcessEnv, name: string, text: string): Promise<NodeJS.ProcessEnv> {
  const bin = await mkdtemp(join(FOLDER, "bin-"));
  await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`);
  await chmod(join(bin, name), 0o755);
  return { ...env, PATH: `${bin}:${env.PATH}` };
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
afterEach(async () => {
  const leftovers = (await readdir(ROOT)).filter((name) => /^(\.npm-start|Pulumi\..+\.yaml)$/.test(name));
  expect(leftovers).toEqual([]);
});

test("npm start -- --zone reads that zone with the user's token; an empty PULUMI_BACKEND_URL is none", async () => {
  const env = environment({
    CLOUDFLARE_API_TOKEN: CREDENTIALS.token,
    CLOUDFLARE_BASE_URL: emulator.baseUrl,
    PULUMI_BACKEND_URL: "",
    PULUMI_HOME: await mkdtemp(join(FOLDER, "home-")),
  });
  const { code, text } = await start(["--zone", ZONES.disabled], env);
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toMatch(/enabled +false/);
  expect(text).not.toMatch(/emulator/i);
  expect(emulator.requests.map(({ url }) => url)).toContain(
    `/client/v4/zones/${ZONES.disabled}/settings/auto_origin_tls_kex`,
  );
});

test("npm start without a token reads a zone of the emulator, says so, prints the outputs, and leaves the user's stacks alone", async () => {
  const { env, pulumi, stacks } = await makeBackend();
  expect(await pulumi("stack", "init", "npm-start")).toMatchObject({ code: 0 });
  const settings = join(ROOT, "Pulumi.npm-start.yaml");
  try {
    const { code, text } = await start([], env);
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toMatch(/^No Cloudflare token is configured, so this run reads a zone of the emulator/);
    expect(text).toMatch(new RegExp(`${PREVIEWING}[^]*${UPDATING}[^]*Stack outputs:`));
    expect(text).toMatch(
      /enabled +true\n.*modifiedOn +2014-01-01T05:20:00.12345Z\n.*zoneId +023e105f4ecef8ad9ca31a8372d0c353/,
    );
    expect(await stacks()).toEqual(["npm-start"]);
    expect(existsSync(settings)).toBe(true);
  } finally {
    await rm(settings, { force: true });
  }
});

/** The arguments for Node.js that run this code with the functions of the scripts, as a script does. */
const withScripts = (code: string): string[] => [
  "--import",
  "tsx",
  "--input-type=module",
  "--eval",
  `import { ROOT, runMain } from "./scripts/processes.mts";
import { runJest } from "./scripts/jest.mts";
import { createTemporaryStack } from "./scripts/temporary-stack.mts";
await runMain(async () => { ${code} });`,
];
/** Runs one command of the CLI on a temporary stack, as `npm start` does; none only makes the stack. */
const onTemporaryStack = (...args: string[]): string[] =>
  withScripts(`
    const pulumi = await createTemporaryStack("npm-start", ROOT, {});
    if (${args.length} > 0) await pulumi(${JSON.stringify(args)}, { zoneId: "${ZONES.enabled}" });`);
const emulatorEnvironment = (env: NodeJS.ProcessEnv) => ({
  ...env,
  CLOUDFLARE_API_TOKEN: CREDENTIALS.token,
  CLOUDFLARE_BASE_URL: emulator.baseUrl,
});

test("a stack that cannot be removed is named, and the rest is cleaned up", async () => {
  const { env } = await makeBackend();
  const broken = 'case "$*" in *"stack rm"*) echo "error: the backend is away" >&2; exit 1;; esac';
  const real = `PATH="${env.PATH}" exec pulumi "$@"`;
  const { code, text } = await command(process.execPath, onTemporaryStack(), {
    cwd: ROOT,
    env: await shadow(env, "pulumi", `${broken}\n${real}`),
  });
  expect(code).toBe(1);
  expect(text).toMatch(
    /The stack (npm-start-\w+) could not be removed: error: the backend is away\nRemove it with: pulumi stack rm --force --stack \1\n/,
  );
  expect(text).not.toMatch(/^\s+at /m);
});

test("a zone without credentials, and an unknown option, are refused with the usage", async () => {
  const noToken = await start(["--zone", ZONES.disabled], environment());
  expect(noToken.code).toBe(1);
  expect(noToken.text).toMatch(/was named, but there are no credentials to read it with\.\nUsage:/);
  const unknown = await start(["--zones"], environment());
  expect(unknown.code).toBe(1);
  expect(unknown.text).toMatch(/Unknown option '--zones'[\s\S]*Usage:/);
});

/**
 * Runs a script in a group of processes, as a terminal does, and sends the group a signal once the output is as expected.
 * Tells what is left running, too.
 */
async function interrupt(args: string[], env: NodeJS.ProcessEnv, signal: NodeJS.Signals, when: RegExp, cwd = ROOT) {
  const mark = `interrupted-${Math.random()}`;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, ORIGIN_TLS_MARK: mark },
    detached: true,
    // A script that hangs has no exit code in the end.
    timeout: 120_000,
    killSignal: "SIGKILL",
  });
  let text = "";
  let sent = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (sent || !when.test(text)) return;
      sent = true;
      process.kill(-(child.pid as number), signal);
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, text, processes: await processesWith(`ORIGIN_TLS_MARK=${mark}`) };
}

describe("an interrupt leaves nothing behind", () => {
  const up = ["up", "--yes", "--skip-preview"];
  test.each([
    ["SIGINT", 130, "npm start", script("start", []), /AutoOriginTlsKex zone/],
    ["SIGHUP", 129, "up", onTemporaryStack(...up), /Updating/],
  ] as const)("%s, exit code %i, in %s", async (signal, code, _, args, when) => {
    const { env, stacks } = await makeBackend();
    const ended = await interrupt([...args], emulatorEnvironment(env), signal, when);
    expect(ended).toMatchObject({ code, processes: [] });
    expect(ended.text).toMatch(/\nInterrupted, cleaning up\.\n/);
    expect(ended.text).not.toMatch(/^\s+at /m);
    expect(await stacks()).toEqual([]);
  });

  test("nor does another one in the middle of the clean-up; the exit code is of the first, SIGTERM", async () => {
    const { env, stacks } = await makeBackend();
    const again = 'case "$*" in *"stack rm"*) kill -INT -$PPID; sleep 1;; esac';
    const real = `PATH="${env.PATH}" exec pulumi "$@"`;
    const shadowed = await shadow(emulatorEnvironment(env), "pulumi", `${again}\n${real}`);
    const ended = await interrupt(onTemporaryStack("preview"), shadowed, "SIGTERM", /Previewing/);
    expect(ended).toMatchObject({ code: 143, processes: [] });
    expect(ended.text).toMatch(/\nInterrupted, cleaning up\.\n/);
    expect(ended.text).not.toMatch(/^\s+at /m);
    expect(await stacks()).toEqual([]);
  });

  test("while Pulumi is built", async () => {
    const folder = await mkdtemp(join(FOLDER, "bare-"));
    const go =
      'case "$1" in version) ;; *) for i in 1 2 3; do echo "go: downloading module $i" >&2; done; sleep 1000; esac';
    const env = await shadow(await withoutPulumi(folder), "go", go);
    const ended = await interrupt(script("start", []), env, "SIGINT", /Building Pulumi/);
    expect(ended).toMatchObject({ code: 130, processes: [] });
    expect(await readdir(join(folder, "pulumi-cloudflare-origin-tls"))).toEqual([]);
  });

  test("while the dependencies are installed", async () => {
    const { copy, remove } = await copyCheckout();
    await rm(join(copy, "node_modules"), { recursive: true });
    const env = await shadow(environment(), "npm", "trap 'exit 1' TERM; echo begun; while :; do sleep 0.1; done");
    const ended = await interrupt(script("start", []), env, "SIGTERM", /begun/, copy);
    expect(ended).toMatchObject({ code: 143, text: expect.stringContaining("begun"), processes: [] });
    await remove();
  });
});

test("in a copied checkout, a link that points elsewhere or nowhere is put right; an example without a name names all", async () => {
  const { copy, remove } = await copyCheckout();
  const link = join(copy, "node_modules", "pulumi-cloudflare-origin-tls");
  for (const target of [join(ROOT, "no-such-folder"), ROOT]) {
    await rm(link, { force: true });
    await symlink(target, link, "junction");
    const { code, text } = await npm("example", [], environment(), copy);
    expect({ code, text: text.trim() }).toEqual({
      code: 1,
      text: "Usage: npm run example <name> …, of reference, outputs, zone, fleet, policy",
    });
    expect(await realpath(link)).toBe(await realpath(copy));
  }
  await remove();
});

/** Copies the checkout; its dependencies are links to the ones here. */
async function copyCheckout() {
  const copy = await mkdtemp(join(FOLDER, "copy-"));
  const left = ["node_modules", "dist", ".git"].map((name) => join(ROOT, name));
  await cp(ROOT, copy, { recursive: true, preserveTimestamps: true, filter: (path) => !left.includes(path) });
  const modules = join(copy, "node_modules");
  await mkdir(modules);
  for (const name of await readdir(join(ROOT, "node_modules"))) {
    if (name === "pulumi-cloudflare-origin-tls" || name === ".cache") continue;
    await symlink(join(ROOT, "node_modules", name), join(modules, name), "junction");
  }
  // What the compiler remembers must not keep it from building.
  const cache = join(".cache", "build.tsbuildinfo");
  await cp(join(ROOT, "node_modules", cache), join(modules, cache));
  return { copy, remove: () => rm(copy, { recursive: true }) };
}

test("npm test fails and has no old counts when jest dies", async () => {
  const reporter = join(FOLDER, "dies.js");
  await writeFile(reporter, 'module.exports = class { constructor() { process.kill(process.pid, "SIGKILL"); } };');
  const run = withScripts(`await runJest(${JSON.stringify(["--selectProjects=unit", `--reporters=${reporter}`])});`);
  const { code, text } = await command(process.execPath, run, { cwd: ROOT, env: environment() });
  expect({ code, text }).toMatchObject({ code: 1, text: expect.stringMatching(/\n0 passed, 1 failed\n$/) });
});

/** An environment without Pulumi and network, in which what is built is kept in a folder. */
async function withoutPulumi(folder: string) {
  const bin = join(folder, "bin");
  await mkdir(bin);
  for (const name of ["node", "npm", "npx"]) await symlink(join(dirname(process.execPath), name), join(bin, name));
  for (const name of ["/bin/sh", "/usr/bin/env", "/bin/sleep"]) await symlink(name, join(bin, basename(name)));
  const noNetwork = join(folder, "no-network.mjs");
  await writeFile(noNetwork, 'globalThis.fetch = () => Promise.reject(new Error("no network"));');
  return environment({ PATH: bin, XDG_CACHE_HOME: folder, HOME: folder, NODE_OPTIONS: `--import=${noNetwork}` });
}

test("without Pulumi, installer and Go, the message names the two ways out", async () => {
  const { code, text } = await start([], await withoutPulumi(await mkdtemp(join(FOLDER, "bare-"))));
  expect(code).toBe(1);
  expect(text).toContain("The Pulumi CLI is needed and could not be found or made:");
  expect(text).toContain("the official installer failed: Failed to download");
  expect(text).toContain("Go, with which Pulumi could be built, is not installed");
  expect(text).toMatch(/Two ways out:\n {2}- install Pulumi .*\n {2}- or install Go/);
  expect(text).not.toMatch(/^\s+at /m);
});

test("npm run example runs all that are named, and each shows what the README says", async () => {
  const outputs = {
    reference: /origin: "192\.0\.2\.20"/,
    outputs: /\[1\]: \{\n +enabled +: false[\s\S]*\[2\]: \{\n +enabled +: true\n +modifiedOn: <null>/,
    fleet:
      /allEnabled +: false\n +disabledZoneIds: \[\n +\[0\]: "1d5f2c7e9a804b6f8c3d0e7a6b5c4d3e"\n +\]\n +total +: 3/,
    zone: /enabled +: \[unknown\][\s\S]*\+ 4 created[\s\S]* 4 unchanged/,
    policy: /✅ origin-tls[\s\S]*\[mandatory\] {2}auto-origin-tls-kex-enabled[\s\S]*The preview failed, as it must\./,
  };
  const { code, text } = await npm("example", Object.keys(outputs), environment());
  expect({ code, text }).toMatchObject({ code: 0 });
  // Of each example what is below its first title.
  const starts = [
    "The status decides which origin",
    "Stack outputs for several",
    "All zones of an account",
    "A zone and its setting",
    "A zone that the policies acc",
  ];
  const at = starts.map((start) => text.indexOf(`\n# ${start}`));
  for (const [index, output] of Object.values(outputs).entries()) {
    expect(text.slice(at[index], at[index + 1])).toMatch(output);
  }
});

/** The command lines of living processes that have this in their environment. */
async function processesWith(setting: string): Promise<string[]> {
  if (!existsSync("/proc/self/environ")) return [];
  const { stdout } = await command("sh", ["-c", `grep -lsa '${setting}' /proc/[0-9]*/environ || true`], { cwd: ROOT });
  return stdout.split("\n").filter((file) => file !== "" && !file.includes("self"));
}
