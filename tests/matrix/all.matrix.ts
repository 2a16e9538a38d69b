// npm run matrix: every combination, a line for each, and the table in bench/compatibility.md when all have been tried.
import { type Emulator, startEmulator } from "../emulator/emulator";
import { compile, installTypeScript, resolutionsOf, VERSIONS } from "../types/compile";
import { INSTALLATIONS, type Installation } from "./combinations";
import { removeInstalled } from "./managers";
import { Report } from "./report";
import { type Installed, prepare, tryProgram } from "./try";

const report = new Report();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  await Promise.all([emulator.close(), removeInstalled()]);
  await report.write();
});

const titleOf = ({ node, pulumi, manager }: Installation) => `Node.js ${node}, @pulumi/pulumi ${pulumi}, ${manager}`;

describe.each(INSTALLATIONS.map((installation) => [titleOf(installation), installation] as const))(
  "%s",
  (_, installation) => {
    let installed: Installed;
    beforeAll(async () => {
      installed = await prepare(installation);
    });

    test.each(installation.programs.map((program) => [program.name, program] as const))("%s", async (name, program) => {
      const row = () => `${installed.versions.node} | ${installed.versions.pulumi} | ${installation.manager}`;
      await report.try("programs", row(), name, async () => {
        await tryProgram(installed, program, emulator);
        return [];
      });
    });
  },
);

describe.each(VERSIONS)("TypeScript %s", (version) => {
  let tsc: string;
  beforeAll(async () => {
    tsc = await installTypeScript(version);
  });

  test.each(resolutionsOf(version))("%s", (name, options) =>
    report.try("types", version, name, async () => {
      const { own, others } = await compile(tsc, ["consumer.ts"], `${version}-${name}`, options);
      expect(own).toEqual([]);
      return others;
    }),
  );
});
