import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { command, createStack, diagnosticsOf, emulatorEnv, FOLDER, type Stack } from "./stack";

const NAME = "pulumi-cloudflare-origin-tls";
const LOOKUP = `new AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}" })`;
const PROGRAM = `
const { AutoOriginTlsKex } = require("${NAME}");
module.exports = { enabled: ${LOOKUP}.enabled };`;

let emulator: Emulator;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  emulator = await startEmulator();
  env = emulatorEnv(emulator, CREDENTIALS.token);
});
afterAll(() => emulator.close());

async function expectRead(stack: Stack) {
  await stack.succeed("up", "--yes", "--skip-preview");
  await stack.succeed("refresh", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ enabled: true });
  const status = expect.objectContaining({
    type: "cloudflare-origin-tls:index:AutoOriginTlsKexStatus",
    outputs: expect.objectContaining({ zoneId: ZONES.enabled, enabled: true }),
  });
  expect(await stack.resources()).toContainEqual(status);
}

async function readManifest(): Promise<Record<string, Record<string, string>>> {
  return JSON.parse(await readFile(join(__dirname, "..", "..", "package.json"), "utf8"));
}

describe("the stored provider text finds the package", () => {
  test("with main: in a subfolder", async () => {
    const files = { "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: infra/src/\n", "infra/src/index.js": PROGRAM };
    await expectRead(await createStack({ files, env }));
  });

  test.each([
    ["today's", "devDependencies"],
    ["the oldest allowed", "peerDependencies"],
  ])("installed by pnpm, beside %s @pulumi/pulumi", async (_, kind) => {
    const range = (await readManifest())[kind]?.["@pulumi/pulumi"] ?? "";
    const manifest = {
      name: "shop",
      private: true,
      dependencies: { [NAME]: `file:${process.env.TEST_TARBALL}`, "@pulumi/pulumi": range.replace("^", "") },
    };
    const stack = await createStack({
      program: PROGRAM,
      files: { "package.json": JSON.stringify(manifest), "pnpm-workspace.yaml": "dangerouslyAllowAllBuilds: true\n" },
      env,
    });
    const pnpm = join(__dirname, "..", "..", "node_modules", "pnpm", "bin", "pnpm.cjs");
    const installed = await command(process.execPath, [pnpm, "install", "--prefer-offline"], { cwd: stack.folder });
    expect(installed).toMatchObject({ code: 0 });
    await expectRead(stack);
  });

  test("in a TypeScript program with the compiler options of Pulumi's own template", async () => {
    const compilerOptions = {
      strict: true,
      outDir: "bin",
      target: "es2020",
      module: "commonjs",
      moduleResolution: "node",
      ignoreDeprecations: "6.0",
      sourceMap: true,
      experimentalDecorators: true,
      pretty: true,
      noFallthroughCasesInSwitch: true,
      noImplicitReturns: true,
      forceConsistentCasingInFileNames: true,
    };
    const files = {
      "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
      "index.ts": `import { AutoOriginTlsKex } from "${NAME}";\nexport const enabled = ${LOOKUP}.enabled;\n`,
    };
    await expectRead(await createStack({ files, env }));
  });
});

test("state that was written today is refreshed by tomorrow's release", async () => {
  const stack = await createStack({ program: PROGRAM, env });
  // A copy of its own, which can be upgraded without the other tests.
  const own = join(stack.folder, "node_modules", NAME);
  await cp(join(FOLDER, "node_modules", NAME), own, { recursive: true });
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(emulator.requests.at(-1)?.headers["user-agent"]).toMatch(new RegExp(`^${NAME}/\\d+\\.\\d+\\.\\d+$`));
  const manifest = JSON.parse(await readFile(join(own, "package.json"), "utf8"));
  await writeFile(join(own, "package.json"), JSON.stringify({ ...manifest, version: "99.0.0" }));
  await stack.succeed("refresh", "--yes", "--skip-preview");
  expect(emulator.requests.at(-1)?.headers["user-agent"]).toBe(`${NAME}/99.0.0`);
});

test("a package that is not installed is an error that says what to do, without a stack trace", async () => {
  const stack = await createStack({ program: PROGRAM, env });
  await stack.succeed("up", "--yes", "--skip-preview");
  const state = await stack.succeed("stack", "export");
  await writeFile(
    join(stack.folder, "state.json"),
    state.stdout.replaceAll(`${NAME}/provider`, `${NAME}-gone/provider`),
  );
  await stack.succeed("stack", "import", "--file", "state.json");
  const refresh = await stack.pulumi("refresh", "--yes", "--skip-preview");
  expect(refresh.code).not.toBe(0);
  expect(diagnosticsOf(refresh.text, "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)")).toContain(
    `Cannot find module '${NAME}-gone/provider'
  What to do: Run npm ci; the project itself must depend on it.`,
  );
  expect(refresh.text).not.toMatch(/^\s+at /m);
  expect(refresh.text).not.toContain("Require stack");
});
