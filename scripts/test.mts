// npm test: type check, lint, and all tests, the ones on the real Pulumi engine among them. npm run test:quick is the same
// without those, and needs no Pulumi.
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./checks.mts";
import { onCleanUp, ROOT, runMain, show } from "./processes.mts";
import { findPulumi } from "./pulumi.mts";

await runMain(async () => {
  const quick = process.argv.includes("--quick");
  const own = quick ? ["--selectProjects", "unit", "emulator"] : [];
  const given = process.argv.slice(2).filter((arg) => arg !== "--quick");
  await check();
  // Where it has to be built, that is shown here and not in the middle of the tests.
  if (!quick) console.log(`Testing with Pulumi ${(await findPulumi()).version}`);

  // All that tests make is in here, so that it goes even when they are ended in the middle.
  const folder = mkdtempSync(join(tmpdir(), "origin-tls-tests-"));
  onCleanUp(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const report = join(folder, "report.json");
  const jest = join(ROOT, "node_modules", "jest", "bin", "jest.js");
  const cache = join(ROOT, "node_modules", ".cache", "jest");
  const args = ["--json", `--outputFile=${report}`, `--cacheDirectory=${cache}`, ...given, ...own];
  try {
    await show(process.execPath, [jest, ...args], { cwd: ROOT, env: { TMPDIR: folder, TEMP: folder } });
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
});
