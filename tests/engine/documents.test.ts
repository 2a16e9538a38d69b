import { readdirSync, readFileSync } from "node:fs";
import { appendFile, cp, mkdtemp } from "node:fs/promises";
import { basename, join } from "node:path";
import { installCloudflarePlugin } from "../emulator/cloudflare-plugin/install";
import { ACCOUNT, ZONES } from "../emulator/emulator";
import { violationsOf } from "./events";
import { emulatorEnv, useEmulator } from "./programs";
import { command, createStack, FOLDER, writeFiles } from "./stack";

const ROOT = join(__dirname, "..", "..");
// The tests of a program have a test of their own.
const PAGES = readdirSync(join(ROOT, "docs")).filter((name) => name !== "testing.md");
const TEXTS = ["README.md", ...PAGES.map((name) => join("docs", name))].map((path) => ({
  name: basename(path, ".md"),
  text: readFileSync(join(ROOT, path), "utf8"),
}));

/** The blocks of a language in all documents, each with a name of its own. */
const blocksOf = (language: string) =>
  TEXTS.flatMap(({ name, text }) =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, code = ""], index) => ({
      name: `${name}-${index + 1}`,
      code,
    })),
  );
const isPack = ({ code }: { code: string }) => code.includes("@pulumi/policy");
const BLOCKS = blocksOf("ts");
const emulator = useEmulator();
let compiled: string;

beforeAll(async () => {
  compiled = await mkdtemp(join(FOLDER, "documents-"));
  // The declarations of @pulumi/policy do not compile without skipLibCheck.
  const compilerOptions = {
    strict: true,
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node10",
    skipLibCheck: true,
  };
  await writeFiles(compiled, {
    ...Object.fromEntries(BLOCKS.map(({ name, code }) => [`${name}.ts`, code])),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...compilerOptions, ignoreDeprecations: "6.0", types: ["node"] },
    }),
  });
  const tsc = join(FOLDER, "node_modules", "typescript", "bin", "tsc");
  expect(await command(process.execPath, [tsc, "-p", compiled], { cwd: compiled })).toMatchObject({
    code: 0,
    text: "",
  });
});

/** A stack of a compiled block, with the configuration that the documents speak of. */
async function stackOf(name: string) {
  const stack = await createStack({}, emulatorEnv(emulator));
  await cp(join(compiled, `${name}.js`), join(stack.folder, "index.js"));
  installCloudflarePlugin(stack.env.PULUMI_HOME as string);
  const values = { zoneId: ZONES.enabled, zoneName: "enabled.example", accountId: ACCOUNT };
  const lines = Object.entries(values).map(([key, value]) => `  shop:${key}: "${value}"\n`);
  await appendFile(join(stack.folder, "Pulumi.dev.yaml"), `config:\n${lines.join("")}`);
  return stack;
}

test.each(BLOCKS.filter((block) => !isPack(block)).map(({ name }) => name))("the program %s runs", async (name) => {
  await (await stackOf(name)).succeed("up");
});

test.each(BLOCKS.filter(isPack).map(({ name }) => name))(
  "the policy pack %s runs, with the documented configuration",
  async (name) => {
    const stack = await stackOf("README-1");
    const [config] = blocksOf("json");
    await writeFiles(stack.folder, {
      "policy-pack/PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
      "policy-pack/package.json": JSON.stringify({ name: "policy-pack", version: "1.0.0" }),
      "policy-config.json": JSON.stringify(JSON.parse(config?.code ?? "")),
    });
    await cp(join(compiled, `${name}.js`), join(stack.folder, "policy-pack", "index.js"));
    const run = await stack.pulumi(
      "preview",
      "--policy-pack",
      "policy-pack",
      "--policy-pack-config",
      "policy-config.json",
    );
    // Without the namespace of the other account, what is asked of it is a violation.
    expect(violationsOf(run).map(({ message }) => message)).toContainEqual(expect.stringContaining("acme:apiToken"));
  },
);
