import config from "../jest.config.mjs";

const [unit] = config.projects;

/** Stryker knows no projects: unit and emulator tests as one. */
export default {
  rootDir: "..",
  testMatch: ["<rootDir>/tests/{unit,emulator}/**/*.test.ts"],
  transform: unit.transform,
  testTimeout: config.testTimeout,
};
