import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "../engine/command";

/** The package managers, Yarn in both of its layouts. */
export type Manager = "npm" | "pnpm" | "yarn" | "yarn-pnp" | "bun";

const PNPM = join(__dirname, "..", "..", "node_modules", "pnpm", "bin", "pnpm.cjs");

/** What each manager is configured with. */
const SETTINGS: Record<Manager, Record<string, string>> = {
  npm: {},
  pnpm: { "pnpm-workspace.yaml": "nodeLinker: isolated\ndangerouslyAllowAllBuilds: true\n" },
  yarn: { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\n" },
  "yarn-pnp": { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: pnp\nenableTelemetry: false\n" },
  bun: {},
};

/**
 * Installs dependencies, given by name and version, into a new folder. It is not below the one of the other tests, whose
 * node_modules would hide what is missing here.
 */
export async function install(manager: Manager, dependencies: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "origin-tls-matrix-"));
  folders.push(folder);
  const files = {
    "package.json": JSON.stringify({ name: "consumer", private: true, dependencies }),
    ...SETTINGS[manager],
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const [file, ...args] = await commandOf(manager);
  const { code, text } = await command(file, args, { cwd: folder });
  if (code !== 0) throw new Error(`${manager} install ended with exit code ${code}:\n${text}`);
  return folder;
}

const folders: string[] = [];

/** Removes everything that was installed. */
export async function removeInstalled(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

async function commandOf(manager: Manager): Promise<[file: string, ...args: string[]]> {
  switch (manager) {
    case "npm":
      return ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    case "pnpm":
      return [process.execPath, PNPM, "install", "--prefer-offline"];
    case "bun":
      return [join(await installTool("bun@1"), "bun", "bin", "bun.exe"), "install"];
    default:
      return [
        process.execPath,
        join(await installTool("@yarnpkg/cli-dist@4"), "@yarnpkg/cli-dist/bin/yarn.js"),
        "install",
      ];
  }
}

/** Installs a package that is a tool, and returns the folder that it is in. */
export async function installTool(specifier: string): Promise<string> {
  return join(await install("npm", toDependency(specifier)), "node_modules");
}

function toDependency(specifier: string): Record<string, string> {
  const at = specifier.lastIndexOf("@");
  return { [specifier.slice(0, at)]: specifier.slice(at + 1) };
}
