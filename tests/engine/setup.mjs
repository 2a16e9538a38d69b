// Before the engine tests: finds Pulumi, installs the packed tarball in a folder outside the checkout, compiles the programs of
// the tests, and makes the stack of which each test gets a copy. The scripts for that are loaded with tsx, since jest cannot load modules that are not CommonJS.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { tsImport } from "tsx/esm/api";
import ts from "typescript";

export default async function setup() {
  const { CACHE, findPulumi } = await tsImport("../../scripts/pulumi.mts", import.meta.url);
  const { makeConsumer } = await tsImport("../../scripts/consumer.mts", import.meta.url);
  const { run } = await tsImport("../../scripts/processes.mts", import.meta.url);
  const { env } = await findPulumi();
  // Without TypeScript, which Pulumi would load for each program.
  const { folder, tarball } = await makeConsumer();

  compilePrograms(join(folder, "programs"));

  const project = join(folder, "new-stack");
  const state = join(project, ".state");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  const backend = { PULUMI_BACKEND_URL: pathToFileURL(state).href, PULUMI_CONFIG_PASSPHRASE: "test" };
  await run("pulumi", ["stack", "init", "dev", "--no-select", "--non-interactive"], {
    cwd: project,
    env: { ...env, ...backend, PULUMI_HOME: join(folder, "new-stack-home"), PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  Object.assign(process.env, {
    TEST_FOLDER: folder,
    TEST_TARBALL: tarball,
    TEST_PULUMI_PATH: env.PATH,
    TEST_CACHE: CACHE,
  });
}

/**
 * Compiles the programs and policy packs of the tests into a folder; their types are checked with everything else.
 *
 * @param {string} folder
 */
function compilePrograms(folder) {
  const sources = new URL("programs/", import.meta.url);
  mkdirSync(folder);
  for (const name of readdirSync(sources)) {
    const program = readFileSync(new URL(name, sources), "utf8");
    // With esModuleInterop, import * as cloudflare would load each of its hundreds of files.
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: false };
    writeFileSync(join(folder, `${basename(name, ".ts")}.js`), ts.transpile(program, compilerOptions));
  }
}
