import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { command } from "./command";
import { FOLDER } from "./stack";

const ROOT = join(__dirname, "..", "..");
const TARBALL = process.env.TEST_TARBALL as string;
const bin = (name: string) => join(ROOT, "node_modules", name);
const node = (...args: string[]) => command(process.execPath, args, { cwd: FOLDER });
const NAME = "pulumi-cloudflare-origin-tls";

test("the tarball holds build output, what makes it a plugin, the policy pack, and the pages", async () => {
  const { stdout } = await command("tar", ["-tzf", TARBALL], { cwd: FOLDER });
  const files = stdout.trim().split("\n").sort();
  const folders =
    "plugin|provider|provider/cloudflare|provider/settings|sdk|sdk/(assertion|fleet|lookup|policy|settings|testing)";
  const built = new RegExp(`^package/dist/(${folders})/[\\w-]+(\\.d\\.ts|\\.js)$`);
  const pages = /^package\/((docs|bench)\/)?[\w-]+\.md$/;
  expect(files.filter((file) => !built.test(file) && !pages.test(file))).toEqual([
    "package/LICENSE",
    "package/bench/previews.svg",
    "package/dist/plugin/schema.json",
    "package/package.json",
    "package/plugin/PulumiPlugin.yaml",
    "package/plugin/package.json",
    "package/policy-pack/PulumiPolicy.yaml",
    "package/policy-pack/index.js",
    "package/policy-pack/package.json",
  ]);
});

test("each link of its pages leads to a page in it", async () => {
  const { stdout } = await command("tar", ["-tzf", TARBALL], { cwd: FOLDER });
  const files = stdout.trim().split("\n");
  const dead = files
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, file.replace("package/", "")), "utf8");
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) =>
        posix.join(posix.dirname(file), link),
      );
      return links.filter((link) => !files.includes(link)).map((link) => `${file}: ${link}`);
    });
  expect(dead).toEqual([]);
});

test("publint and @arethetypeswrong/cli find nothing to say about it", async () => {
  const publint = await node(bin("publint/src/cli.js"), TARBALL, "--strict");
  expect(publint).toMatchObject({ code: 0, text: expect.stringContaining("All good") });
  const types = await node(bin("@arethetypeswrong/cli/dist/index.js"), TARBALL);
  expect(types).toMatchObject({ code: 0, text: expect.stringContaining("No problems found") });
});

test.each([
  ["", "a program", "axios|valibot"],
  // What a test reads must be loaded before: jest lets nothing be loaded when the test has ended.
  ["/testing", "a unit test", "axios"],
  ["/policy", "a policy pack", "axios|valibot"],
])("pulumi-cloudflare-origin-tls%s loads no HTTP code into %s before something is read", async (entry, _, packages) => {
  const { text } = await node(
    "--print",
    `require("pulumi-cloudflare-origin-tls${entry}");
     Object.keys(require.cache).filter((file) => /node_modules.(${packages})\\b/.test(file)).length`,
  );
  expect(text).toBe("0\n");
});

/** What Pulumi packs into a function that it makes of a callback, beside the callback: packages, by their folders. */
async function packed(cwd: string, options = {}): Promise<string[]> {
  const script = `require("@pulumi/pulumi").runtime.computeCodePaths(${JSON.stringify(options)})
    .then((paths) => console.log(JSON.stringify([...paths.keys()])))`;
  return JSON.parse((await command(process.execPath, ["--eval", script], { cwd })).stdout);
}

test("nothing of it is packed into the functions that Pulumi makes of callbacks", async () => {
  // As pnpm installs a package; Pulumi sees its package.json.
  const folder = mkdtempSync(join(FOLDER, "packed-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ dependencies: { [NAME]: "*" } }));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(FOLDER, "node_modules", NAME), join(folder, "node_modules", NAME));
  expect(await packed(folder)).toEqual([]);
  // As npm does, which leaves Pulumi a summary of all packages without that part of package.json: with the documented option.
  const options = /codePathOptions: (\{.*\})/.exec(readFileSync(join(ROOT, "docs", "lookups.md"), "utf8"))?.[1];
  expect(options).toBe(`{ extraExcludePackages: ["${NAME}"] }`);
  expect(await packed(FOLDER, { extraExcludePackages: [NAME] })).not.toContainEqual(
    expect.stringMatching(/origin-tls|axios|valibot/),
  );
});

test("a callback captures a value that was read, and nothing else of the package", async () => {
  const { text } = await node(
    "--eval",
    `const { runtime } = require("@pulumi/pulumi");
     runtime.setMocks(require("${NAME}/testing").originTlsMocks({ shop: {} }));
     const kex = new (require("${NAME}").AutoOriginTlsKex)("shop", { zoneId: "shop" });
     runtime.serializeFunction(() => kex.enabled.get()).then(({ text }) => console.log(text))`,
  );
  expect(text).toContain("__kex_enabled.value = true;");
  expect(text).not.toMatch(/require\(|zoneId|settingId/);
});
