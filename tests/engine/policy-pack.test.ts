import { readFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../../package.json";
import { ZONES } from "../emulator/emulator";
import { install, removeInstalled } from "../matrix/managers";
import { enable, violationsOf } from "./events";
import { installPlugin, PREFIX } from "./global-plugin";
import { emulatorEnv, useEmulator } from "./programs";
import { createStack, FOLDER, type Run, writeFiles } from "./stack";

const NAME = "pulumi-cloudflare-origin-tls";
const PACK = join("node_modules", NAME, "policy-pack");
const ENABLED = "auto-origin-tls-kex-enabled";
const MODES = "origin-tls-compliance-modes-match";
/** A program that only mentions a zone, without any resource. */
const PROGRAM = `exports.zoneId = "${ZONES.disabled}";`;
/** The versions of what a user of the package has installed beside it. */
const DEPENDENCIES = {
  [NAME]: `file:${process.env.TEST_TARBALL}`,
  "@pulumi/pulumi": manifest.devDependencies["@pulumi/pulumi"],
};

const emulator = useEmulator();
afterAll(removeInstalled);

const said = (run: Run) =>
  violationsOf(run).map(({ policy, on, message }) => [policy, on, message.split("\n").slice(1).join("\n")]);
const off = [ENABLED, "pulumi:pulumi:Stack (shop-dev)", enable(ZONES.disabled)];

test("is configured", async () => {
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator));
  const pack = ["--policy-pack", join("..", PACK)];
  const config = { [ENABLED]: { exemptZones: [ZONES.disabled] }, [MODES]: { required: ["pqh"], allowed: ["pqh"] } };
  await writeFiles(stack.folder, { "policy-config.json": JSON.stringify(config) });
  const run = await stack.fail("preview", ...pack, "--policy-pack-config", "policy-config.json");
  const modes = `The Origin TLS Compliance Modes of zone ${ZONES.disabled} are ["fips"], ["fips"] not allowed, ["pqh"] missing.\n`;
  expect(said(run)).toEqual([[MODES, off[1], expect.stringContaining(modes)]]);
});

test("has the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(FOLDER, PACK, "package.json"), "utf8"));
  expect(version).toBe(manifest.version);
});

test.each([
  ["npm", "up"],
  ["pnpm", "preview"],
] as const)(
  "is found where %s has installed the package alone, in the project itself, and runs as it is in %s",
  async (manager, operation) => {
    const folder = await install(manager, DEPENDENCIES);
    const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator), folder);
    await rename(join(folder, "node_modules"), join(stack.folder, "node_modules"));
    expect(said(await stack.fail(operation, "--policy-pack", PACK))).toEqual([off]);
    // Compliance modes are not asked for before they are demanded.
    expect(emulator.requests).toHaveLength(1);
  },
);

test("is found in a workspace, whose packages share one node_modules", async () => {
  const folder = await install("npm", DEPENDENCIES);
  await mkdir(join(folder, "packages"));
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator), join(folder, "packages"));
  expect(said(await stack.fail("preview", "--policy-pack", join("..", "..", PACK)))).toEqual([off]);
});

test("is run from the globally installed package, for programs that have no node_modules of it", async () => {
  await installPlugin();
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator));
  const pack = join(PREFIX, "lib", PACK);
  expect(said(await stack.fail("preview", "--policy-pack", pack))).toEqual([off]);
});
