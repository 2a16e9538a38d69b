// npm run bench: whole-process figures on the real Pulumi CLI against the emulator, as ratios within one run.
import { fork } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeConsumer } from "../../scripts/consumer.mts";
import { onCleanUp, ROOT, run, runMain } from "../../scripts/processes.mts";
import { findPulumi } from "../../scripts/pulumi.mts";
import { measureDependencies } from "./dependencies.mts";
import { measureFaster, writeFaster } from "./faster.mts";
import { type Point, plot } from "./plot.mts";
import { measurePlugin } from "./plugin.ts";
import { PROGRAMS } from "./programs.mts";
import { makeProject, median, type Project } from "./project.mts";
import { format, LATENCIES } from "./report.mts";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);

await runMain(async () => {
  const pulumi = await findPulumi();
  const { folder, tarball } = await makeConsumer("typescript");
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
    projects.set(name, await makeProject(folder, name, { "index.js": program }, env));
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
  const added = await measureDependencies(folder, ROUNDS);
  const medians = new Map([...times].map(([key, values]) => [key, median(values)]));
  const report = format(medians, memory, state, plugin, added, ROUNDS);
  console.log(report);
  await mkdir(join(ROOT, "bench"), { recursive: true });
  await writeFile(join(ROOT, "bench", "results.md"), report);
  await writeFile(join(ROOT, "bench", "previews.svg"), await plot(pointsOf(medians)));
  const faster = await measureFaster(env, tarball, ROUNDS);
  console.log(faster);
  await writeFaster(faster);
});

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

/** The previews with 50 ms latency, as a plot shows them. */
function pointsOf(medians: Map<string, number>): Point[] {
  return Object.keys(PROGRAMS).flatMap((name): Point[] => {
    const [, count, own, fleet] = /^(\d+) (lookups|hand-written|functions)$|^fleet of (\d+)$/.exec(name) ?? [];
    const series = own === undefined ? "one fleet" : (own as Point["series"]);
    const zones = Number(count ?? fleet);
    return zones > 0 ? [{ series, zones, seconds: medians.get(`${name} @50`) ?? Number.NaN }] : [];
  });
}
