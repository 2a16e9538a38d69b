import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { command, FOLDER } from "./stack";

const ROOT = join(__dirname, "..", "..");
const TSX = pathToFileURL(require.resolve("tsx")).href;

/** Runs the two files of docs/testing.md in a folder that has the packed tarball installed. */
async function runDocumented(change = (text: string) => text) {
  const folder = await mkdtemp(join(FOLDER, "unit-tests-"));
  const page = await readFile(join(ROOT, "docs", "testing.md"), "utf8");
  const [program = "", tests = "", ...others] = page.split("```ts\n").slice(1);
  expect(others).toEqual([]);
  await writeFile(join(folder, "shop.ts"), change(program.split("```")[0] ?? ""));
  await writeFile(join(folder, "shop.test.ts"), tests.split("```")[0] ?? "");
  return command(process.execPath, ["--import", TSX, "--test", "shop.test.ts"], { cwd: folder });
}

test("the documented unit tests of a program pass under node:test, that of a failing assertion among them", async () => {
  const { code, text } = await runDocumented();
  expect({ code, text }).toMatchObject({ code: 0, text: expect.stringMatching(/pass 2\n.*fail 0/s) });
  expect(text).not.toContain("unhandled");
  // What was asserted is the test's business, and no error to print.
  expect(text).not.toContain("error: [runtime]");
});

test("they fail where the program is wrong", async () => {
  const { code, text } = await runDocumented((text) => text.replace("? 5 :", "? 6 :"));
  expect(code).not.toBe(0);
  expect(text).toMatch(/pass 1\n.*fail 1/s);
});
