import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { shownUnder, shownViolations } from "./cli-words";
import { command, type Ended } from "./command";
import { installPlugin, PLUGIN_PATH, writePack } from "./global-plugin";
import { emulatorEnv } from "./programs";
import { createStack, FOLDER } from "./stack";

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

test("a program in Go gets what the lookups read, null left out and secret if the zone is, and no change the next time", async () => {
  const { run } = await createProgram();
  const lookups = [
    { ...BOTH, name: "shop", zoneId: ZONES.disabled },
    { ...BOTH, name: "secret", zoneId: ZONES.neverChanged, secret: true },
  ];
  const up = await run("up", { lookups });
  expect(up.code).toBe(0);
  const { shopFunction, shopEnabled, shopModifiedOn, secretFunction, secretEnabled } = JSON.parse(up.stdout);
  const status = { zoneId: ZONES.disabled, settingId: "auto_origin_tls_kex", messages: [] };
  expect(shopFunction).toEqual({ secret: false, value: { ...status, enabled: false, modifiedOn: CHANGED } });
  expect(shopEnabled).toEqual({ secret: false, value: false });
  expect(shopModifiedOn).toEqual({ secret: false, value: CHANGED });
  expect(secretFunction).toMatchObject({ secret: true, value: { enabled: true } });
  expect(secretFunction.value).not.toHaveProperty("modifiedOn");
  expect(secretEnabled).toMatchObject({ secret: true });
  expect(await run("preview", { lookups, expectNoChanges: true })).toMatchObject({ code: 0 });
});

test("a policy pack rejects a disabled zone of a program in Go in preview, and no other zone", async () => {
  const { stack, run } = await createProgram();
  const pack = await writePack(
    stack,
    `const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled] });`,
  );
  const lookups = [
    { name: "shop", component: true, zoneId: ZONES.disabled },
    { name: "blog", component: true, zoneId: ZONES.enabled },
  ];
  const rejected = await run("preview", { lookups, policyPacks: [pack] });
  expect(rejected.code).not.toBe(0);
  expect(shownViolations(rejected)).toEqual([
    expect.stringMatching(
      new RegExp(
        `auto-origin-tls-kex-enabled .*AutoOriginTlsKexStatus: shop\\)[^]*disabled for zone ${ZONES.disabled}`,
      ),
    ),
  ]);
});

test("a zone id that a program in Go does not know yet sends nothing, nor does one to be read after a change", async () => {
  const { run } = await createProgram();
  emulator.requests.length = 0;
  const lookups = [
    { ...BOTH, name: "unknown" },
    { ...BOTH, name: "later", zoneId: ZONES.enabled, pending: true },
  ];
  expect(await run("preview", { lookups })).toMatchObject({ code: 0 });
  expect(emulator.requests).toEqual([]);
});

test.each(["function", "component"])("what fails in a %s is one error of a program in Go", async (kind) => {
  const { run } = await createProgram();
  const { code, text } = await run("preview", { lookups: [{ name: "shop", [kind]: true, zoneId: "0" }] });
  expect(code).not.toBe(0);
  const diagnostics = shownUnder({ text }, "pulumi:pulumi:Stack (go-program-dev)");
  expect(diagnostics.match(/error: .*Cannot read the Auto-Origin TLS KEX setting of zone 0$/gm)).toHaveLength(1);
  expect(text).toContain("What to do: Check the zone id");
  expect(text).not.toMatch(/^\s+at |\.js:\d/m);
  expect(text).not.toContain(CREDENTIALS.token);
});
