import { availableParallelism } from "node:os";

const common = {
  transform: { "\\.ts$": ["ts-jest", { diagnostics: false }] },
  moduleNameMapper: {
    "/typescript-shim$": "<rootDir>/tests/lazy/typescript.cjs",
    "^@npmcli/arborist$": "<rootDir>/tests/lazy/arborist.cjs",
  },
};

/** Sources are tested as they are; the engine tests install the packed tarball in a folder of their own. */
export default {
  // One limit for all projects: each command of the Pulumi CLI takes seconds, on a busy machine a minute, and some tests run ten.
  testTimeout: 900_000,
  // Three on two cores: while a test waits for the clock or for npm, there is work for both.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: "<rootDir>/tests/order.mjs",
  reporters: ["default", "<rootDir>/tests/progress-reporter.mjs"],
  projects: [
    { displayName: "unit", testMatch: ["<rootDir>/tests/unit/**/*.test.ts"], ...common },
    { displayName: "emulator", testMatch: ["<rootDir>/tests/emulator/**/*.test.ts"], ...common },
    {
      displayName: "engine",
      testMatch: ["<rootDir>/tests/{engine,types}/**/*.test.ts"],
      ...common,
      globalSetup: "<rootDir>/tests/engine/setup.mjs",
      globalTeardown: "<rootDir>/tests/engine/teardown.mjs",
    },
  ],
};
