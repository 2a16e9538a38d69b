import config from "../jest.config.mjs";

const [unit] = config.projects;

/** Stryker knows no projects: unit and emulator tests as one, but for those that differ from run to run. */
export default {
  rootDir: "..",
  testMatch: ["<rootDir>/tests/{unit,emulator}/**/!(fuzz*).test.ts"],
  testSequencer: "<rootDir>/tests/mutants-order.mjs",
  transform: unit.transform,
  testTimeout: config.testTimeout,
};
