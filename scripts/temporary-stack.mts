// A stack of a project that exists only while a script runs.
import { mkdirSync, mkdtempSync } from "node:fs";
import { rm, rmdir } from "node:fs/promises";
import { basename, delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { installCloudflarePlugin } from "../tests/emulator/cloudflare-plugin/install.ts";
import { OWN_GROUP, onCleanUp, ROOT, run, show, UserError } from "./processes.mts";

/** What makes previews faster (docs/faster-previews.md): npm test checks the types, and Node.js keeps what it has compiled. */
const FASTER = {
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  NODE_COMPILE_CACHE: join(ROOT, "node_modules", ".cache", "compile"),
};

/**
 * Creates a stack, on a state of its own unless the user has named a backend: a login on the machine is never used
 * unasked. It is removed at the clean-up.
 *
 * @param name what the stack's name begins with
 * @param project the project's folder
 * @param standIn whether the stand-in for the plugin of @pulumi/cloudflare is used
 * @returns runs a command of the Pulumi CLI on the stack; `config` is for preview and up
 */
export async function createTemporaryStack(
  name: string,
  project: string,
  env: Record<string, string>,
  standIn = false,
) {
  const folders = join(ROOT, ".npm-start");
  mkdirSync(folders, { recursive: true });
  const folder = mkdtempSync(join(folders, `${name}-`));
  onCleanUp(async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    // Another run may still have its own beside it; then the folder stays.
    await rmdir(folders).catch(() => undefined);
  });
  const ownBackend = !process.env.PULUMI_BACKEND_URL;
  const options = {
    cwd: project,
    env: { ...env, ...FASTER, PULUMI_SKIP_UPDATE_CHECK: "true", ...(ownBackend && localBackend(folder)) },
  };
  if (standIn) useStandIn(options.env);
  // A name that is not in use: the user may have a stack of the plain one.
  const stack = basename(folder);
  const flags = ["--stack", stack, "--non-interactive", "--color", process.stdout.isTTY ? "always" : "auto"];

  // Pulumi writes the stack's settings into the project.
  onCleanUp(() => rm(join(project, `Pulumi.${stack}.yaml`), { force: true }));
  if (!ownBackend) onCleanUp(() => removeStack(stack, flags, options));
  await run("pulumi", ["stack", "init", "--no-select", ...flags], options);
  return (args: string[], config: Record<string, string> = {}) => {
    const values = Object.entries(config).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
    return show("pulumi", [...args, ...values, ...flags], options);
  };
}

/** Puts the stand-in into a Pulumi home of our own, else on PATH, of which Pulumi warns. */
function useStandIn(env: Record<string, string>): void {
  if (env.PULUMI_HOME) installCloudflarePlugin(env.PULUMI_HOME);
  else env.PATH = `${join(ROOT, "tests", "emulator", "cloudflare-plugin")}${delimiter}${env.PATH}`;
}

function localBackend(folder: string): Record<string, string> {
  const state = join(folder, "state");
  mkdirSync(state);
  return {
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "temporary",
  };
}

async function removeStack(stack: string, flags: string[], options: { cwd: string; env: Record<string, string> }) {
  // Out of reach of Ctrl-C, and not for ever.
  const all = { ...options, detached: OWN_GROUP, timeout: 60_000, reject: false };
  // What was ended in the middle may have left a lock.
  await execa("pulumi", ["cancel", "--yes", ...flags], all);
  const { failed, message, stderr } = await execa("pulumi", ["stack", "rm", "--force", "--yes", ...flags], all);
  if (!failed || stderr.includes("no stack named")) return;
  throw new UserError(
    `The stack ${stack} could not be removed: ${stderr || message}\nRemove it with: pulumi stack rm --force --stack ${stack}`,
  );
}
