import { cp, mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { installCloudflarePlugin } from "../emulator/cloudflare-plugin/install";
import { ACCOUNT, CREDENTIALS, ZONES } from "../emulator/emulator";
import { command } from "./command";
import { blocksOf, DOCUMENTS, ROOT } from "./documents";
import { AGAIN, diagnosticsOf, enable, stepsOf, violationsOf } from "./events";
import { changeZone, emulatorEnv, kex, useEmulator } from "./programs";
import { createStack, FOLDER, type Stack, writeFiles } from "./stack";

// The tests of a program have a test of their own.
const BLOCKS = Object.keys(DOCUMENTS)
  .filter((document) => document !== "testing")
  .flatMap((document) => blocksOf(document, "ts").map((code, index) => ({ name: `${document}-${index + 1}`, code })));
const isPack = ({ code }: { code: string }) => code.includes("@pulumi/policy");

const emulator = useEmulator();
let compiled: string;
let stack: Stack;

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
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  expect(await command(process.execPath, [tsc, "-p", compiled], { cwd: compiled })).toMatchObject({
    code: 0,
    text: "",
  });
  // One stack for all, with the configuration that the documents speak of.
  stack = await createStack({});
  installCloudflarePlugin(stack.env.PULUMI_HOME as string);
  await configure({
    zoneId: ZONES.enabled,
    zoneName: "enabled.example",
    accountId: ACCOUNT,
    acmeToken: CREDENTIALS.token,
  });
});
beforeEach(() => void Object.assign(stack.env, emulatorEnv(emulator)));

const configure = (values: Record<string, string>) =>
  stack.succeed(
    "config",
    "set-all",
    ...Object.entries(values).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
  );
const usePart = (name: string, ...path: string[]) => cp(join(compiled, `${name}.js`), join(stack.folder, ...path));

test("all programs run, as the modules of one program", async () => {
  const names = BLOCKS.filter((block) => !isPack(block)).map(({ name }) => name);
  for (const name of names) {
    // In one program the names must differ; those of blocks begin with the block's.
    const code = await readFile(join(compiled, `${name}.js`), "utf8");
    const own = code.replaceAll(/(new [\w.]+\()"(\w+)"/g, `$1"${name}-$2"`);
    await writeFiles(stack.folder, { [`${name}.js`]: own });
  }
  await writeFiles(stack.folder, { "index.js": programOf(names) });
  await stack.succeed("up");
  const outputs = await stack.outputs();
  expect(Object.keys(outputs).sort()).toEqual([...names].sort());
  const urns = (await stack.resources()).map(({ urn }) => urn);
  const isEmpty = (name: string) => Object.keys(outputs[name] as object).length === 0;
  expect(names.filter((name) => isEmpty(name) && !urns.some((urn) => urn.includes(`::${name}-`)))).toEqual([]);
});

test("a component that hands dependsOn on is not read before the change", async () => {
  const { name } = BLOCKS.find(({ code }) => code.includes("dependsOn: opts?.dependsOn")) as (typeof BLOCKS)[number];
  await usePart(name, "index.js");
  await configure({ zoneId: ZONES.disabled });
  emulator.requests.length = 0;
  const preview = await stack.succeed("preview");
  expect(stepsOf(preview)).toContain("read pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (verify)");
  expect(emulator.requests.filter(({ url }) => url.includes(ZONES.disabled))).toEqual([]);
  await configure({ zoneId: ZONES.enabled });
});

/** A program whose outputs are those of each module, by its name. */
const programOf = (names: string[]) => `
module.exports = async () => {
  const outputs = {};
  for (const name of ${JSON.stringify(names)}) {
    const module = require("./" + name);
    outputs[name] = typeof module === "function" ? await module() : { ...module };
  }
  return outputs;
};`;

test("README's set and verify: after a drift the assertion fails each up, and says how to set it again", async () => {
  const own = await createStack({}, emulatorEnv(emulator));
  installCloudflarePlugin(own.env.PULUMI_HOME as string);
  await cp(join(compiled, "README-4.js"), join(own.folder, "index.js"));
  await own.succeed("config", "set", "zoneId", ZONES.disabled);
  await own.succeed("up");
  changeZone(emulator, ZONES.disabled, kex(false));
  const row = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (check)";
  const said = `${enable(ZONES.disabled)} ${AGAIN}`;
  expect(diagnosticsOf(await own.fail("up"), row)).toEqual([`error: ${said}`]);
  await own.succeed("up", "--refresh");
  expect(emulator.zones.get(ZONES.disabled)?.kex.enabled).toBe(true);
});

test("each policy pack judges a zone, with the documented configuration", async () => {
  await usePart("README-1", "index.js");
  await configure({ zoneId: ZONES.disabled });
  await writeFiles(stack.folder, {
    "policy-config.json": JSON.stringify(JSON.parse(blocksOf("policies", "json")[0] ?? "")),
  });
  const packs = BLOCKS.filter(isPack).map(({ name }) => name);
  const options: string[] = [];
  for (const name of packs) {
    const folder = name === "README-2" ? "policy-pack" : name;
    await writeFiles(stack.folder, {
      [`${folder}/PulumiPolicy.yaml`]: "runtime: nodejs\nmain: index.js\n",
      [`${folder}/package.json`]: JSON.stringify({ name, version: "1.0.0" }),
    });
    await usePart(name, folder, "index.js");
    options.push("--policy-pack", folder, "--policy-pack-config", "policy-config.json");
  }
  const violations = violationsOf(await stack.fail("preview", ...options));
  const violation = { policy: "auto-origin-tls-kex-enabled", level: "mandatory" };
  expect(violations.filter(({ level }) => level === "mandatory")).toEqual(
    packs.map(() => expect.objectContaining(violation)),
  );
});
