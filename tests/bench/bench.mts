// npm run bench: whole-process figures on the real Pulumi CLI against the emulator, as ratios within one run.
import { fork } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeConsumer } from "../../scripts/consumer.mts";
import { onCleanUp, ROOT, run, runMain } from "../../scripts/processes.mts";
import { findPulumi } from "../../scripts/pulumi.mts";
import { measurePlugin, type PluginTimes } from "./plugin.ts";
import { PROGRAMS } from "./programs.mts";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const LATENCIES = [0, 50];

await runMain(async () => {
  const pulumi = await findPulumi();
  const { folder } = await makeConsumer();
  const emulator = fork(join(ROOT, "tests/bench/emulator.mts"), { cwd: ROOT, execArgv: ["--import", "tsx"] });
  onCleanUp(() => emulator.kill());
  const { baseUrl, token } = await new Promise<{ baseUrl: string; token: string }>((resolve, reject) => {
    emulator.once("message", resolve);
    emulator.once("exit", () => reject(new Error("the emulator ended")));
  });
  const env = {
    ...pulumi.env,
    CLOUDFLARE_BASE_URL: baseUrl,
    CLOUDFLARE_API_TOKEN: token,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const projects = new Map<string, Project>();
  for (const [name, program] of Object.entries(PROGRAMS))
    projects.set(name, await makeProject(folder, name, program, env));
  const lookup = projects.get("1 lookups") as Project;
  const fleet = projects.get("fleet of 1000") as Project;

  const times = new Map<string, number[]>();
  const note = (key: string, value: number) => times.set(key, [...(times.get(key) ?? []), value]);
  for (let round = 1; round <= ROUNDS; round++) {
    console.log(`Round ${round} of ${ROUNDS}`);
    for (const latency of LATENCIES) {
      emulator.send(latency);
      for (const [name, project] of projects) note(`${name} @${latency}`, await project.run("preview"));
    }
    emulator.send(0);
    // Up of a stack that has been applied, so that each round does the same.
    note("up of a fleet of 1000 @0", await fleet.run("up", "--yes", "--skip-preview"));
    note("import of the sdk", await importTime(folder));
  }
  const memory = {
    lookup: await peakMemory(() => lookup.run("preview")),
    fleet: await peakMemory(() => fleet.run("preview")),
  };
  await lookup.run("up", "--yes", "--skip-preview");
  const state = { fleet: (await fleet.stateBytes()) / 1000, lookup: await lookup.lookupBytes() };
  const plugin = await measurePlugin(folder);
  const report = format(new Map([...times].map(([key, values]) => [key, median(values)])), memory, state, plugin);
  console.log(report);
  await mkdir(join(ROOT, "bench"), { recursive: true });
  await writeFile(join(ROOT, "bench", "results.md"), report);
});

type Project = Awaited<ReturnType<typeof makeProject>>;

/** Makes a project with a stack for a program. */
async function makeProject(folder: string, name: string, program: string, baseEnv: Record<string, string>) {
  const project = join(folder, name.replace(/\W+/g, "-"));
  const state = join(project, "state");
  await mkdir(state, { recursive: true });
  await writeFile(join(project, "Pulumi.yaml"), "name: bench\nruntime: nodejs\n");
  await writeFile(join(project, "index.js"), program);
  const env = { ...baseEnv, PULUMI_BACKEND_URL: pathToFileURL(state).href, PULUMI_HOME: join(folder, "home") };
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd: project, env });
  await pulumi("stack", "init", "bench");
  await pulumi("config", "set", "--secret", "cloudflare:apiToken", baseEnv.CLOUDFLARE_API_TOKEN ?? "");
  const deployment = async () => JSON.parse(await pulumi("stack", "export")).deployment;
  return {
    run: async (...args: string[]) => {
      const started = performance.now();
      await pulumi(...args);
      return (performance.now() - started) / 1000;
    },
    stateBytes: async () => Buffer.byteLength(JSON.stringify(await deployment())),
    lookupBytes: async () => {
      const ours = (await deployment()).resources.filter(({ type }: { type: string }) => /AutoOriginTlsKex/.test(type));
      return Buffer.byteLength(JSON.stringify(ours));
    },
  };
}

/** The time that the sdk takes to load after @pulumi/pulumi has been, in milliseconds. */
async function importTime(folder: string) {
  const script = `require("@pulumi/pulumi"); const t = performance.now(); require("pulumi-cloudflare-origin-tls"); console.log(performance.now() - t)`;
  return Number(await run(process.execPath, ["-e", script], { cwd: folder }));
}

/** The most memory that the provider process had while `work` was done, in MiB; only where /proc tells it. */
async function peakMemory(work: () => Promise<unknown>) {
  let peak = 0;
  let running = true;
  const watching = (async () => {
    while (running) {
      for (const pid of (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name))) {
        const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
        if (!/^[^\0]*node\0[^\0]*cmd\/dynamic-provider/.test(command)) continue;
        const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  await work();
  running = false;
  await watching;
  return peak;
}

function median(values: number[]) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Figures of one lookup and of a fleet of 1,000. */
interface Pair {
  lookup: number;
  fleet: number;
}

function format(medians: Map<string, number>, memory: Pair, state: Pair, plugin: PluginTimes) {
  const at = (key: string, latency = 0) => medians.get(`${key} @${latency}`) ?? Number.NaN;
  const ratio = (a: number, b: number) => (a / b).toFixed(2);
  const further = (kind: string) => (at(`500 ${kind}`) - at(`1 ${kind}`)) / 499;
  const fleetCost = at("fleet of 1000", 50) - at("1 lookups", 50);
  const figures = [
    [
      "preview of 1 lookup ÷ constant-read dynamic resource",
      ratio(at("1 lookups"), at("constant-read dynamic resource")),
      "1.05",
    ],
    [
      "preview with one function ÷ program that only imports @pulumi/pulumi",
      ratio(at("1 functions"), at("import of @pulumi/pulumi only")),
      "1.10",
    ],
    ["preview with 1,000 functions ÷ one fleet of 1,000", ratio(at("1000 functions"), at("fleet of 1000")), "1.2"],
    ["the same with 50 ms latency", ratio(at("1000 functions", 50), at("fleet of 1000", 50)), "1.2"],
    ["import of the sdk over @pulumi/pulumi's own", `${medians.get("import of the sdk")?.toFixed(1)} ms`, "10 ms"],
    [
      "each further lookup ÷ each further hand-written one, at 500",
      ratio(further("lookups"), further("hand-written")),
      "0.6",
    ],
    ...["token from the environment", "one provider object as well"].map((kind) => [
      `the same, against hand-written, ${kind}`,
      ratio(further("lookups"), further(`hand-written, ${kind}`)),
      "",
    ]),
    [
      "fleet of 1,000, 50 ms: preview − preview of 1 lookup",
      `${fleetCost.toFixed(2)} s`,
      `${(1.4 * (1000 / 64) * 0.05).toFixed(2)} s`,
    ],
    ["fleet of 1,000: up ÷ preview", ratio(at("up of a fleet of 1000"), at("fleet of 1000")), "1.2"],
    [
      "state a zone in a fleet of 1,000, status included, as compact JSON",
      `${Math.round(state.fleet)} bytes`,
      "400 bytes",
    ],
    [
      "start of the plugin to its first answer ÷ import of @pulumi/pulumi/provider",
      ratio(plugin.info, plugin.baseline),
      "1.15",
    ],
    ["the same to its first function, with a request", ratio(plugin.answer, plugin.baseline), ""],
    ["the same of a dynamic lookup, in its provider process", ratio(plugin.dynamic, plugin.baseline), ""],
    ["peak memory of the provider process, fleet of 1,000 ÷ one lookup", ratio(memory.fleet, memory.lookup), "1.3"],
  ];
  const rows = Object.keys(PROGRAMS).map(
    (name) => `| ${name} | ${LATENCIES.map((latency) => `${at(name, latency).toFixed(2)} s`).join(" | ")} |`,
  );
  const [cpu] = cpus();
  return `# Benchmark

Made by \`npm run bench\` on ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node.js
${process.version}. Medians of ${ROUNDS} runs, taken in turn; the emulator runs on the same machine, in a process of its own; one zone
in ten has the setting off. The token is a secret of the stack's configuration; "hand-written" captures it in its
provider, as such providers do.

| figure | measured | at most |
|---|---|---|
${figures.map((row) => `| ${row.join(" | ")} |`).join("\n")}

Peak memory of the provider process: ${Math.round(memory.lookup)} MiB with one lookup, ${Math.round(memory.fleet)} MiB with a fleet of 1,000.
State of one lookup with its status: ${state.lookup} bytes of JSON.

## \`pulumi preview\`, whole process

| program | no latency | 50 ms |
|---|---|---|
${rows.join("\n")}
`;
}
