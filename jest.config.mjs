const transform = { "\\.ts$": ["ts-jest", { diagnostics: false }] };

/** Sources are tested as they are; the engine tests install the packed tarball in a folder of their own. */
export default {
  // One limit for all projects: each command of the Pulumi CLI takes seconds, minutes on a busy machine.
  testTimeout: 300_000,
  projects: [
    { displayName: "unit", testMatch: ["<rootDir>/tests/unit/**/*.test.ts"], transform },
    { displayName: "emulator", testMatch: ["<rootDir>/tests/emulator/**/*.test.ts"], transform },
    {
      displayName: "engine",
      testMatch: ["<rootDir>/tests/{engine,types,matrix}/**/*.test.ts"],
      transform,
      globalSetup: "<rootDir>/tests/engine/setup.mjs",
      globalTeardown: "<rootDir>/tests/engine/teardown.mjs",
    },
  ],
};
