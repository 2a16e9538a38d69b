import { join } from "node:path";
import { command, FOLDER } from "./stack";

const ROOT = join(__dirname, "..", "..");
const TARBALL = process.env.TEST_TARBALL as string;
const bin = (name: string) => join(ROOT, "node_modules", name);
const node = (...args: string[]) => command(process.execPath, args, { cwd: FOLDER });

test("the tarball holds build output and what makes it a plugin", async () => {
  const { stdout } = await command("tar", ["-tzf", TARBALL], { cwd: FOLDER });
  const files = stdout.trim().split("\n").sort();
  const folders = "plugin|provider|provider/cloudflare|provider/settings|sdk|sdk/policy|sdk/testing";
  const built = new RegExp(`^package/dist/(${folders})/[\\w-]+(\\.d\\.ts|\\.js)$`);
  expect(files.filter((file) => !built.test(file))).toEqual([
    "package/LICENSE",
    "package/README.md",
    "package/dist/plugin/schema.json",
    "package/package.json",
    "package/plugin/PulumiPlugin.yaml",
    "package/plugin/package.json",
  ]);
});

test("publint and @arethetypeswrong/cli find nothing to say about it", async () => {
  const publint = await node(bin("publint/src/cli.js"), TARBALL, "--strict");
  expect(publint).toMatchObject({ code: 0, text: expect.stringContaining("All good") });
  const types = await node(bin("@arethetypeswrong/cli/dist/index.js"), TARBALL);
  expect(types).toMatchObject({ code: 0, text: expect.stringContaining("No problems found") });
});

test.each([
  ["", "a program"],
  ["/testing", "a unit test"],
  ["/policy", "a policy pack"],
])("pulumi-cloudflare-origin-tls%s loads no HTTP code into %s before something is read", async (entry) => {
  const { text } = await node(
    "--print",
    `require("pulumi-cloudflare-origin-tls${entry}");
     Object.keys(require.cache).filter((file) => /node_modules.(axios|axios-retry|valibot)\\b/.test(file)).length`,
  );
  expect(text).toBe("0\n");
});
