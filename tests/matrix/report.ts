import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../engine/command";
import { resolutionsOf, VERSIONS } from "../types/compile";
import { INSTALLATIONS, LEFT_OUT } from "./combinations";
import { PROGRAMS } from "./programs";

const FILE = join(__dirname, "..", "..", "bench", "compatibility.md");
/** What comes after this in the file is written by hand, and stays. */
const BY_HAND = "## Seen by hand\n";
const EXPECTED = {
  programs: INSTALLATIONS.reduce((sum, { programs }) => sum + programs.length, 0),
  types: VERSIONS.reduce((sum, version) => sum + resolutionsOf(version).length, 0),
};

/** What was tried and how it went, as tables. */
export class Report {
  private readonly cells = { programs: new Map<string, string>(), types: new Map<string, string>() };

  /** Tries something, prints how it went, and puts that into a cell; what it returns are remarks. */
  async try(table: keyof typeof EXPECTED, row: string, column: string, run: () => Promise<string[]>) {
    const key = `${row}\n${column}`;
    this.cells[table].set(key, "fails");
    const started = Date.now();
    const print = (result: string) =>
      say(`${row} | ${column}: ${result}, ${Math.round((Date.now() - started) / 1000)} s`);
    try {
      const remarks = await run();
      const result = ["yes", ...remarks.map((remark) => `(${remark})`)].join(" ");
      this.cells[table].set(key, result);
      print(result);
    } catch (error) {
      print("fails");
      throw error;
    }
  }

  /** Writes the tables, unless only some of it was tried. */
  async write(): Promise<void> {
    for (const [what, why] of LEFT_OUT) say(`Not tried: ${what}, because ${why}`);
    const { programs, types } = this.cells;
    if (programs.size < EXPECTED.programs || types.size < EXPECTED.types) {
      return say("Not all was tried, so bench/compatibility.md stays as it is.");
    }
    const env = { PATH: process.env.TEST_PULUMI_PATH };
    const pulumi = (await command("pulumi", ["version"], { cwd: __dirname, env })).stdout.trim().replace("v", "");
    const before = await readFile(FILE, "utf8");
    if (!before.includes(BY_HAND)) throw new Error(`${FILE} has no heading "${BY_HAND.trim()}"`);
    const forms = PROGRAMS.map(({ name }) => name);
    await writeFile(
      FILE,
      `# Where it runs

Written by \`npm run matrix\`, but for its end. Each combination installs the packed package into a fresh folder, and runs
preview, up, refresh and \`preview --expect-no-changes\` on the Pulumi CLI ${pulumi} (${process.platform}) with a lookup, a
fleet, a function, an assertion and a policy pack.

${toTable(["Node.js", "@pulumi/pulumi", "installed by"], forms, programs)}

- *ES module* and *type stripping* are programs with \`"type": "module"\` and the runtime option \`typescript: false\`.
- *TypeScript* programs go through Pulumi's own loader, with the \`module\` of its older and of its newer templates.
- *yarn* has \`nodeLinker: node-modules\`. *yarn-pnp* is Plug'n'Play, under which Pulumi does not find its own SDK ("It looks
  like the Pulumi SDK has not been installed") unless \`NODE_OPTIONS\` has \`--require <project>/.pnp.cjs\`, and for ES modules
  \`--experimental-loader <project>/.pnp.loader.mjs\` too. That is what was tried.

Not tried:

${LEFT_OUT.map(([what, why]) => `- ${what}: ${why}.`).join("\n")}

## Types

The published declarations in a program that is compiled with \`strict\`, \`exactOptionalPropertyTypes\` and
\`skipLibCheck: false\`. Packages in brackets have errors in declarations of their own, with or without this package.

${toTable(["TypeScript"], ["node", "node16", "bundler"], types)}

TypeScript 7 has no module resolution *node*.

${before.slice(before.indexOf(BY_HAND))}`,
    );
  }
}

/** At once, which console.log is not in jest. */
const say = (line: string) => void process.stdout.write(`${line}\n`);

function toTable(heads: string[], columns: string[], cells: Map<string, string>): string {
  const rows = [...new Set([...cells.keys()].map((key) => key.split("\n")[0] ?? ""))];
  const line = (parts: string[]) => `| ${parts.join(" | ")} |`;
  return [
    line([...heads, ...columns]),
    `|${"---|".repeat(heads.length + columns.length)}`,
    ...rows.map((row) => line([row, ...columns.map((column) => cells.get(`${row}\n${column}`) ?? "–")])),
  ].join("\n");
}
