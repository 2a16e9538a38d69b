// Runs commands and scripts so that nothing of theirs is left over, whatever ends them.
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ExecaError, execa, type Options } from "execa";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Whether commands can have a group of their own, out of reach of Ctrl-C in a terminal. */
export const OWN_GROUP = process.platform !== "win32";

/** A failure with a message that says what to do. */
export class UserError extends Error {}

const children = new Set<number>();
const cleanups: (() => unknown)[] = [];
const never = new Promise<never>(() => {});
const interruption = new AbortController();
let supervised = false;

/** Is aborted when the script has been interrupted and only the clean-up goes on. */
export const interrupted = interruption.signal;

/**
 * Runs a command to its end; {@link runMain} ends it with all that it has started when the script is interrupted. Then
 * it never settles, so that nothing but the clean-up goes on.
 *
 * @returns the standard output
 */
export async function run(command: string, args: string[], options: Options = {}): Promise<string> {
  if (interrupted.aborted) return never;
  const child = execa(command, args, { stdin: "ignore", detached: supervised && OWN_GROUP, ...options });
  if (child.pid) children.add(child.pid);
  try {
    return String((await child).stdout ?? "");
  } finally {
    if (interrupted.aborted) await never;
    if (child.pid) children.delete(child.pid);
  }
}

/** As {@link run}, and shows the output. */
export const show = (command: string, args: string[], options: Options = {}) =>
  run(command, args, { ...options, stdout: "inherit", stderr: "inherit" });

/** Registers what to undo at the end, the newest first. A {@link UserError} of it is shown; the others are undone all the same. */
export function onCleanUp(cleanup: () => unknown): void {
  cleanups.push(cleanup);
}

/**
 * Runs a script and ends the process: with exit code 1 after a failure, with 128 and the signal's number after a signal.
 * Failures that a user can cause are shown without a stack. In each case its commands are ended and all is undone.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  supervised = true;
  // Where nobody reads the output any more, the clean-up must still be reached.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // npm passes on what a terminal has sent already.
      if (interrupted.aborted) return;
      process.exitCode = 128 + constants.signals[signal];
      console.error("\nInterrupted, cleaning up.");
      interruption.abort();
    });
  }
  await Promise.race([main(), once(interrupted, "abort")]).catch(report);
  await endChildren();
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) {
    await Promise.resolve().then(cleanup).catch(report);
  }
  process.exit();
}

function report(error: unknown): void {
  process.exitCode ||= 1;
  const known = error instanceof UserError || error instanceof ExecaError;
  console.error(known ? `\n${error.message}` : error);
}

/** Ends the commands that still run. Pulumi ends its plugins at the first interrupt, and itself at the second. */
async function endChildren(): Promise<void> {
  let left = [...children];
  for (const signal of ["SIGINT", "SIGINT", "SIGKILL"] as const) {
    for (const pid of left) kill(pid, signal);
    const end = performance.now() + 3_000;
    while (left.length > 0 && performance.now() < end) {
      await sleep(50);
      left = left.filter((pid) => kill(pid, 0));
    }
  }
}

/** Sends a signal to a command and what it has started; 0 only asks. Tells whether any of them was there. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(OWN_GROUP ? -pid : pid, signal);
  } catch {
    return false;
  }
}
