// npm start: previews and applies the root project with the real Pulumi CLI and prints its outputs.
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { prepare, ROOT, runMain, UserError } from "./prepare.mjs";
import { cleanUp, onCleanUp, run } from "./processes.mjs";

const STACK = "npm-start";
const FOLDER = join(ROOT, ".npm-start");
const USAGE = `Usage:
  npm start                     reads a zone of the emulator
  npm start -- --zone <id>      reads your zone, with the credentials in CLOUDFLARE_API_TOKEN,
                                or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY`;

await runMain(async () => {
  const zone = readZone();
  await prepare();
  // These need the dependencies that have just been installed.
  const { findPulumi } = await import("./pulumi.mjs");
  const pulumi = await findPulumi();
  console.log(`Pulumi ${pulumi.version}`);
  try {
    const { zoneId, env } = zone ? { zoneId: zone, env: {} } : await startEmulator();
    await previewAndApply(zoneId, { ...localBackend(), ...pulumi.env, ...env });
  } finally {
    await cleanUp();
  }
});

/** The zone to read with the user's own credentials; undefined for the emulator's. */
function readZone() {
  let zone = process.env.CLOUDFLARE_ZONE_ID;
  try {
    zone = parseArgs({ options: { zone: { type: "string" } } }).values.zone ?? zone;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
  const { CLOUDFLARE_API_TOKEN, CLOUDFLARE_EMAIL, CLOUDFLARE_API_KEY } = process.env;
  const credentials = Boolean(CLOUDFLARE_API_TOKEN || (CLOUDFLARE_EMAIL && CLOUDFLARE_API_KEY));
  if (zone && !credentials) {
    throw new UserError(`Zone ${zone} was named, but there are no credentials to read it with.\n${USAGE}`);
  }
  if (!zone) {
    console.log(
      credentials
        ? "There are Cloudflare credentials in the environment, but no zone was named. So this run does not use them:\n" +
            "it reads a zone of the emulator. For your own zone: npm start -- --zone <id>"
        : "No Cloudflare token is configured, so this run reads a zone of the emulator, a Cloudflare API on this machine.\n" +
            "For your own zone, set CLOUDFLARE_API_TOKEN and run: npm start -- --zone <id>",
    );
  }
  return zone;
}

async function startEmulator() {
  const { tsImport } = await import("tsx/esm/api");
  const { startEmulator, CREDENTIALS, ZONES } = await tsImport("../tests/emulator/emulator.ts", import.meta.url);
  const emulator = await startEmulator();
  onCleanUp(() => emulator.close());
  console.log(`The emulator listens on ${emulator.baseUrl}`);
  const env = {
    CLOUDFLARE_API_TOKEN: CREDENTIALS.token,
    CLOUDFLARE_BASE_URL: emulator.baseUrl,
  };
  return { zoneId: ZONES.enabled, env };
}

/** A state of its own for this run, unless the user has named a backend: a login on the machine is never used unasked. */
function localBackend() {
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true" };
  if (process.env.PULUMI_BACKEND_URL) return env;
  return {
    ...env,
    PULUMI_BACKEND_URL: pathToFileURL(join(FOLDER, "state")).href,
    PULUMI_HOME: join(FOLDER, "home"),
    PULUMI_CONFIG_PASSPHRASE: "npm-start",
  };
}

/** @param {string} zoneId @param {NodeJS.ProcessEnv} env */
async function previewAndApply(zoneId, env) {
  /** @param {string[]} args @param {{ capture?: boolean }} [options] */
  const pulumi = (args, options) => run("pulumi", [...args, "--non-interactive"], { cwd: ROOT, env, ...options });
  const defaultConfig = join(ROOT, `Pulumi.${STACK}.yaml`);
  const config = join(FOLDER, `Pulumi.${STACK}.yaml`);
  const stack = ["--stack", STACK];
  const update = [...stack, "--config-file", config, "--config", `zoneId=${zoneId}`];

  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(join(FOLDER, "state"), { recursive: true });
  onCleanUp(() => rm(FOLDER, { recursive: true, force: true }));
  onCleanUp(() => rm(defaultConfig, { force: true }));
  await pulumi(["stack", "select", ...stack, "--create"], { capture: true });
  if (process.env.PULUMI_BACKEND_URL) {
    onCleanUp(async () => void (await pulumi(["stack", "rm", ...stack, "--force", "--yes"], { capture: true })));
  }
  // The engine writes the new stack's settings into the checkout, from where they are moved out.
  if (existsSync(defaultConfig)) await rename(defaultConfig, config);

  await pulumi(["preview", ...update]);
  await pulumi(["up", ...update, "--yes", "--skip-preview", "--suppress-outputs"]);
  console.log("Stack outputs:");
  await pulumi(["stack", "output", ...stack]);
}
