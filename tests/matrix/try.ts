import { delimiter, join } from "node:path";
import type { Emulator } from "../emulator/emulator";
import { command } from "../engine/command";
import { emulatorEnv } from "../engine/programs";
import { createStack, writeFiles } from "../engine/stack";
import type { Installation } from "./combinations";
import { install, installTool } from "./managers";
import { OUTPUTS, PACK, type ProgramForm, SEEN } from "./programs";

/** An {@link Installation} that is there, with the versions that it turned out to have. */
export interface Installed {
  folder: string;
  /** The environment of its programs, in which PATH has this Node.js first. */
  env: NodeJS.ProcessEnv;
  typescript: string;
  /** The versions that were installed, for the report. */
  versions: { node: string; pulumi: string };
}

/** Installs the packed tarball, @pulumi/pulumi, @pulumi/policy and what programs need beside them. */
export async function prepare({ node, pulumi, typescript, manager }: Installation): Promise<Installed> {
  const bin = join(await installTool(`node@${node}`), ".bin");
  const folder = await install(manager, {
    "pulumi-cloudflare-origin-tls": `file:${process.env.TEST_TARBALL}`,
    "@pulumi/pulumi": pulumi,
    "@pulumi/policy": "^1.20.0",
    "@types/node": "^20.0.0",
    typescript,
  });
  const env = {
    PATH: `${bin}${delimiter}${process.env.TEST_PULUMI_PATH}`,
    ...(manager === "yarn-pnp" && plugAndPlay(folder)),
  };
  const print = 'process.versions.node + " " + require("@pulumi/pulumi/package.json").version';
  const { stdout } = await command("node", ["--print", print], { cwd: folder, env });
  const [nodeVersion = "", pulumiVersion = ""] = stdout.trim().split(" ");
  return { folder, env, typescript, versions: { node: nodeVersion, pulumi: pulumiVersion } };
}

/** What makes every Node.js that Pulumi starts find packages in Yarn's cache. */
function plugAndPlay(folder: string): NodeJS.ProcessEnv {
  const [hook, loader] = [".pnp.cjs", ".pnp.loader.mjs"].map((name) => join(folder, name));
  return { NODE_OPTIONS: `--require ${hook} --experimental-loader ${loader}` };
}

/**
 * Runs a program and a policy pack through preview, up, refresh and a preview that must show no change.
 *
 * @throws Error when a command fails, the outputs are not as expected, or the pack has not seen the lookup
 */
export async function tryProgram(
  { folder, env, typescript }: Omit<Installed, "versions">,
  program: ProgramForm,
  emulator: Emulator,
): Promise<void> {
  const stack = await createStack(program.files(typescript), { ...emulatorEnv(emulator), ...env }, folder);
  await writeFiles(join(stack.folder, "pack"), PACK);
  const pack = ["--policy-pack", "pack", "--policy-pack-config", join("pack", "config.json")];
  for (const command of ["preview", "up"]) expect((await stack.succeed(command, ...pack)).text).toContain(SEEN);
  expect(await stack.outputs()).toEqual(OUTPUTS);
  await stack.succeed("refresh");
  await stack.succeed("preview", "--expect-no-changes", ...pack);
}
