import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ACCOUNT, ZONES } from "../emulator/emulator";
import { GH, startGitLab } from "../emulator/issue-trackers";
import { addProgram, createShell, isOlder, isThere, type Shell } from "./document-shell";
import { blocksOf, COMMANDS, outputBelow, ROOT, scriptsOfJob } from "./documents";
import { changeZone, emulatorEnv, kex, useEmulator } from "./programs";

/** Command lines that tests elsewhere run: the file, and what stands in it. */
const ELSEWHERE: Record<string, [file: string, text: string]> = {
  "export NODE_OPTIONS=--network-family-autoselection-attempt-timeout=5000": [
    "tests/emulator/slow-network.test.ts",
    "--network-family-autoselection-attempt-timeout=5000",
  ],
  "npm start": ["tests/engine/commands.test.ts", "start([], env)"],
  "npm run example": ["tests/engine/commands.test.ts", 'npm("example", Object.keys('],
  "pulumi up --continue-on-error": ["tests/engine/failed-read.test.ts", "--continue-on-error"],
  "pulumi preview --policy-pack policy-pack": ["tests/engine/documents.test.ts", 'name === "README-2" ? "policy-pack"'],
  'pulumi preview --policy-pack "$(npm root --global)/pulumi-cloudflare-origin-tls/policy-pack"': [
    "tests/engine/policy-pack.test.ts",
    "global",
  ],
};

/** Command lines that no test runs, and why. */
const NOT_RUN: Record<string, string> = {
  "npm test": "a test would run itself",
  "npm run test:quick": "the same",
  "(cd ../pulumi-cloudflare-origin-tls && npm ci && npm pack)":
    "takes a minute; npm test installs and packs like this itself, and the CI workflow runs npm ci",
  "npm ci": "the CI workflow runs it",
  "npm install": "what it does in the folder of a pack is npm's business",
  "npm install pulumi-cloudflare-origin-tls": "needs a release; the packed file is installed in its place",
  "npm install pulumi-cloudflare-origin-tls @pulumi/pulumi": "the same",
  "npm install -g pulumi-cloudflare-origin-tls": "the same; global-plugin.ts installs the packed file globally",
  "(cd node_modules/pulumi-cloudflare-origin-tls/policy-pack && pulumi policy publish acme)":
    "needs Pulumi Cloud; policy-pack.test.ts packs and installs the pack as that does",
  "apt-get update && apt-get install --yes jq": "changes the machine",
};

const emulator = useEmulator();
const LOOKUP = blocksOf("README", "ts")[0] ?? "";
const FLEET = blocksOf("README", "ts")[2] ?? "";
const PREVIEW_WITH_PACK = "pulumi preview --policy-pack node_modules/pulumi-cloudflare-origin-tls/policy-pack";
const INSTALL = "npm install ../pulumi-cloudflare-origin-tls/pulumi-cloudflare-origin-tls-0.1.0.tgz";

const documented = new Set<string>();
let shell: Shell;
beforeAll(async () => {
  shell = await createShell({ CLOUDFLARE_ACCOUNT_ID: ACCOUNT }, { "index.ts": LOOKUP });
  await shell.run(INSTALL);
}, 300_000);
documented.add(INSTALL);
beforeEach(() => void Object.assign(shell.env, emulatorEnv(emulator)));

/**
 * A test that runs command lines of the documents, all of those that are listed.
 *
 * @param needs what the CLI must be or have; where it is not there, the test is left to a machine that has it
 */
function runs(name: string, lines: string[], body: (shell: Shell) => Promise<void>, needs = ""): void {
  for (const line of lines) documented.add(line);
  const [, oldest] = /Pulumi CLI ([\d.]+)/.exec(needs) ?? [];
  const [program] = /pulumi-language-\w+/.exec(needs) ?? [];
  const isPossible = (!oldest || !isOlder(oldest)) && (!program || isThere(program));
  (isPossible ? test : test.skip)(needs ? `${name} (needs ${needs})` : name, async () => {
    const left = new Set(lines);
    await body({
      ...shell,
      run: (line, code) => {
        left.delete(line);
        return shell.run(line, code);
      },
    });
    expect([...left]).toEqual([]);
  });
}

const words = (line: string) => line.split(/[\s│├└─]+/).filter((word) => word !== "");

/** Each line of what a document shows has to be in the output; terminals draw a table of it that CI does not have. */
function expectShown({ text }: { text: string }, shown: string): void {
  const lines = text.split("\n").map((line) => new Set(words(line)));
  const missing = shown
    .split("\n")
    .filter(
      (line) => words(line)[0] !== "Type" && !lines.some((there) => words(line).every((word) => there.has(word))),
    );
  if (missing.length > 0) throw new Error(`not in the output:\n${missing.join("\n")}\n\nwhich is:\n${text}`);
}

test("every command line of README and docs is run by a test, or stands in a list with the reason why not", () => {
  const known = [...documented, ...Object.keys(ELSEWHERE), ...Object.keys(NOT_RUN)];
  expect(COMMANDS.filter(({ line }) => !known.includes(line))).toEqual([]);
  const lines = COMMANDS.map(({ line }) => line);
  expect(known.filter((line) => !lines.includes(line))).toEqual([]);
});

test.each(Object.entries(ELSEWHERE))("%s is run elsewhere", async (_, [file, text]) => {
  expect(await readFile(join(ROOT, file), "utf8")).toContain(text);
});

const DELETE = COMMANDS.find(({ line }) => line.startsWith("pulumi state delete"))?.line ?? "";
runs(
  "README and errors: from the first preview to a zone that no longer exists",
  [
    "export CLOUDFLARE_API_TOKEN=…",
    `pulumi config set zoneId ${ZONES.enabled}`,
    "pulumi preview",
    PREVIEW_WITH_PACK,
    "pulumi preview --expect-no-changes",
    "pulumi up --skip-preview",
    "pulumi up --refresh=false",
    DELETE,
    "pulumi up --refresh",
    "pulumi destroy --refresh",
    "pulumi destroy --refresh=false",
  ],
  async ({ run, write, resources, env }) => {
    await run("export CLOUDFLARE_API_TOKEN=…");
    await run(`pulumi config set zoneId ${ZONES.enabled}`);
    expectShown(await run("pulumi preview"), outputBelow("README", "\npulumi preview\n"));
    await run("pulumi up --skip-preview");
    await run("pulumi preview --expect-no-changes");
    changeZone(emulator, ZONES.enabled, { kex: { enabled: false, modifiedOn: "2026-07-21T10:00:00Z" } });
    const drift = await run("pulumi preview --expect-no-changes", "any");
    expectShown(drift, outputBelow("README", "pulumi preview --expect-no-changes"));
    expectShown(await run(PREVIEW_WITH_PACK, "any"), outputBelow("README", PREVIEW_WITH_PACK));

    const token = env.CLOUDFLARE_API_TOKEN;
    env.CLOUDFLARE_API_TOKEN = "not-a-token-of-this-account-0123456789ab";
    const withoutHosts = (text: string) =>
      text.replace(/https?:\S+?(?=\/client)/g, "").replace(/Ray id: \S+/g, "Ray id:");
    const { text } = await shell.run("pulumi preview", "any");
    expectShown({ text: withoutHosts(text) }, withoutHosts(blocksOf("errors", "text")[0] ?? ""));
    env.CLOUDFLARE_API_TOKEN = token;

    emulator.zones.delete(ZONES.enabled);
    await write({ "index.ts": "export const nothing = true;\n" });
    await run("pulumi destroy --refresh", "any");
    await run("pulumi up --refresh", "any");
    await run(DELETE);
    expect(await resources("AutoOriginTlsKex")).toEqual([]);
    await run("pulumi up --refresh=false");
    await run("pulumi destroy --refresh=false");
  },
);

const TABLES = COMMANDS.map(({ line }) => line).filter((line) => line.startsWith("pulumi stack output zones"));
runs("README and lookups: a table of a fleet", TABLES, async ({ run, write, succeed }) => {
  await write({ "index.ts": FLEET });
  await succeed("config", "set", "accountId", ACCOUNT);
  await succeed("up");
  const [inReadme = "", table = "", spreadsheet = "", names = ""] = TABLES;
  expect((await run(inReadme)).text).toBe(outputBelow("README", inReadme));
  expect((await run(table)).text.split("\n")[0]?.split("\t")).toEqual([
    ZONES.disabled,
    "disabled.example",
    "false",
    "2014-01-01T05:20:00.12345Z",
  ]);
  await run(spreadsheet);
  expect(await readFile(join(shell.folder, "zones.csv"), "utf8")).toContain(`"${ZONES.neverChanged}",`);
  expect((await run(names)).text).toBe("disabled.example\n");
});

const ofLanguages = (start: string) =>
  COMMANDS.filter(({ document, line }) => document === "languages" && line.startsWith(start)).map(({ line }) => line);
const SECRETS = COMMANDS.map(({ line }) => line).filter((line) => line.startsWith("pulumi config set --secret"));
runs(
  "configuration and languages: a secret token, and what is made of a report",
  [...SECRETS, ...ofLanguages("jq")],
  async ({ run, write, succeed }) => {
    for (const line of SECRETS) {
      await run(line);
      const key = /\S+:apiToken/.exec(line)?.[0] ?? "";
      const { stdout } = await succeed("config", "--json");
      expect(JSON.parse(stdout)[key]).toEqual({ secret: true });
      await succeed("config", "rm", key);
    }
    const zones = [{ zoneId: ZONES.disabled, name: "disabled.example", enabled: false, modifiedOn: null }];
    await write({ "fleet.json": JSON.stringify({ allEnabled: false, zones }) });
    const [table = "", spreadsheet = "", allEnabled = ""] = ofLanguages("jq");
    expect((await run(table)).text).toBe(`${ZONES.disabled}\tdisabled.example\tfalse\t\n`);
    expect((await run(spreadsheet)).text).toBe(`"${ZONES.disabled}","disabled.example",false,\n`);
    await run(allEnabled, 1);
  },
);

const POLICIES = COMMANDS.filter(({ document }) => document === "policies").map(({ line }) => line);
const CONFIGURED = POLICIES.filter((line) => line.endsWith("--policy-pack-config policy-config.json"));
runs("policies: the ready pack with the documented configuration", CONFIGURED, async ({ run, write, succeed }) => {
  await write({ "index.ts": LOOKUP, "policy-config.json": blocksOf("policies", "json")[0] ?? "" });
  await succeed("config", "set", "zoneId", ZONES.enabled);
  for (const line of CONFIGURED) await run(line);
});

const ANALYZE = POLICIES.filter((line) => line.startsWith("pulumi policy analyze"));
runs(
  "policies: the ready pack on the state",
  ANALYZE,
  async ({ run, write, succeed }) => {
    await write({ "index.ts": LOOKUP });
    await succeed("config", "set", "zoneId", ZONES.disabled);
    await succeed("up");
    for (const line of ANALYZE)
      expect((await run(line, "any")).text).toContain(`is disabled for zone ${ZONES.disabled}`);
  },
  "Pulumi CLI 3.229.0 or newer",
);

const [ON_GITHUB = [], ON_GITLAB = []] = scriptsOfJob("ci", "preview").filter((scripts) => scripts.length > 0);
runs(
  "CI: the preview with the ready pack",
  [ON_GITHUB.at(-1) ?? "", ON_GITLAB.at(-1) ?? ""],
  async ({ run, write, succeed }) => {
    expect(ON_GITHUB.at(-1)).toBe(ON_GITLAB.at(-1));
    await write({ "index.ts": LOOKUP });
    await succeed("config", "set", "zoneId", ZONES.enabled);
    await run(ON_GITHUB.at(-1) ?? "");
  },
);

const [GITHUB_DRIFT = "", GITLAB_DRIFT = ""] = scriptsOfJob("ci", "drift").map((scripts) => scripts.at(-1) ?? "");
const [REFRESH, ACCEPT] = ["pulumi refresh --preview-only --expect-no-changes", "pulumi refresh --run-program"];
// What else the jobs do is in ci-jobs.test.ts, without the CLI.
runs(
  "CI: drift opens an issue, unless it was accepted, or is of a property that is left out",
  [GITHUB_DRIFT, GITLAB_DRIFT, REFRESH, ACCEPT],
  async ({ run, write, succeed, bin, env, folder }) => {
    const withFleet = (program = "") =>
      `${program.replace("AutoOriginTlsKex }", "AutoOriginTlsKex, AutoOriginTlsKexFleet }")}
       new AutoOriginTlsKexFleet("all", { zoneIds: ["${ZONES.enabled}"] });`;
    await write({ "index.ts": withFleet(LOOKUP) });
    await succeed("config", "set", "zoneId", ZONES.enabled);
    await succeed("up");
    await addProgram(bin, "gh", GH);
    const gitlab = await startGitLab();
    Object.assign(env, gitlab.env);

    changeZone(emulator, ZONES.enabled, kex(false));
    const { code } = await run(GITHUB_DRIFT, "any");
    await run(GITLAB_DRIFT, "any");
    await run(REFRESH, "any");
    const title = isOlder("3.227.0") ? "Nightly preview of dev failed" : "Drift of dev";
    const shown = expect.stringContaining("enabled   : true => false");
    expect(gitlab.created).toEqual([{ title, description: shown }]);
    expect(await readFile(join(folder, "bodies"), "utf8")).toEqual(shown);
    expect(await readFile(join(folder, "issues"), "utf8")).toBe(`${title}\n`);
    if (!isOlder("3.227.0")) expect(code).toBe(7);
    await gitlab.close();

    await run(ACCEPT);
    changeZone(emulator, ZONES.enabled, { kex: { enabled: false, modifiedOn: "2026-07-22T10:00:00Z" } });
    await run(GITHUB_DRIFT, "any");
    await write({ "index.ts": withFleet(blocksOf("ci", "ts")[0]) });
    await run(GITHUB_DRIFT);
  },
);

const REPORTS = scriptsOfJob("ci", "report").map((scripts) => scripts.at(-1) ?? "");
const DO = [...ofLanguages("pulumi do"), ...ofLanguages("echo")];
runs(
  "CI and languages: a report of all zones from the shell",
  [...REPORTS, ...DO],
  async ({ run, env, folder }) => {
    const summary = join(folder, "summary.md");
    env.GITHUB_STEP_SUMMARY = summary;
    emulator.faults.set(ZONES.enabled, { status: 404 });
    for (const line of REPORTS) await run(line);
    const text = await readFile(summary, "utf8");
    expect(text.split("\n").slice(0, 3)).toEqual([
      "| zone | id | enabled | changed |",
      "|---|---|---|---|",
      `| disabled.example | ${ZONES.disabled} | false | 2014-01-01T05:20:00.12345Z |`,
    ]);
    expect(text).toContain(`| never-changed.example | ${ZONES.neverChanged} | true | null |`);
    expect(await readFile(join(folder, "report.md"), "utf8")).toBe(text);

    emulator.faults.clear();
    const [ofAccount = "", ofList = "", list = ""] = DO;
    await run(ofAccount);
    expect(JSON.parse(await readFile(join(folder, "fleet.json"), "utf8")).total).toBe(3);
    await run(list);
    expect(JSON.parse((await run(ofList)).stdout)).toMatchObject({ total: 1, allEnabled: true });
  },
  "Pulumi CLI 3.242.0 or newer",
);

const ADD = ofLanguages("pulumi package add")[0] ?? "";
runs(
  "languages: a program in YAML with the plugin in node_modules",
  ["pulumi preview", ADD],
  async ({ run, write, succeed, folder }) => {
    const program = blocksOf("languages", "yaml")[0] ?? "";
    await succeed("destroy");
    await write({ "Pulumi.yaml": program });
    const { text } = await run("pulumi preview");
    expect(text).toMatch(/enabled: true/);
    expect(text).not.toMatch(/warning/);

    await write({ "Pulumi.yaml": "name: shop\nruntime: yaml\n" });
    await run(ADD);
    const packages = /^packages:\n.*\n/m.exec(program)?.[0];
    expect(await readFile(join(folder, "Pulumi.yaml"), "utf8")).toContain(packages);
    await write({ "Pulumi.yaml": "name: shop\nruntime: nodejs\n" });
  },
  "pulumi-language-yaml",
);

const UNIT_TESTS = COMMANDS.filter(({ document }) => document === "testing").map(({ line }) => line);
const CHECK = "npx tsc --noEmit --noCheck false";
/** Pulumi's template, without what only TypeScript 6 has by default. */
const TEMPLATE = {
  strict: true,
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  esModuleInterop: false,
  allowSyntheticDefaultImports: false,
  ignoreDeprecations: "6.0",
  skipLibCheck: true,
};
/** What no test runner may print: what was asserted is the test's business, and what ends after a test disturbs none. */
const FAULTS = /unhandled|unknown resource|error: \[runtime\]|torn down|outside of the scope/i;
// The CI workflow runs this on every Node.js that is supported.
runs("testing: each way", [...UNIT_TESTS, CHECK], async ({ run, write }) => {
  const [installTsx = "", nodeTest = "", installJest = "", jest = "", installVitest = "", vitest = ""] = UNIT_TESTS;
  const [program = "", forNode = "", forJest = "", importVitest = "", wait = ""] = blocksOf("testing", "ts");
  const late = await readFile(join(__dirname, "fixtures", "late.ts"), "utf8");
  const lateTests = (runner: string) => {
    const testsOf = (name: string, more = "") =>
      `${more}import { beforeEach, test } from "${runner}";\nimport { ${name} } from "./late";\n${name}(beforeEach, test);\n`;
    return {
      "alone.test.ts": testsOf("alone"),
      "several.test.ts": testsOf("several"),
      "components.test.ts": testsOf("components", wait.replace("node:test", runner)),
    };
  };
  const passes = async (line: string, summary: RegExp) => {
    const { text } = await run(line);
    expect(text).toMatch(summary);
    expect(text).not.toMatch(FAULTS);
  };

  await write({ "index.ts": LOOKUP, "shop.ts": program, "late.ts": late, "shop.test.ts": forNode });
  await write({ ...lateTests("node:test"), "tsconfig.json": JSON.stringify({ compilerOptions: TEMPLATE }) });
  await run(installTsx);
  await passes(nodeTest, /pass 2\n.*fail 0/s);
  await passes(nodeTest.replace("shop.test.ts", "alone.test.ts several.test.ts components.test.ts"), /fail 0/);
  // They fail where the program is wrong.
  await write({ "shop.ts": program.replace("192.0.2.20", "192.0.2.30") });
  expect((await run(nodeTest, 1)).text).toMatch(/pass 1\n.*fail 1\n/s);

  // The types of both are checked at once.
  await write({
    ...lateTests("vitest"),
    "node.ts": forNode,
    "shop.ts": program,
    "shop.test.ts": importVitest + forJest,
  });
  await run(installVitest);
  await run(CHECK);
  await passes(vitest, /11 passed/);

  await write({
    ...lateTests("@jest/globals"),
    "shop.test.ts": forJest,
    "jest.config.js": blocksOf("testing", "js")[0] ?? "",
    "tsconfig.json": blocksOf("testing", "json")[0] ?? "",
  });
  await run(installJest);
  await run(CHECK);
  await passes(jest, /11 passed, 11 total/);
});
