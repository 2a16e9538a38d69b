// What makes a preview of one lookup faster after a change of the program, as ratios to Pulumi's template for TypeScript.
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { onCleanUp, ROOT, run } from "../../scripts/processes.mts";
import { install, installTool, removeInstalled } from "../matrix/managers.ts";
import { zoneId } from "./programs.mts";
import { makeProject, median } from "./project.mts";

const NODES = ["22", "24"];

const LOOKUP = `import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";
const kex = new AutoOriginTlsKex("shop", { zoneId: "${zoneId(0)}" });
export const enabled: unknown = kex.enabled;
`;
const FUNCTION = `import { AutoOriginTlsKexStatus, getAutoOriginTlsKexOutput } from "pulumi-cloudflare-origin-tls";
const kex = getAutoOriginTlsKexOutput({ zoneId: "${zoneId(0)}" });
new AutoOriginTlsKexStatus("shop", kex);
export const enabled: unknown = kex.enabled;
`;
const IMPORT = `import * as pulumi from "@pulumi/pulumi";\nexport const stack: unknown = pulumi.getStack();\n`;

/** A project whose index.ts Pulumi's own loader compiles. */
const loaded = (program: string, options = {}) => ({
  "package.json": JSON.stringify({ name: "bench", private: true }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext", ...options },
    files: ["index.ts"],
  }),
  "index.ts": program,
});
/** A project whose index.ts Node.js runs as it is. */
const stripped = (program: string) => ({
  "Pulumi.yaml": "name: bench\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.ts\n",
  "package.json": JSON.stringify({ name: "bench", private: true, type: "module" }),
  "index.ts": program,
});

const WAYS: { title: string; files: Record<string, string>; isCached?: boolean }[] = [
  { title: "as the template has it", files: loaded(LOOKUP) },
  { title: '`"noCheck": true` in tsconfig.json', files: loaded(LOOKUP, { noCheck: true }) },
  { title: "`typescript: false`, types stripped by Node.js", files: stripped(LOOKUP) },
  { title: "`NODE_COMPILE_CACHE`", files: loaded(LOOKUP), isCached: true },
  { title: "function and status in place of the lookup", files: loaded(FUNCTION) },
  { title: "`typescript: false` and `NODE_COMPILE_CACHE`", files: stripped(LOOKUP), isCached: true },
  { title: "all three", files: stripped(FUNCTION), isCached: true },
  { title: "for comparison: only an import of @pulumi/pulumi, all three", files: stripped(IMPORT), isCached: true },
];

/**
 * Times `pulumi preview`.
 *
 * @param baseEnv what programs need to read the emulator
 * @param tarball the packed package
 * @returns a table in Markdown
 */
export async function measureFaster(baseEnv: Record<string, string>, tarball: string, rounds: number): Promise<string> {
  onCleanUp(removeInstalled);
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const columns: { node: string; seconds: number[] }[] = [];
  for (const major of NODES) {
    const bin = join(await installTool(`node@${major}`), ".bin");
    const folder = await install("npm", {
      "pulumi-cloudflare-origin-tls": `file:${tarball}`,
      "@pulumi/pulumi": "latest",
      typescript: devDependencies.typescript,
      "@types/node": devDependencies["@types/node"],
    });
    const env = { ...baseEnv, PATH: `${bin}${delimiter}${baseEnv.PATH ?? process.env.PATH}` };
    const node = (await run("node", ["--version"], { env })).trim();
    const projects = [];
    for (const [index, { files, isCached }] of WAYS.entries()) {
      const cache = isCached ? { NODE_COMPILE_CACHE: join(folder, "cache") } : {};
      const project = await makeProject(folder, `way-${index}`, files, { ...env, ...cache });
      // The first one fills the cache.
      await project.run("preview");
      projects.push({ project, program: join(folder, `way-${index}`, "index.ts"), times: [] as number[] });
    }
    for (let round = 1; round <= rounds; round++) {
      console.log(`Node.js ${node}, round ${round} of ${rounds}`);
      for (const { project, program, times } of projects) {
        // Pulumi's loader remembers what it has compiled, which is of no use after a change or on another machine.
        await appendFile(program, `// ${round}\n`);
        times.push(await project.run("preview"));
      }
    }
    columns.push({ node, seconds: projects.map(({ times }) => median(times)) });
  }
  const cell = (seconds: number[], index: number) => {
    const [base = 0, own = 0] = [seconds[0], seconds[index]];
    return index === 0 ? `1 (${base.toFixed(1)} s)` : (own / base).toFixed(2);
  };
  const rows = WAYS.map(
    ({ title }, index) => `| ${title} | ${columns.map(({ seconds }) => cell(seconds, index)).join(" | ")} |`,
  );
  const head = ["preview of one lookup", ...columns.map(({ node }) => `Node.js ${node.slice(1)}`)];
  return [`| ${head.join(" | ")} |`, `|${head.map(() => "---|").join("")}`, ...rows].join("\n");
}

const START = "<!-- npm run bench writes this table -->";

/** Puts a table into docs/faster-previews.md, in place of the one before. */
export async function writeFaster(table: string): Promise<void> {
  const file = join(ROOT, "docs", "faster-previews.md");
  const [before, after = ""] = (await readFile(file, "utf8")).split(START);
  const rest = after.replace(/^\s*(\|.*\n)+/, "");
  await writeFile(file, `${before}${START}\n\n${table}\n${rest}`);
}
