import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../../package.json";
import { command } from "../engine/command";
import { FOLDER } from "../engine/stack";

/** The minor versions of TypeScript that are tried, each in its last release. */
export const VERSIONS = ["5.0", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"];

const OURS = [manifest.name, ...Object.keys(manifest.dependencies)];

type Resolution = [name: string, options: object];

/** Compiler options by module resolution. TypeScript 7 has no "node" any more. */
export function resolutionsOf(version: string): [Resolution, ...Resolution[]] {
  const major = Number.parseInt(version, 10);
  const node = { module: "commonjs", moduleResolution: "node", ...(major === 6 && { ignoreDeprecations: "6.0" }) };
  const bundler: Resolution = ["bundler", { module: "esnext", moduleResolution: "bundler" }];
  const node16: Resolution = ["node16", { module: "node16", moduleResolution: "node16" }];
  return major < 7 ? [["node", node], node16, bundler] : [node16, bundler];
}

/** Installs a release of TypeScript beside the consumer and returns the path of its `tsc`. */
export async function installTypeScript(version: string): Promise<string> {
  const folder = join(FOLDER, `typescript-${version}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", `typescript@${version}`];
  const installed = await command("npm", args, { cwd: folder });
  if (installed.code !== 0) throw new Error(installed.text);
  return join(folder, "node_modules", "typescript", "bin", "tsc");
}

/** Compiles files of this folder as programs that have the packed tarball installed, and returns the errors. */
export async function compile(tsc: string, files: string[], name: string, options: object): Promise<TypeErrors> {
  const folder = join(FOLDER, "types", name);
  await mkdir(folder, { recursive: true });
  for (const file of files) await cp(join(__dirname, file), join(folder, file));
  const compilerOptions = {
    ...options,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    // The declarations of the language and the browser are TypeScript's own, and take a fifth of the time.
    skipDefaultLibCheck: true,
    noEmit: true,
    target: "es2022",
    types: ["node"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { code, text } = await command(process.execPath, [tsc, "-p", folder], { cwd: folder });
  const errors = text.split(/^(?=\S)/m).filter((error) => error.includes("error TS"));
  // One that ends without a word has not compiled anything.
  if (code !== 0 && errors.length === 0) throw new Error(`tsc ended with exit code ${code}: ${text}`);
  const packageOf = (error: string) => /^\S*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(error)?.[1];
  // What the declarations here load of our dependencies is our business.
  const isOther = (name: string | undefined) => name !== undefined && !OURS.includes(name);
  return {
    own: errors.filter((error) => !isOther(packageOf(error))),
    others: [...new Set(errors.map(packageOf).filter(isOther))] as string[],
  };
}

/** The errors of a compilation. */
export interface TypeErrors {
  /** Those in the program, in the declarations of this package and in those that it loads of its dependencies. */
  own: string[];
  /** Other packages that have errors in their own declarations. */
  others: string[];
}
