// How long the plugin takes to its first answers, against Node.js that only imports what it is built on:
//
//	npx tsx tests/bench/plugin.ts <folder with the package installed> [rounds]
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { CREDENTIALS, startEmulator, ZONES } from "../emulator/emulator";

/** Milliseconds from the start of a process, each the shortest of some rounds. */
export interface PluginTimes {
  /** Node.js that imports `@pulumi/pulumi/provider` and ends. */
  baseline: number;
  /** The plugin has said who it is: the engine's first question. */
  info: number;
  /** The first function has been answered, with one request to an emulator on this machine. */
  answer: number;
  /** The dynamic provider of the TypeScript lookups has answered its first read. */
  dynamic: number;
}

const TOKEN = "cloudflare-origin-tls:index:getAutoOriginTlsKex";

/** @param folder a folder in which the package and @pulumi/pulumi are installed */
export async function measurePlugin(folder: string, rounds = 15): Promise<PluginTimes> {
  const require = createRequire(join(resolve(folder), "package.json"));
  const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
  const messages = require("@pulumi/pulumi/proto/provider_pb");
  const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
  const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
  const grpc = require("@grpc/grpc-js");

  const emulator = await startEmulator();
  const env = { ...process.env, CLOUDFLARE_BASE_URL: emulator.baseUrl, CLOUDFLARE_API_TOKEN: CREDENTIALS.token };
  const run = (args: string[]) =>
    spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });

  /** Starts a plugin, asks it one thing after the other, and returns when each answer was there. */
  async function time(args: string[], questions: [method: string, request: unknown][]): Promise<number[]> {
    const started = performance.now();
    const child = run(args);
    const port = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(String(data).trim())));
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const times: number[] = [];
    for (const [method, request] of questions) {
      await new Promise<void>((resolve, reject) => {
        client[method](request, (error: Error | null) => (error ? reject(error) : resolve()));
      });
      times.push(performance.now() - started);
    }
    client.close();
    child.kill();
    return times;
  }

  const info: [string, unknown] = ["getPluginInfo", new Empty()];
  const invoke = new messages.InvokeRequest();
  invoke.setTok(TOKEN);
  invoke.setArgs(Struct.fromJavaScript({ zoneId: ZONES.enabled }));
  const configure = new messages.ConfigureRequest();
  configure.setArgs(Struct.fromJavaScript({}));
  const read = new messages.ReadRequest();
  read.setId(ZONES.enabled);
  const text = `exports.handler=()=>require("module").createRequire(${JSON.stringify(join(resolve(folder), "x.js"))})("pulumi-cloudflare-origin-tls/provider").lookupProvider("AutoOriginTlsKex")`;
  read.setProperties(Struct.fromJavaScript({ zoneId: ZONES.enabled, __provider: text }));

  const plugin = [
    require.resolve("pulumi-cloudflare-origin-tls/package.json").replace("package.json", "dist/plugin/index.js"),
  ];
  const dynamic = [require.resolve("@pulumi/pulumi/cmd/dynamic-provider")];
  const times: Record<keyof PluginTimes, number[]> = { baseline: [], info: [], answer: [], dynamic: [] };
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const baseline = run(["-e", 'require("@pulumi/pulumi/provider")']);
    await new Promise((resolve) => baseline.once("close", resolve));
    times.baseline.push(performance.now() - started);
    const [first, second] = await time(plugin, [info, ["invoke", invoke]]);
    times.info.push(first as number);
    times.answer.push(second as number);
    const [, third] = await time(
      [...dynamic, "127.0.0.1:1"],
      [
        ["configure", configure],
        ["read", read],
      ],
    );
    times.dynamic.push(third as number);
  }
  await emulator.close();
  // What else runs on the machine only adds to a time.
  const [a, b, c, d] = Object.values(times).map((all) => Math.min(...all)) as [number, number, number, number];
  return { baseline: a, info: b, answer: c, dynamic: d };
}

async function main(folder = ".", rounds = "15") {
  const { baseline, ...others } = await measurePlugin(folder, Number(rounds));
  console.log(`import of @pulumi/pulumi/provider: ${baseline.toFixed(0)} ms`);
  for (const [name, value] of Object.entries(others)) {
    console.log(`${name}: ${value.toFixed(0)} ms, ${(value / baseline).toFixed(2)} of the import`);
  }
}

if (process.argv[1]?.endsWith("bench/plugin.ts")) void main(...process.argv.slice(2));
