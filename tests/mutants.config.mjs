import config from "../jest.config.mjs";

const [unit] = config.projects;

/**
 * Stryker knows no projects: unit and emulator tests as one, but for those that differ from run to run, and those whose
 * code runs in another process, where it is not broken.
 */
export default {
  rootDir: "..",
  roots: ["<rootDir>/provider", "<rootDir>/sdk", "<rootDir>/tests"],
  testMatch: ["<rootDir>/tests/{unit,emulator}/**/!(fuzz|proxy-)*.test.ts"],
  testSequencer: "<rootDir>/tests/mutants-order.mjs",
  transform: unit.transform,
  moduleNameMapper: unit.moduleNameMapper,
  testTimeout: config.testTimeout,
};
