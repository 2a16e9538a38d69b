// Builds the Pulumi CLI and its Node.js language host from their Go modules, for machines where the official installer
// cannot be reached.
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onCleanUp, run } from "./processes.mjs";

/** The newest CLI that starts Node.js policy packs with the language host below. */
export const BUILT_VERSION = "3.220.0";
/** The newest release whose Node.js language host is part of a module that can be downloaded. */
const LANGUAGE_HOST_VERSION = "3.68.0";

const MODULES = "github.com/pulumi/pulumi";
const exe = process.platform === "win32" ? ".exe" : "";

/**
 * Builds Pulumi into `root/bin`. Takes minutes and shows its progress.
 *
 * @param {string} root
 */
export async function buildPulumi(root) {
  console.log(
    `Building Pulumi ${BUILT_VERSION} from its Go modules, once for this machine. This takes 2 to 10 minutes.`,
  );
  try {
    await run("go", ["version"], { capture: true });
  } catch {
    throw new Error("Go, with which Pulumi could be built, is not installed");
  }
  await mkdir(dirname(root), { recursive: true });
  // Beside its place and moved there when complete, so that an interrupted build leaves nothing half done.
  const work = await mkdtemp(`${root}.building-`);
  onCleanUp(() => rm(work, { recursive: true, force: true }));
  const bin = join(work, "result", "bin");
  await mkdir(bin, { recursive: true });
  try {
    await build({
      folder: join(work, "language-host"),
      output: join(bin, `pulumi-language-nodejs${exe}`),
      goPackage: `${MODULES}/sdk/v3/nodejs/cmd/pulumi-language-nodejs`,
      goMod: `require ${MODULES}/sdk/v3 v${LANGUAGE_HOST_VERSION}`,
    });
    await build({
      folder: join(work, "cli"),
      output: join(bin, `pulumi${exe}`),
      goPackage: `${MODULES}/pkg/v3/cmd/pulumi`,
      // "go install" refuses modules with a replace directive, as the CLI's own is: it is repeated here.
      goMod: `require (
  ${MODULES}/pkg/v3 v${BUILT_VERSION}
  ${MODULES}/sdk/v3 v${BUILT_VERSION}
)
replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e`,
      linkerFlags: ` -X ${MODULES}/sdk/v3/go/common/version.Version=${BUILT_VERSION}`,
    });
    // The starters of dynamic providers and policy packs are scripts in the module.
    const module = `${MODULES}/sdk/v3@v${BUILT_VERSION}`;
    const { Dir } = JSON.parse(await run("go", ["mod", "download", "-json", module], { capture: true, cwd: work }));
    const scripts = join(Dir, "nodejs", "dist");
    for (const name of await readdir(scripts)) {
      await copyFile(join(scripts, name), join(bin, name));
      await chmod(join(bin, name), 0o755);
    }
    await rm(root, { recursive: true, force: true });
    await rename(dirname(bin), root);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {{ folder: string, output: string, goPackage: string, goMod: string, linkerFlags?: string }} part */
async function build({ folder, output, goPackage, goMod, linkerFlags = "" }) {
  await mkdir(folder);
  await writeFile(join(folder, "go.mod"), `module build\ngo 1.24\n${goMod}\n`);
  await writeFile(join(folder, "imports.go"), `//go:build imports\n\npackage build\n\nimport _ "${goPackage}"\n`);
  const progress = startProgress(goPackage.slice(goPackage.lastIndexOf("/") + 1));
  try {
    await run(
      "go",
      ["build", "-v", "-mod=mod", "-trimpath", "-ldflags", `-s -w${linkerFlags}`, "-o", output, goPackage],
      { cwd: folder, env: { CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" }, onLine: progress.onLine },
    );
  } catch (error) {
    throw new Error(`building ${goPackage} failed: ${progress.lastLines().join("; ")}`, { cause: error });
  } finally {
    progress.end();
  }
}

/** Reports downloads and compiled packages: in place on a terminal, else as a line from time to time. @param {string} name */
function startProgress(name) {
  const started = Date.now();
  const terminal = process.stdout.isTTY;
  let downloads = 0;
  let packages = 0;
  /** @type {string[]} */
  let last = [];
  const status = () =>
    `  ${name}: ${downloads} modules downloaded, ${packages} packages compiled, ${Math.round((Date.now() - started) / 1000)} s`;
  const show = () => (terminal ? process.stdout.write(`\r${status()}`) : console.log(status()));
  const timer = setInterval(show, terminal ? 500 : 15_000);
  return {
    /** @param {string} line */
    onLine(line) {
      if (line.startsWith("go: downloading ")) downloads++;
      else packages++;
      last = [...last.slice(-2), line];
    },
    lastLines: () => last,
    end() {
      clearInterval(timer);
      show();
      if (terminal) process.stdout.write("\n");
    },
  };
}
