import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { command } from "./command";
import { emulatorEnv } from "./programs";
import { createStack, FOLDER } from "./stack";

const CHECKOUT = join(__dirname, "..", "..", "plugin");
const INSTALLED = join(FOLDER, "node_modules", "pulumi-cloudflare-origin-tls", "plugin");

let emulator: Emulator;
let child: ChildProcess | undefined;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => child?.kill());
afterAll(() => emulator.close());

test("npm install, as Pulumi does it in the folder of a plugin, leaves an installed package as it is", async () => {
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const list = () =>
    command("find", [join(INSTALLED, ".."), "-newer", join(FOLDER, "package.json"), "-name", "*.js"], { cwd: FOLDER });
  const before = await list();
  expect(await command("npm", args, { cwd: INSTALLED })).toMatchObject({ code: 0 });
  expect(await list()).toEqual(before);
});

/** Starts a folder as Pulumi's language host for Node.js does, from the folder of a program, and returns its port. */
function start(folder: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const runPlugin = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-plugin");
  const started = spawn(process.execPath, [runPlugin, folder, "127.0.0.1:1"], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  return new Promise((resolve, reject) => {
    started.stdout.once("data", (data) => resolve(String(data).trim()));
    started.once("close", (code) => reject(new Error(`the plugin has ended with exit code ${code}`)));
  });
}

test.each([
  ["a checkout", CHECKOUT],
  ["an installed package", INSTALLED],
])("the folder of %s is a plugin, whatever TypeScript settings the program has", async (_, folder) => {
  const program = `
const { runtime } = require("@pulumi/pulumi");
module.exports = runtime.invokeOutput("cloudflare-origin-tls:index:getAutoOriginTlsKex", { zoneId: "${ZONES.disabled}" });`;
  const settings = JSON.stringify({ compilerOptions: { strict: true, noUnusedLocals: true } });
  const stack = await createStack({ "index.js": program, "tsconfig.json": settings }, emulatorEnv(emulator));
  const port = await start(folder, stack.folder, stack.env);
  stack.env.PULUMI_DEBUG_PROVIDERS = `cloudflare-origin-tls:${port}`;
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toMatchObject({ zoneId: ZONES.disabled, enabled: false });
});
