import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { shownUnder, shownViolations } from "./cli-words";
import { installPlugin, PLUGIN_PATH, writePack } from "./global-plugin";
import { emulatorEnv } from "./programs";
import { command, createStack, type Ended, FOLDER } from "./stack";

const PROGRAM = join(FOLDER, "go-program");
/** Kept from run to run; Go knows whether it is up to date. */
const BUILT = join(process.env.TEST_CACHE as string, "go-program");
/** As Pulumi itself is built where it has to be, so that what both have in common is compiled once. */
const FLAGS = ["-trimpath", "-gcflags=all=-dwarf=false", "-ldflags=-s -w"];
const BOTH = { function: true, component: true };
const CHANGED = "2014-01-01T05:20:00.12345Z";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await installPlugin();
  const built = await command("go", ["build", ...FLAGS, "-o", BUILT, "."], {
    cwd: join(__dirname, "go"),
    env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" },
  });
  if (built.code !== 0) throw new Error(`the program in Go cannot be built:\n${built.text}`);
  await cp(BUILT, PROGRAM);
}, 900_000);
afterAll(() => emulator.close());

/** Makes a folder with a state of its own; what it returns runs the program in it. */
async function createProgram(env: NodeJS.ProcessEnv = emulatorEnv(emulator)) {
  // Only for its environment: the program makes its project and stack itself.
  const stack = await createStack({}, { ...env, PATH: PLUGIN_PATH });
  const folder = await mkdtemp(join(FOLDER, "go-"));
  const run = (what: "preview" | "up", options: object): Promise<Ended> =>
    command(PROGRAM, [what, JSON.stringify(options)], { cwd: folder, env: stack.env });
  return { stack, run };
}

test("a program in Go gets what the lookups read, and no change the next time", async () => {
  const { run } = await createProgram();
  const up = await run("up", { ...BOTH, zoneId: ZONES.disabled });
  expect(up.code).toBe(0);
  const status = { zoneId: ZONES.disabled, settingId: "auto_origin_tls_kex", messages: [] };
  expect(JSON.parse(up.stdout)).toEqual({
    function: { secret: false, value: { ...status, enabled: false, modifiedOn: CHANGED } },
    enabled: { secret: false, value: false },
    modifiedOn: { secret: false, value: CHANGED },
  });
  expect(await run("preview", { ...BOTH, zoneId: ZONES.disabled, expectNoChanges: true })).toMatchObject({ code: 0 });
});

test("null is left out in Go, and what is read about a secret is one", async () => {
  const { run } = await createProgram();
  const { stdout } = await run("up", { ...BOTH, zoneId: ZONES.neverChanged, secret: true });
  const outputs = JSON.parse(stdout);
  expect(outputs).toMatchObject({ function: { secret: true, value: { enabled: true } }, enabled: { secret: true } });
  expect(outputs.function.value).not.toHaveProperty("modifiedOn");
});

test("a policy pack rejects a disabled zone of a program in Go in preview", async () => {
  const { stack, run } = await createProgram();
  const pack = await writePack(
    stack,
    `const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled] });`,
  );
  const rejected = await run("preview", { component: true, zoneId: ZONES.disabled, policyPacks: [pack] });
  expect(rejected.code).not.toBe(0);
  expect(shownViolations(rejected)).toEqual([
    expect.stringMatching(
      new RegExp(
        `auto-origin-tls-kex-enabled .*AutoOriginTlsKexStatus: shop\\)[^]*disabled for zone ${ZONES.disabled}`,
      ),
    ),
  ]);
  const passed = await run("preview", { component: true, zoneId: ZONES.enabled, policyPacks: [pack] });
  expect(passed.code).toBe(0);
});

test("a zone id that a program in Go does not know yet sends nothing, nor does one to be read after a change", async () => {
  const { run } = await createProgram();
  emulator.requests.length = 0;
  expect(await run("preview", BOTH)).toMatchObject({ code: 0 });
  expect(await run("preview", { ...BOTH, zoneId: ZONES.enabled, pending: true })).toMatchObject({ code: 0 });
  expect(emulator.requests).toEqual([]);
});

test.each(["function", "component"])("what fails in a %s is one error of a program in Go", async (kind) => {
  const { run } = await createProgram();
  const { code, text } = await run("preview", { [kind]: true, zoneId: "0" });
  expect(code).not.toBe(0);
  const diagnostics = shownUnder({ text }, "pulumi:pulumi:Stack (go-program-dev)");
  expect(diagnostics.match(/error: .*Cannot read the Auto-Origin TLS KEX setting of zone 0$/gm)).toHaveLength(1);
  expect(text).toContain("What to do: Check the zone id");
  expect(text).not.toMatch(/^\s+at |\.js:\d/m);
  expect(text).not.toContain(CREDENTIALS.token);
});
