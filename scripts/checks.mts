import { ROOT, show } from "./processes.mts";

/** The commands, each with its arguments. */
const CHECKS = [["tsc"], ["tsc", "-p", "scripts"], ["biome", "check", "--error-on-warnings", "."]];

/**
 * Checks types and style, all at the same time.
 *
 * @throws ExecaError of a check that has found something, when all have said what they have found
 */
export async function check(): Promise<void> {
  const checks = CHECKS.map(([name = "", ...args]) => show(name, args, { cwd: ROOT, preferLocal: true }));
  await Promise.allSettled(checks);
  await Promise.all(checks);
}
