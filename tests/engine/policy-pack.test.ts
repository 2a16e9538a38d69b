import { readFileSync } from "node:fs";
import { rename } from "node:fs/promises";
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

test("has the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(FOLDER, PACK, "package.json"), "utf8"));
  expect(version).toBe(manifest.version);
});

test("is found in a workspace and where it was installed globally, and is configured for each", async () => {
  await installPlugin();
  // The packages of a workspace share one node_modules. In a project's own, by npm, document-commands.test.ts runs it.
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator));
  const modesOnly = { [ENABLED]: { exemptZones: [ZONES.disabled] }, [MODES]: { required: ["pqh"], allowed: ["pqh"] } };
  await writeFiles(stack.folder, { "modes-only.json": JSON.stringify(modesOnly), "as-it-is.json": "{}" });
  const run = await stack.fail(
    "preview",
    ...["--policy-pack", join("..", PACK), "--policy-pack-config", "modes-only.json"],
    ...["--policy-pack", join(PREFIX, "lib", PACK), "--policy-pack-config", "as-it-is.json"],
  );
  const modes = `The Origin TLS Compliance Modes of zone ${ZONES.disabled} are ["fips"], ["fips"] not allowed, ["pqh"] missing.\n`;
  // The one of the workspace exempts the zone from what the global one says of it, which demands no modes.
  expect(said(run).sort()).toEqual([off, [MODES, off[1], expect.stringContaining(modes)]]);
});

test("is found where pnpm has installed the package alone, in the project itself, and runs as it is in preview and up", async () => {
  const folder = await install("pnpm", DEPENDENCIES);
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator), folder);
  await rename(join(folder, "node_modules"), join(stack.folder, "node_modules"));
  for (const operation of ["preview", "up"]) {
    emulator.requests.length = 0;
    expect(said(await stack.fail(operation, "--policy-pack", PACK))).toEqual([off]);
    // Compliance modes are not asked for before they are demanded.
    expect(emulator.requests).toHaveLength(1);
  }
});
