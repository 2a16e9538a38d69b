// Installs the dependencies and builds the package, when the sources are newer than what is there.
import { existsSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandFailed, cleanUp, run } from "./processes.mjs";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Installs the dependencies of the lock file, unless that has been done, and builds `dist`. */
export async function prepare() {
  const installed = join(ROOT, "node_modules", ".package-lock.json");
  const lock = join(ROOT, "package-lock.json");
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    console.log("Installing the dependencies …");
    await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: ROOT });
  }
  await run("npm", ["run", "--silent", "build"], { cwd: ROOT });
  // The examples are projects of their own, which find the package where an installed one would be.
  const link = join(ROOT, "node_modules", "pulumi-cloudflare-origin-tls");
  if (!existsSync(link)) symlinkSync(ROOT, link, "junction");
}

/**
 * Runs a script, cleans up after it, and sets the exit code; a failure that a user can cause is shown without a stack.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CommandFailed || error instanceof UserError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  } finally {
    await cleanUp();
  }
}

/** A failure with a message that says what to do. */
export class UserError extends Error {}
