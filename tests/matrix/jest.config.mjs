import config from "../../jest.config.mjs";

const engine = config.projects.find(({ displayName }) => displayName === "engine");

/** What takes too long for npm test: npm run matrix, and its lean slice. It needs what the engine tests need. */
export default {
  ...engine,
  rootDir: "../..",
  testTimeout: config.testTimeout,
  testMatch: ["<rootDir>/tests/matrix/all.matrix.ts"],
};
