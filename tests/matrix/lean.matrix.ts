import { type Emulator, startEmulator } from "../emulator/emulator";
import { LEAN } from "./combinations";
import { removeInstalled } from "./managers";
import { type Installed, prepare, tryProgram } from "./try";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => Promise.all([emulator.close(), removeInstalled()]));

describe.each(LEAN.map((installation) => [installation.node, installation.pulumi, installation] as const))(
  "Node.js %s with @pulumi/pulumi %s",
  (_, __, installation) => {
    let installed: Installed;
    beforeAll(async () => {
      installed = await prepare(installation);
    });

    test.each(installation.programs.map((program) => [program.name, program] as const))("runs %s", (_, program) =>
      tryProgram(installed, program, emulator),
    );
  },
);
