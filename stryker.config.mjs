import { tmpdir } from "node:os";
import { join } from "node:path";

/** `npm run mutants`: breaks the code in one place after the other, and tells which of that no test notices. */
export default {
  mutate: ["provider/**/*.ts", "sdk/policy/**/*.ts"],
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  // Which tests run a line is measured, so it need not be found out from imports.
  jest: { configFile: "tests/mutants.config.mjs", enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  // A mutant may wait for ever; one that only is slow must not count as found.
  timeoutMS: 10_000,
  concurrency: 2,
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, reportTests: false },
  // Outside of the checkout, so that neither lint nor jest finds the copies.
  tempDirName: join(tmpdir(), "pulumi-cloudflare-origin-tls-mutants"),
  cleanTempDir: "always",
};
