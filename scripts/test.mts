// npm test: type check, lint, and all tests, the ones on the real Pulumi engine among them. npm run test:quick is the same
// without those, and needs no Pulumi.
import { check } from "./checks.mts";
import { runJest } from "./jest.mts";
import { runMain } from "./processes.mts";
import { findPulumi } from "./pulumi.mts";

await runMain(async () => {
  const quick = process.argv.includes("--quick");
  const args = process.argv.slice(2).filter((arg) => arg !== "--quick");
  const test = async () => {
    // Where it has to be built, that is shown here and not in the middle of the tests.
    if (!quick) console.log(`Testing with Pulumi ${(await findPulumi()).version}`);
    await runJest(quick ? [...args, "--selectProjects", "unit", "emulator"] : args);
  };
  // Pulumi and the tests are prepared meanwhile; what the checks find ends that.
  await Promise.all([check(), test()]);
});
