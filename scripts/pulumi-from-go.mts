// Builds the Pulumi CLI and its Node.js language host from their Go modules, for machines where the official installer
// cannot be reached.
import { mkdirSync, mkdtempSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ExecaError } from "execa";
import { onCleanUp, run } from "./processes.mts";
import { startProgress } from "./progress.mts";

/** The newest CLI that starts Node.js policy packs with the language host below. */
export const BUILT_VERSION = "3.220.0";
/** The newest release whose Node.js language host is part of a module that can be downloaded. */
const LANGUAGE_HOST_VERSION = "3.68.0";

const MODULES = "github.com/pulumi/pulumi";
const exe = process.platform === "win32" ? ".exe" : "";

const PARTS = [
  {
    name: "pulumi-language-nodejs",
    goPackage: `${MODULES}/sdk/v3/nodejs/cmd/pulumi-language-nodejs`,
    goMod: `require ${MODULES}/sdk/v3 v${LANGUAGE_HOST_VERSION}`,
  },
  {
    name: "pulumi",
    goPackage: `${MODULES}/pkg/v3/cmd/pulumi`,
    // "go install" refuses modules with a replace directive, as the CLI's own is: it is repeated here.
    goMod: `require (
  ${MODULES}/pkg/v3 v${BUILT_VERSION}
  ${MODULES}/sdk/v3 v${BUILT_VERSION}
)
replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e`,
  },
];
/** The lines that Go prints for all parts when its caches are empty: one for each module and each package. */
const LINES = 1867;

/** Builds Pulumi into `root/bin`. Takes minutes and shows its progress. */
export async function buildPulumi(root: string): Promise<void> {
  try {
    await run("go", ["version"]);
  } catch {
    throw new Error("Go, with which Pulumi could be built, is not installed");
  }
  console.log(`Building Pulumi ${BUILT_VERSION} from its Go modules, once for this machine. This takes some minutes.`);
  mkdirSync(dirname(root), { recursive: true });
  // Beside its place and moved there when complete, so that an interrupted build leaves nothing half done.
  const work = mkdtempSync(`${root}.building-`);
  onCleanUp(() => rm(work, { recursive: true, force: true, maxRetries: 5 }));
  const bin = join(work, "result", "bin");
  await mkdir(bin, { recursive: true });
  const progress = startProgress(LINES);
  try {
    // One after the other: at the same time they compile much of the standard library twice.
    for (const part of PARTS) await build(part, work, bin, progress.step);
  } finally {
    progress.end();
  }
  // The starters of dynamic providers and policy packs are scripts in the module.
  const module = `${MODULES}/sdk/v3@v${BUILT_VERSION}`;
  const { Dir } = JSON.parse(await run("go", ["mod", "download", "-json", module], { cwd: work }));
  await cp(join(Dir, "nodejs", "dist"), bin, { recursive: true });
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
  await rm(root, { recursive: true, force: true });
  await rename(dirname(bin), root);
}

async function build({ name, goPackage, goMod }: (typeof PARTS)[number], work: string, bin: string, step: () => void) {
  const cwd = join(work, name);
  await mkdir(cwd);
  await writeFile(join(cwd, "go.mod"), `module build\ngo 1.24\n${goMod}\n`);
  const flags = [
    "-v",
    "-mod=mod",
    "-trimpath",
    // What debuggers need is left out in the end; not to make it at all saves a tenth of the time.
    "-gcflags=all=-dwarf=false",
    `-ldflags=-s -w -X ${MODULES}/sdk/v3/go/common/version.Version=${BUILT_VERSION}`,
  ];
  try {
    await run("go", ["build", ...flags, "-o", join(bin, `${name}${exe}`), goPackage], {
      cwd,
      env: { CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" },
      *stderr(line) {
        step();
        yield line;
      },
    });
  } catch (error) {
    const lines = error instanceof ExecaError ? String(error.stderr).trim().split("\n") : [String(error)];
    throw new Error(`building ${goPackage} failed: ${lines.slice(-3).join("; ")}`, { cause: error });
  }
}
