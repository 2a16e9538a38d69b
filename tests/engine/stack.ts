import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { command, type Ended } from "./command";

/** The folder with the installed tarball; programs are put below it, so that they find its node_modules. */
export const FOLDER = process.env.TEST_FOLDER as string;

/** Makes Pulumi's processes load what few of them need when they need it. */
export const NODE_OPTIONS = `--require ${JSON.stringify(join(__dirname, "..", "lazy", "hook.cjs"))}`;

/** How a command of the Pulumi CLI ended, what it printed, and the engine's events. */
export interface Run extends Ended {
  events: EngineEvent[];
}

/** A Pulumi project with one stack, on a file backend of its own. */
export interface Stack {
  folder: string;
  /** Environment of all commands; change it at will. */
  env: NodeJS.ProcessEnv;
  /** Runs a command of the Pulumi CLI and fails the test when it fails; an operation is not asked about again. */
  succeed(...args: string[]): Promise<Run>;
  /** As `succeed`, of a command that must fail. */
  fail(...args: string[]): Promise<Run>;
  /** Runs a command of the Pulumi CLI, whatever its exit code. */
  pulumi(...args: string[]): Promise<Run>;
  /** The outputs in the stack's state, each secret as "[secret]"; the CLI is asked for secrets in plain text. */
  outputs(...args: "--show-secrets"[]): Promise<Record<string, unknown>>;
  /** The stack's state as it is stored. */
  state(): Promise<string>;
  /** The resources of the stack's state whose type ends like this. */
  resources(type?: string): Promise<StateResource[]>;
}

/** The parts of a resource in the state that tests look at. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  external?: boolean;
  dependencies?: string[];
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** The commands that have events, with the options that make them start at once. */
const OPERATIONS: Record<string, string[]> = {
  preview: [],
  up: ["--yes", "--skip-preview"],
  refresh: ["--yes", "--skip-preview"],
  destroy: ["--yes", "--skip-preview"],
};

/** Where the setup of the tests has left a project with a new stack: its settings, and the backend with its state. */
const NEW_STACK = join(FOLDER, "new-stack");
/** The file in a project's folder in which the backend keeps the state. */
const STATE = join(".state", ".pulumi", "stacks", "shop", "dev.json");

/**
 * Makes the stack "dev" of the project "shop", a copy of one that the CLI has made.
 *
 * @param files the files of the project by path, beside its Pulumi.yaml
 * @param env credentials and the like, over an environment without any
 * @param parent where the project's folder is made; what is installed there is installed for it
 */
export async function createStack(
  files: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
  parent = FOLDER,
): Promise<Stack> {
  const folder = await mkdtemp(join(parent, "project-"));
  await cp(NEW_STACK, folder, { recursive: true });
  await writeFiles(folder, files);
  const stackEnv: NodeJS.ProcessEnv = {
    ...withoutSettings(process.env),
    PATH: process.env.TEST_PULUMI_PATH,
    PULUMI_HOME: join(folder, ".pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, ".state")).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_STACK: "dev",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Without it the CLI has no --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    NODE_OPTIONS,
    ...env,
  };
  const pulumi = async (...args: string[]): Promise<Run> => {
    const log = join(folder, "events.json");
    await rm(log, { force: true });
    const atOnce = OPERATIONS[args[0] ?? ""];
    const options = ["--non-interactive", ...(atOnce ? [...atOnce, "--event-log", log] : [])];
    const ended = await command("pulumi", [...args, ...options], { cwd: folder, env: stackEnv });
    const lines = (await readFile(log, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
    return { ...ended, events: lines.map((line) => JSON.parse(line)) };
  };
  const endWith = (isGood: (code: number | null) => boolean) => {
    return async (...args: string[]) => {
      const run = await pulumi(...args);
      if (isGood(run.code)) return run;
      throw new Error(`pulumi ${args.join(" ")} ended with exit code ${run.code}:\n${run.text}`);
    };
  };
  const succeed = endWith((code) => code === 0);
  const state = () => readFile(join(folder, STATE), "utf8");
  const resources = async (end = ""): Promise<StateResource[]> => {
    const { checkpoint } = JSON.parse(await state(), hideSecrets);
    return (checkpoint.latest.resources ?? []).filter(({ type }: StateResource) => type.endsWith(end));
  };
  return {
    folder,
    env: stackEnv,
    pulumi,
    succeed,
    fail: endWith((code) => code !== 0),
    outputs: async (...args) => {
      if (args.length > 0) return JSON.parse((await succeed("stack", "output", "--json", ...args)).stdout);
      return (await resources("pulumi:pulumi:Stack"))[0]?.outputs ?? {};
    },
    state,
    resources,
  };
}

/** Reviver for a state: a secret there is an object with this signature. */
function hideSecrets(_: string, value: unknown): unknown {
  const signature = (value as Record<string, unknown> | null)?.["4dabf18193072939515e22adb298388d"];
  return signature === "1b47061264138c4ac30d75fd1eb44270" ? "[secret]" : value;
}

/** Writes files by their paths in a folder. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** What the machine's user has configured must not reach a test. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(CLOUDFLARE|PULUMI|TEST|JEST|NODE_ENV)/.test(name)),
  );
}
