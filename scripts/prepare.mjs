// node scripts/prepare.mjs <script> [argument …]: installs the dependencies and builds the package, where the sources are
// newer than what is there, and runs a script. Plain Node.js, since there may be nothing else yet.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a command, and ends as it does when it fails.
 *
 * @param {string} command
 * @param {string[]} args
 */
async function run(command, args) {
  // npm is a .cmd file on Windows, which only a shell can start.
  const shell = process.platform === "win32" && command === "npm";
  /** @type {NodeJS.Signals | undefined} */
  let interrupt;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    interrupt = signal;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", shell });
  const [code] = await once(child, "close").catch((error) => [console.error(error.message) ?? 1]);
  // Of a signal to both, the command's end may be told first.
  if (code !== 0) await sleep(200);
  for (const signal of SIGNALS) process.off(signal, passOn);
  if (interrupt) process.exit(128 + constants.signals[interrupt]);
  if (code !== 0) process.exit(code ?? 1);
}

/** @param {string} file */
const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (changed(join(MODULES, ".package-lock.json")) < changed(join(ROOT, "package-lock.json"))) {
  console.log("Installing the dependencies …");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
// What the compiler remembers says nothing about what has been deleted since.
if (!existsSync(join(ROOT, "dist"))) rmSync(join(MODULES, ".cache", "build.tsbuildinfo"), { force: true });
await run(process.execPath, [join(MODULES, "typescript", "bin", "tsc"), "-b", "tsconfig.build.json"]);

// The examples are projects of their own, which find the package where an installed one would be.
const link = join(MODULES, "pulumi-cloudflare-origin-tls");
if (!existsSync(link) || realpathSync(link) !== realpathSync(ROOT)) {
  rmSync(link, { recursive: true, force: true });
  // Relative, so that it is right in a copy of the folder too.
  symlinkSync("..", link, "junction");
}

const [script] = process.argv.splice(2, 1);
const { tsImport } = await import("tsx/esm/api");
await tsImport(`../${script}`, import.meta.url);
