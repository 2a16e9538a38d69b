import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

/** The one that Pulumi itself reads project files with. */
export const yaml = createRequire(require.resolve("@pulumi/pulumi/package.json"))("js-yaml") as {
  load(text: string): unknown;
};

export const ROOT = join(__dirname, "..", "..");

/** README and the pages in docs, by their names. */
export const DOCUMENTS: Record<string, string> = Object.fromEntries(
  ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => join("docs", name))].map((path) => [
    basename(path, ".md"),
    readFileSync(join(ROOT, path), "utf8"),
  ]),
);

/** The blocks of code in a language, in their order. */
export function blocksOf(document: string, language: string): string[] {
  const blocks =
    DOCUMENTS[document]?.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, "gm")) ?? [];
  return [...blocks].map(([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

/** A command line as a document has it, or the script of a step of a CI job. */
export interface DocumentedCommand {
  document: string;
  line: string;
}

/** Every command line of the documents: in shell blocks, in CI jobs, and in the text. */
export const COMMANDS: DocumentedCommand[] = Object.keys(DOCUMENTS).flatMap((document) =>
  [
    ...blocksOf(document, "sh").flatMap(linesOf),
    ...blocksOf(document, "yaml").flatMap((text) => scriptsOf(yaml.load(text))),
    ...inText(document),
  ].map((line) => ({ document, line })),
);

/** The block of output that stands right below a command line. */
export function outputBelow(document: string, line: string): string {
  const text = DOCUMENTS[document] ?? "";
  const output = /^.*\n(?:[^`]*\n)?```\n+```text\n([\s\S]*?)^```$/m.exec(text.slice(text.indexOf(line)))?.[1];
  if (output === undefined) throw new Error(`${document} shows no output of: ${line}`);
  return output;
}

/** The scripts of the jobs of a CI workflow whose name is given, in their order. */
export function scriptsOfJob(document: string, job: string): string[][] {
  return blocksOf(document, "yaml")
    .map((text) => yaml.load(text) as Record<string, Record<string, unknown>>)
    .map((workflow) => scriptsOf(workflow.jobs?.[job] ?? workflow[job]));
}

function linesOf(block: string): string[] {
  return block
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.replace(/(^|\s{2,})# .*$/, "").trim())
    .filter((line) => line !== "");
}

function scriptsOf(value: unknown, key = ""): string[] {
  if (typeof value === "string") return ["run", "script", "before_script"].includes(key) ? [value.trim()] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => scriptsOf(entry, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => scriptsOf(entry, name));
}

/** Words alone, such as `pulumi stack output`, are the name of a command. */
function inText(document: string): string[] {
  const text = DOCUMENTS[document]?.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "") ?? "";
  return [...text.matchAll(/`((?:npm|npx|node|tsc|tsx|pulumi|jq|go|git|curl|gh)\s[^`]+)`/g)]
    .map(([, line = ""]) => line.replaceAll(/\s+/g, " "))
    .filter((line) => !/^pulumi( [a-z]+)+$/.test(line));
}
