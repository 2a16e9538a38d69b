import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { lt } from "semver";
import manifest from "../../package.json";
import { CREDENTIALS } from "../emulator/emulator";
import { command, type Ended } from "./command";
import { ROOT } from "./documents";
import { createStack, type Stack, writeFiles } from "./stack";

/** A folder in which the commands of the documents are run as they stand there. */
export interface Shell extends Stack {
  /** Where programs are put for these commands only, before the others on PATH. */
  bin: string;
  /** Runs a command line, and fails the test when it does not end with this exit code; `"any"` failure is 1 to 255. */
  run(line: string, code?: number | "any"): Promise<Ended>;
  /** Writes files of the project. */
  write(files: Record<string, string>): Promise<void>;
}

/** Makes a project in an empty folder, as a user has it: Pulumi's template, beside a clone in which the package was packed. */
export async function createShell(env: NodeJS.ProcessEnv, files: Record<string, string> = {}): Promise<Shell> {
  const parent = await mkdtemp(join(tmpdir(), "origin-tls-documents-"));
  const clone = join(parent, manifest.name);
  await mkdir(clone);
  const tarball = process.env.TEST_TARBALL as string;
  await cp(tarball, join(clone, basename(tarball)));
  const { devDependencies: versions } = manifest;
  const packageJson = {
    name: "shop",
    private: true,
    dependencies: { "@pulumi/pulumi": versions["@pulumi/pulumi"] },
    devDependencies: { "@types/node": versions["@types/node"], typescript: versions.typescript },
  };
  const stack = await createStack({ "package.json": JSON.stringify(packageJson), ...files }, env, parent);
  const bin = join(parent, "bin");
  await mkdir(bin);
  if (!isThere("jq")) await addProgram(bin, "jq", `exec node "${join(ROOT, "tests", "engine", "jq.cjs")}" "$@"`);
  Object.assign(stack.env, QUIET, { PATH: `${bin}${delimiter}${stack.env.PATH}` });
  return {
    ...stack,
    bin,
    write: (files) => writeFiles(stack.folder, files),
    run: async (line, code = 0) => {
      const text = line.replaceAll("…", CREDENTIALS.token);
      const ended = await command("sh", ["-ec", text], { cwd: stack.folder, env: stack.env });
      const isExpected = code === "any" ? ended.code !== 0 : ended.code === code;
      if (!isExpected) throw new Error(`${line}\nended with exit code ${ended.code}:\n${ended.text}`);
      return ended;
    },
  };
}

/** Puts a program of the shell's into a folder. */
export async function addProgram(bin: string, name: string, text: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

/**
 * What answers questions in place of somebody at the terminal, and keeps npm to what is cached where that will do. The types
 * of the documents' programs are checked once, in documents.test.ts.
 */
const QUIET = {
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  PULUMI_SKIP_CONFIRMATIONS: "true",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_prefer_offline: "true",
  npm_config_loglevel: "error",
};

const env = { ...process.env, PATH: process.env.TEST_PULUMI_PATH };
const version = execFileSync("pulumi", ["version"], { env, encoding: "utf8" }).trim().replace(/^v/, "");

/** Whether the CLI is older than this version. */
export const isOlder = (than: string): boolean => lt(version, than);

/** Whether there is such a program on PATH. */
export function isThere(name: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${name}`], { env, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
