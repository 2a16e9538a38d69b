import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { scriptsOfJob } from "../engine/documents";
import { GH, startGitLab } from "./issue-trackers";

// What a real CLI does in these jobs is in document-commands.test.ts; here is one that ends and prints as it is told.
const PULUMI = 'echo "$*" >> calls\ncat output\nexit "$(cat code)"';
const [GITHUB = "", GITLAB = ""] = scriptsOfJob("ci", "drift").map((scripts) => scripts.at(-1) ?? "");
const ZONES = Array.from({ length: 4000 }, (_, index) => `zone-${index}.example  enabled: true => false, ö`);

let folder: string;
let gitlab: Awaited<ReturnType<typeof startGitLab>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "origin-tls-ci-"));
  for (const [name, text] of Object.entries({ gh: GH, pulumi: PULUMI }))
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  gitlab = await startGitLab();
});
afterEach(async () => {
  await gitlab.close();
  await rm(folder, { recursive: true });
});

const read = (name: string) => readFile(join(folder, name), "utf8").catch(() => "");
/** Runs both jobs after a preview that ended so; gives the exit codes, the titles of all issues, and the text of the last. */
async function night(code: number, output: string) {
  await writeFile(join(folder, "code"), String(code));
  await writeFile(join(folder, "output"), output);
  const codes = [await job(GITHUB), await job(GITLAB)];
  const titles = [(await read("issues")).trim().split("\n"), gitlab.created.map(({ title }) => title)];
  return { codes, titles, texts: [await read("bodies"), gitlab.created.at(-1)?.description ?? ""] };
}
const job = (script: string) =>
  new Promise((resolve) => {
    const env = { ...gitlab.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
    const ended = execFile("sh", ["-ec", script], { cwd: folder, env, maxBuffer: 1e7 }, () => resolve(ended.exitCode));
  });

test("a night without changes opens no issue", async () => {
  expect(await night(0, "")).toMatchObject({ codes: [0, 0], titles: [[""], []] });
  expect(await read("calls")).toMatch(/^(preview --stack dev --expect-no-changes --diff\n){2}$/);
});

test.each([
  [7, "Drift of dev"],
  [1, "Nightly preview of dev failed"],
  [255, "Nightly preview of dev failed"],
])("a preview with exit code %i opens one issue, and the job fails with it", async (code, title) => {
  const output = "~ enabled: true => false\n";
  const opened = { codes: [code, code], titles: [[title], [title]] };
  const text = `\`\`\`text\n${output}\`\`\`\n`;
  expect(await night(code, output)).toEqual({ ...opened, texts: [text, text] });
  expect(await night(code, output)).toMatchObject(opened);
});

test("an open issue about drift does not hide that the preview fails", async () => {
  await night(7, "~ enabled: true => false");
  const titles = ["Drift of dev", "Nightly preview of dev failed"];
  expect(await night(1, "error: preview failed")).toMatchObject({ codes: [1, 1], titles: [titles, titles] });
});

test("the output of a fleet that is longer than an issue may be, and longer than an argument, is cut", async () => {
  const { codes, titles, texts } = await night(7, ZONES.join("\n"));
  expect({ codes, titles }).toEqual({ codes: [7, 7], titles: [["Drift of dev"], ["Drift of dev"]] });
  for (const text of texts) {
    const lines = text.trim().split("\n");
    expect([lines[0], ...lines.slice(-2)]).toEqual(["```text", "[cut]", "```"]);
    expect(lines.slice(1, -2)).toEqual(ZONES.slice(0, lines.length - 3));
    expect(lines.length).toBeGreaterThan(1000);
  }
});
