import { join } from "node:path";
import { installCloudflarePlugin } from "../emulator/cloudflare-plugin/install";
import { CREDENTIALS, type EmulatedZone, type Emulator, startEmulator } from "../emulator/emulator";
import { createStack, FOLDER, type Stack, writeFiles } from "./stack";

/** A file in `programs`: functions of which each is a program or a policy pack, and the arguments are for a test. */
// biome-ignore lint/suspicious/noExplicitAny: the compiler checks what a test gives
type Programs = Record<string, (...args: any[]) => unknown>;

/** An emulator for the tests of a file, a fresh one for each. */
export function useEmulator(): Emulator {
  let current: Emulator;
  beforeEach(async () => {
    current = await startEmulator();
  });
  afterEach(() => current.close());
  return new Proxy({} as Emulator, {
    get: (_, name) => Reflect.get(current, name),
    set: (_, name, value) => Reflect.set(current, name, value),
  });
}

/** Changes a zone of an emulator. */
export function changeZone(emulator: Emulator, zoneId: string, change: Partial<EmulatedZone>): void {
  const zone = emulator.zones.get(zoneId);
  if (!zone) throw new Error("the emulator has no such zone");
  Object.assign(zone, change);
}

/** Whether the setting of a zone is on, as a change of the zone. */
export const kex = (enabled: boolean) => ({ kex: { enabled, modifiedOn: "2014-01-01T05:20:00.12345Z" } });

/** The environment that makes a program use the emulator, with a token that it accepts. */
export function emulatorEnv(emulator: Emulator): NodeJS.ProcessEnv {
  return { CLOUDFLARE_BASE_URL: emulator.baseUrl, CLOUDFLARE_API_TOKEN: CREDENTIALS.token };
}

/** A stack whose program can be exchanged for another function of the same file. */
export interface ProgramStack<P extends Programs> extends Stack {
  change<Name extends keyof P & string>(name: Name, ...args: Parameters<P[Name]>): Promise<void>;
}

/** Returns a function that makes a stack of a function in a file in `programs`, which uses the emulator. */
export function stacksOf<P extends Programs>(file: string, emulator: Emulator) {
  return async <Name extends keyof P & string>(name: Name, ...args: Parameters<P[Name]>): Promise<ProgramStack<P>> => {
    const stack = await createStack(programOf(file, name, args), emulatorEnv(emulator));
    installCloudflarePlugin(stack.env.PULUMI_HOME as string);
    return {
      ...stack,
      change: (name, ...args) => writeFiles(stack.folder, programOf(file, name, args)),
    };
  };
}

/** The functions in `programs/packs.ts`, each of which makes a policy pack. */
type Packs = typeof import("./programs/packs");

/**
 * Writes a policy pack, and its configuration by policy.
 *
 * @returns the options of the CLI
 */
export async function packOf<Name extends keyof Packs>(
  { folder }: Stack,
  name: Name,
  args: Parameters<Packs[Name]>,
  config?: Record<string, object>,
): Promise<string[]> {
  const pack = join(folder, `${name}-pack`);
  await writeFiles(pack, {
    "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
    "package.json": JSON.stringify({ name, version: "1.0.0" }),
    "index.js": callOf("packs", name, args),
    "config.json": JSON.stringify(config ?? {}),
  });
  return ["--policy-pack", pack, ...(config ? ["--policy-pack-config", join(pack, "config.json")] : [])];
}

function programOf(file: string, name: string, args: unknown[]): Record<string, string> {
  return { "index.js": `module.exports = () => ${callOf(file, name, args)}` };
}

/** The call of a program or a pack, from where the setup of the tests has compiled them. */
const callOf = (file: string, name: string, args: unknown[]) =>
  `require(${JSON.stringify(join(FOLDER, "programs", file))}).${name}(...${JSON.stringify(args)});\n`;
