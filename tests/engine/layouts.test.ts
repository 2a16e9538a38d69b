import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../../package.json";
import { ZONES } from "../emulator/emulator";
import { install, removeInstalled } from "../matrix/managers";
import { diagnosticsOf } from "./events";
import { emulatorEnv, useEmulator } from "./programs";
import { createStack, FOLDER, type Stack } from "./stack";

const NAME = "pulumi-cloudflare-origin-tls";
const LOOKUP = `new AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}" })`;
const PROGRAM = `
const { AutoOriginTlsKex } = require("${NAME}");
module.exports = { enabled: ${LOOKUP}.enabled };`;

const emulator = useEmulator();

afterAll(removeInstalled);

async function expectRead(stack: Stack) {
  expect(await stack.outputs()).toEqual({ enabled: true });
  const status = expect.objectContaining({
    type: "cloudflare-origin-tls:index:AutoOriginTlsKexStatus",
    outputs: expect.objectContaining({ zoneId: ZONES.enabled, enabled: true }),
  });
  expect(await stack.resources()).toContainEqual(status);
}

/** The compiler options of Pulumi's own template. */
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

test("the stored provider text finds the package installed by pnpm, whose node_modules has direct dependencies only", async () => {
  const folder = await install("pnpm", {
    [NAME]: `file:${process.env.TEST_TARBALL}`,
    "@pulumi/pulumi": manifest.devDependencies["@pulumi/pulumi"],
  });
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator), folder);
  await stack.succeed("up");
  await stack.succeed("refresh");
  await expectRead(stack);
});

test("it does from TypeScript with main: in a subfolder, and so does tomorrow's release, or an error says that it is missing", async () => {
  const stack = await createStack(
    {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: infra/src/\n",
      "infra/src/tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
      "infra/src/index.ts": `import { AutoOriginTlsKex } from "${NAME}";\nexport const enabled = ${LOOKUP}.enabled;\n`,
    },
    emulatorEnv(emulator),
  );
  // Copies of its own: one that can be upgraded without the other tests, and a Pulumi with TypeScript beside it.
  const own = join(stack.folder, "node_modules", NAME);
  for (const name of [NAME, "@pulumi/pulumi"]) {
    await cp(join(FOLDER, "node_modules", name), join(stack.folder, "node_modules", name), { recursive: true });
  }
  const typescript = join("node_modules", "typescript");
  await symlink(join(__dirname, "..", "..", typescript), join(stack.folder, typescript), "junction");
  await stack.succeed("up");
  await expectRead(stack);
  expect(emulator.requests.at(-1)?.headers["user-agent"]).toMatch(new RegExp(`^${NAME}/\\d+\\.\\d+\\.\\d+$`));
  const manifest = JSON.parse(await readFile(join(own, "package.json"), "utf8"));
  await writeFile(join(own, "package.json"), JSON.stringify({ ...manifest, version: "99.0.0" }));
  await stack.succeed("refresh");
  expect(emulator.requests.at(-1)?.headers["user-agent"]).toBe(`${NAME}/99.0.0`);
  await expectRead(stack);

  const state = await stack.succeed("stack", "export");
  await writeFile(
    join(stack.folder, "state.json"),
    state.stdout.replaceAll(`${NAME}/provider`, `${NAME}-gone/provider`),
  );
  await stack.succeed("stack", "import", "--file", "state.json");
  const refresh = await stack.fail("refresh");
  expect(diagnosticsOf(refresh, "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)")).toEqual([
    `error: Cannot find module '${NAME}-gone/provider'
  What to do: Run npm ci; the project itself must depend on it.`,
  ]);
  expect(refresh.text).not.toMatch(/^\s+at /m);
  expect(refresh.text).not.toContain("Require stack");
});
