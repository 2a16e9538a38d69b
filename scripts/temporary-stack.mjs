// A stack of a project that exists only while a script runs.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./prepare.mjs";
import { onCleanUp, run } from "./processes.mjs";

/**
 * Creates a stack, on a state of its own unless the user has named a backend: a login on the machine is never used
 * unasked. It is removed at the clean-up.
 *
 * @param {{ name: string, project: string, env: NodeJS.ProcessEnv }} options what the stack's name begins with, and
 *   the project's folder
 * @returns {Promise<(args: string[], options?: { config?: Record<string, string> }) => Promise<string>>} runs a
 *   command of the Pulumi CLI on the stack; `config` is given to preview and up
 */
export async function createTemporaryStack({ name, project, env }) {
  const folders = join(ROOT, ".npm-start");
  await mkdir(folders, { recursive: true });
  const folder = await mkdtemp(join(folders, `${name}-`));
  onCleanUp(async () => {
    await rm(folder, { recursive: true, force: true });
    // Another run may still have its own beside it; then the folder stays.
    await rmdir(folders).catch(() => undefined);
  });
  const configFile = join(folder, "config.yaml");
  const ownBackend = process.env.PULUMI_BACKEND_URL === undefined;
  const allEnv = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true", ...(ownBackend && (await localBackend(folder))) };
  // A name that is not in use: the user may have a stack of the plain one.
  const stack = basename(folder);
  const all = ["--stack", stack, "--non-interactive", ...(process.stdout.isTTY ? ["--color", "always"] : [])];
  /** @param {string[]} args */
  const pulumi = (args, capture = false) => run("pulumi", [...args, ...all], { cwd: project, env: allEnv, capture });

  const settings = join(project, `Pulumi.${stack}.yaml`);
  onCleanUp(() => rm(settings, { force: true }));
  await pulumi(["stack", "init", "--no-select"], true);
  if (!ownBackend) onCleanUp(async () => void (await pulumi(["stack", "rm", "--force", "--yes"], true)));
  // Pulumi writes the new stack's settings into the project, from where they are moved out.
  if (existsSync(settings)) await rename(settings, configFile);

  return ([command, ...args], { config } = {}) => {
    const settings = Object.entries(config ?? {}).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
    return pulumi([
      /** @type {string} */ (command),
      ...args,
      ...(config ? ["--config-file", configFile, ...settings] : []),
    ]);
  };
}

/** @param {string} folder */
async function localBackend(folder) {
  const state = join(folder, "state");
  await mkdir(state);
  return {
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "temporary",
  };
}
