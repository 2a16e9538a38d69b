// npm test: type check, lint, and all tests, the ones on the real Pulumi engine among them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { prepare, ROOT, runMain } from "./prepare.mjs";
import { run } from "./processes.mjs";

await runMain(async () => {
  await prepare();
  await run("npm", ["run", "--silent", "check"], { cwd: ROOT });
  // Where it has to be built, that is shown here and not in the middle of the tests.
  const { findPulumi } = await import("./pulumi.mjs");
  console.log(`Testing with Pulumi ${(await findPulumi()).version}`);
  const report = join(ROOT, "node_modules", ".cache", "jest-report.json");
  const jest = join(ROOT, "node_modules", "jest", "bin", "jest.js");
  try {
    await run(process.execPath, [jest, "--json", `--outputFile=${report}`, ...process.argv.slice(2)], { cwd: ROOT });
  } finally {
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, "utf8"));
    console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
  }
});
