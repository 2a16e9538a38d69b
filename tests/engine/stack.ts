import { spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Emulator } from "../emulator/emulator";

/** The folder with the installed tarball; programs are put below it, so that they find its node_modules. */
export const FOLDER = process.env.TEST_FOLDER as string;

/** How a command ended and what it printed; `text` is both streams together. */
export interface Ended {
  code: number | null;
  stdout: string;
  text: string;
}

/** Runs a command to its end, whatever its exit code. */
export function command(
  file: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
      text += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, text }));
  });
}

/** A Pulumi project with one stack, on a file backend of its own. */
export interface Stack {
  folder: string;
  /** Environment of all commands; change it at will. */
  env: NodeJS.ProcessEnv;
  /** Runs the Pulumi CLI on the stack. */
  pulumi(...args: string[]): Promise<Ended>;
  /** As `pulumi`, but fails the test when the command fails. */
  succeed(...args: string[]): Promise<Ended>;
  outputs(): Promise<Record<string, unknown>>;
  /** The resources of the stack's state. */
  resources(): Promise<StateResource[]>;
}

/** The parts of a resource in the state that tests look at. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  external?: boolean;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/**
 * Makes a stack of a program.
 *
 * @param options.program the text of `index.js`
 * @param options.files further files by path, relative to the project's folder
 * @param options.env credentials and the like, over an environment without any
 * @param options.parent where the project's folder is made
 */
export async function createStack(options: {
  program?: string;
  files?: Record<string, string>;
  env?: NodeJS.ProcessEnv;
  parent?: string;
}): Promise<Stack> {
  const folder = await mkdtemp(join(options.parent ?? FOLDER, "project-"));
  const files = {
    "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    ...(options.program !== undefined && { "index.js": options.program }),
    ...options.files,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const state = join(folder, ".state");
  await mkdir(state);
  const env: NodeJS.ProcessEnv = {
    ...withoutSettings(process.env),
    PATH: process.env.TEST_PULUMI_PATH,
    PULUMI_HOME: join(folder, ".pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...options.env,
  };
  const pulumi = (...args: string[]) => command("pulumi", [...args, "--non-interactive"], { cwd: folder, env });
  const succeed = async (...args: string[]) => {
    const ended = await pulumi(...args);
    if (ended.code !== 0)
      throw new Error(`pulumi ${args.join(" ")} ended with exit code ${ended.code}:\n${ended.text}`);
    return ended;
  };
  await succeed("stack", "init", "dev");
  return {
    folder,
    env,
    pulumi,
    succeed,
    outputs: async () => JSON.parse((await succeed("stack", "output", "--json")).stdout),
    resources: async () => JSON.parse((await succeed("stack", "export")).stdout).deployment.resources ?? [],
  };
}

/** The environment that makes a program use the emulator. */
export function emulatorEnv(emulator: Emulator, token?: string): NodeJS.ProcessEnv {
  return { CLOUDFLARE_BASE_URL: emulator.baseUrl, ...(token && { CLOUDFLARE_API_TOKEN: token }) };
}

/** The lines of the final diagnostics that stand under a resource, named as `type (name)`. */
export function diagnosticsOf(text: string, resource: string): string {
  const diagnostics = text.slice(text.lastIndexOf("\nDiagnostics:\n"));
  const start = diagnostics.indexOf(`\n  ${resource}:\n`);
  if (start < 0) return "";
  const rest = diagnostics.slice(start + resource.length + 5);
  const end = rest.search(/\n {2}\S|\n\S/);
  return (end < 0 ? rest : rest.slice(0, end))
    .split("\n")
    .map((line) => line.replace(/^ {4}/, "").trimEnd())
    .join("\n")
    .trim();
}

/** What the machine's user has configured must not reach a test. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(CLOUDFLARE|PULUMI|TEST|JEST|NODE_ENV)/.test(name)),
  );
}
