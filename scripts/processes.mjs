// Child processes that are shown or captured, and that never outlive this one.
import { spawn } from "node:child_process";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
/** @type {(() => void | Promise<void>)[]} */
const cleanups = [];
const windows = process.platform === "win32";

/** A command that ended with an exit code other than 0, or could not be started. */
export class CommandFailed extends Error {}

/**
 * Runs a command to its end. By default its output is shown; with `capture` it is returned, and with `onLine` each
 * line of it is handed over instead.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, onLine?: (line: string) => void }} [options]
 * @returns {Promise<string>} the captured standard output
 */
export function run(command, args, { cwd, env, capture = false, onLine } = {}) {
  const shown = !capture && !onLine;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    // A group of its own, so that an interrupt can reach what the command has started itself.
    detached: !windows,
    // npm is a .cmd file there, which only a shell can start.
    shell: windows && command === "npm",
  });
  running.add(child);
  let stdout = "";
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  if (onLine) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text) => text.split("\n").filter(Boolean).forEach(onLine));
    }
  }
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      running.delete(child);
      reject(new CommandFailed(`${command} cannot be started: ${error.message}`));
    });
    child.once("close", (code) => {
      running.delete(child);
      if (interrupted) return;
      if (code === 0) resolve(stdout);
      else
        reject(
          new CommandFailed(`${command} ${args[0] ?? ""} ended with exit code ${code}${output && `:\n${output}`}`),
        );
    });
  });
}

/** Registers what to undo when the process is interrupted, and at {@link cleanUp}. @param {() => void | Promise<void>} cleanup */
export function onCleanUp(cleanup) {
  cleanups.push(cleanup);
}

/** Undoes everything that was registered, the newest first. */
export async function cleanUp() {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

let interrupted = false;

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, async () => {
    if (interrupted) return;
    interrupted = true;
    console.error("\nInterrupted, cleaning up.");
    await stopChildren();
    await cleanUp();
    process.exit(signal === "SIGINT" ? 130 : 143);
  });
}

async function stopChildren() {
  // Pulumi ends its plugins at the first interrupt and itself at the second.
  for (const [signal, seconds] of /** @type {const} */ ([
    ["SIGINT", 3],
    ["SIGINT", 3],
    ["SIGKILL", 2],
  ])) {
    if (running.size === 0) return;
    for (const child of running) signalGroup(child, signal);
    const end = Date.now() + seconds * 1000;
    while (running.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (windows) spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}
