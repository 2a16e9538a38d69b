// Finds a Pulumi CLI, or gets one: from PATH, from the official installer, or built from its Go modules.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import semver from "semver";
import { UserError } from "./prepare.mjs";
import { run } from "./processes.mjs";
import { BUILT_VERSION, buildPulumi } from "./pulumi-from-go.mjs";

/** The oldest CLI that this package has been tried with. */
export const MINIMUM_VERSION = "3.220.0";

/** Where a Pulumi that was got here is kept, for all checkouts of this user. */
function cacheFolder() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const base =
    process.platform === "win32"
      ? (LOCALAPPDATA ?? join(homedir(), "AppData", "Local"))
      : process.platform === "darwin"
        ? join(homedir(), "Library", "Caches")
        : XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(base, "pulumi-cloudflare-origin-tls");
}

/**
 * Finds Pulumi, getting it first where there is none. Says what it does whenever that takes longer than a moment.
 *
 * @returns {Promise<{ version: string, env: { PATH: string } }>} the environment in which `pulumi` is the one found
 */
export async function findPulumi() {
  const path = process.env.PATH ?? "";
  const onPath = await versionOf("pulumi");
  if (onPath && semver.gte(onPath, MINIMUM_VERSION)) return { version: onPath, env: { PATH: path } };
  if (onPath) console.log(`The Pulumi CLI on PATH is ${onPath}; ${MINIMUM_VERSION} or newer is needed.`);

  const installed = join(cacheFolder(), "pulumi-installed");
  const built = join(cacheFolder(), `pulumi-${BUILT_VERSION}`);
  for (const root of [installed, built]) {
    const found = await foundIn(root, path);
    if (found) return found;
  }

  const reasons = [`no pulumi ${MINIMUM_VERSION} or newer is on PATH`];
  for (const [root, get] of /** @type {const} */ ([
    [installed, install],
    [built, buildPulumi],
  ])) {
    try {
      await get(root);
      const found = await foundIn(root, path);
      if (found) return found;
      reasons.push(`what was put into ${root} does not run`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(`  not possible: ${reason}`);
      reasons.push(reason);
    }
  }
  throw new UserError(
    `The Pulumi CLI is needed and could not be found or made:\n${reasons.map((reason) => `  - ${reason}`).join("\n")}\n` +
      "Two ways out:\n" +
      `  - install Pulumi ${MINIMUM_VERSION} or newer, see https://www.pulumi.com/docs/install/\n` +
      "  - or install Go 1.25 or newer, see https://go.dev/doc/install, and run this again: it builds Pulumi from its Go modules",
  );
}

/** @param {string} root */
async function install(root) {
  console.log("No Pulumi CLI on PATH. Trying the official installer …");
  // Loaded late: this is slow, and rarely needed.
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  try {
    await PulumiCommand.install({ root });
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split("\n");
    throw new Error(`the official installer failed: ${line}`);
  }
}

/** @param {string} root @param {string} path */
async function foundIn(root, path) {
  const folder = join(root, "bin");
  const command = join(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi");
  const version = existsSync(command) ? await versionOf(command) : undefined;
  return version && { version, env: { PATH: `${folder}${delimiter}${path}` } };
}

/** @param {string} command */
async function versionOf(command) {
  try {
    const text = await run(command, ["version"], { capture: true, env: { PULUMI_SKIP_UPDATE_CHECK: "true" } });
    return semver.clean(text.trim()) ?? undefined;
  } catch {
    return undefined;
  }
}
