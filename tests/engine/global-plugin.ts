import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { command } from "./command";
import { createStack, FOLDER, type Stack, writeFiles } from "./stack";

/** Where `npm install -g` has put the packed tarball. */
export const PREFIX = join(FOLDER, "global");

/** The executable that Pulumi finds on PATH. */
export const EXECUTABLE = join(PREFIX, "bin", "pulumi-resource-cloudflare-origin-tls");

/** PATH with that executable and Pulumi. */
export const PLUGIN_PATH = `${join(PREFIX, "bin")}${delimiter}${process.env.TEST_PULUMI_PATH}`;

/** Installs the packed tarball globally, below a prefix of its own, unless another test file has done so. */
export async function installPlugin(): Promise<void> {
  if (existsSync(PREFIX)) return;
  const folder = await mkdtemp(join(FOLDER, "installing-"));
  const tarball = process.env.TEST_TARBALL as string;
  const args = ["install", "-g", "--prefix", folder, "--no-audit", "--no-fund", "--prefer-offline", tarball];
  const { code, text } = await command("npm", args, { cwd: FOLDER });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${text}`);
  // Another test file may have been faster.
  await rename(folder, PREFIX).catch(() => rm(folder, { recursive: true }));
}

/** Makes a stack of a program that finds the plugin on PATH, and has `pulumi` and `Status`, a remote component. */
export function createPluginStack(program: string, env: NodeJS.ProcessEnv): Promise<Stack> {
  const head = `
const pulumi = require("@pulumi/pulumi");
const invoke = (name, args) => pulumi.runtime.invoke("cloudflare-origin-tls:index:" + name, args);
const invokeOutput = (name, args) => pulumi.runtime.invokeOutput("cloudflare-origin-tls:index:" + name, args);
class Status extends pulumi.ComponentResource {
  constructor(kind, args, outputs, name = "shop") {
    const unknown = Object.fromEntries(outputs.map((name) => [name, undefined]));
    super("cloudflare-origin-tls:index:" + kind, name, { ...unknown, ...args }, {}, true);
  }
}
`;
  return createStack({ "index.js": head + program }, { ...env, PATH: PLUGIN_PATH });
}

/** Writes a policy pack beside the program and returns its folder, for `--policy-pack`. */
export async function writePack({ folder }: Pick<Stack, "folder">, text: string): Promise<string> {
  const pack = join(folder, "policy-pack");
  await writeFiles(pack, {
    "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
    "package.json": JSON.stringify({ name: "policy-pack", version: "1.0.0" }),
    "index.js": text,
  });
  return pack;
}
