// The table of the benchmark, bench/results.md.
import { cpus, totalmem } from "node:os";
import type { Added } from "./dependencies.mts";
import type { PluginTimes } from "./plugin.ts";
import { PROGRAMS } from "./programs.mts";

/** The latencies of the emulator that are measured, in milliseconds. */
export const LATENCIES = [0, 50];

/** Figures of one lookup and of a fleet of 1,000. */
export interface Pair {
  lookup: number;
  fleet: number;
}

/**
 * @param medians seconds by `<program> @<latency>`, and what else was timed
 * @param rounds how many times each was timed
 */
export function format(
  medians: Map<string, number>,
  memory: Pair,
  state: Pair,
  plugin: PluginTimes,
  added: { lookups: Added; plain: Added },
  rounds: number,
): string {
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
    [
      "500 lookups that depend on a component: time that 200 resources below it add ÷ the same for plain resources",
      ratio(added.lookups.time, added.plain.time),
      "1.5",
    ],
    ["the same for memory", ratio(added.lookups.memory, added.plain.memory), "1.5"],
    ["peak memory of the provider process, fleet of 1,000 ÷ one lookup", ratio(memory.fleet, memory.lookup), "1.3"],
  ];
  const rows = Object.keys(PROGRAMS).map(
    (name) => `| ${name} | ${LATENCIES.map((latency) => `${at(name, latency).toFixed(2)} s`).join(" | ")} |`,
  );
  const [cpu] = cpus();
  return `# Benchmark

Made by \`npm run bench\` on ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node.js
${process.version}. Medians of ${rounds} runs, taken in turn; the emulator runs on the same machine, in a process of its own; one zone
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
