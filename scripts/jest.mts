import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp, ROOT, show } from "./processes.mts";

/** Runs jest with these arguments, and says in the last line how many tests have passed and failed. */
export async function runJest(args: string[]): Promise<void> {
  // All that tests make is in here, so that it goes even when they are ended in the middle.
  const folder = mkdtempSync(join(tmpdir(), "origin-tls-tests-"));
  onCleanUp(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const report = join(folder, "report.json");
  const jest = join(ROOT, "node_modules", "jest", "bin", "jest.js");
  const cache = join(ROOT, "node_modules", ".cache", "jest");
  const all = [jest, "--json", `--outputFile=${report}`, `--cacheDirectory=${cache}`, ...args];
  try {
    await show(process.execPath, all, { cwd: ROOT, env: { TMPDIR: folder, TEMP: folder } });
  } catch {
    // It has said why.
    process.exitCode = 1;
  }
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, "utf8"));
    console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`);
  } else {
    console.log("jest ended before it had results, which counts as one failure.\n0 passed, 1 failed");
  }
}
