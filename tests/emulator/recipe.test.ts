// Does to a copy of the sources what CONTRIBUTING says of adding a setting, and uses the setting in every way there is.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { SETTINGS } from "../../provider/settings/definitions";
import { CREDENTIALS, ZONES } from "./emulator";
import { judgeStack, resource, UP, zone } from "./policy-stack";
import "./reading";

const ROOT = join(__dirname, "..", "..");
const CONTRIBUTING = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
const RECIPE = /^## How to add a setting$([\s\S]*?)^## /m.exec(CONTRIBUTING)?.[1] ?? "";

/** Each step: the file, and the code that goes into it. */
const STEPS = [...RECIPE.matchAll(/^\d\. (?:In )?`([^`]+)`.*\n\n {3}```ts\n([\s\S]*?)^ {3}```$/gm)].map(
  ([, file = "", code = ""]) => ({ file, code: code.replace(/^ {3}/gm, "") }),
);
/** Where code goes that does not stand at the end of its file. */
const AFTER: Record<string, string> = {
  "provider/settings/definitions.ts": "export const SETTINGS = {\n",
  "sdk/testing/mocked-zone.ts": "export interface MockedZone {\n",
};

const copy = mkdtempSync(join(tmpdir(), "origin-tls-recipe-"));
const built = (file: string) => require(join(copy, "dist", file));
const server = createServer(({ url }, response) => {
  const result = { id: "min_tls_version", value: "1.1", modified_on: null, editable: true };
  response.end(JSON.stringify({ success: url?.endsWith("/settings/min_tls_version"), result }));
});

beforeAll(async () => {
  for (const name of ["provider", "sdk", "plugin", "scripts", "tsconfig.json", "tsconfig.build.json", "package.json"]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"), "junction");
  for (const { file, code } of STEPS) {
    const path = join(copy, file);
    const text = file.startsWith("sdk/settings/") ? "" : readFileSync(path, "utf8");
    const place = AFTER[file] ?? text;
    writeFileSync(
      path,
      text.replace(place, () => place + code),
    );
  }
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const buildInfo = join(copy, "build.tsbuildinfo");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--tsBuildInfoFile", buildInfo], {
    cwd: copy,
    encoding: "utf8",
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.CLOUDFLARE_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.CLOUDFLARE_API_TOKEN = CREDENTIALS.token;
});
afterAll(() => {
  server.close();
  rmSync(copy, { recursive: true, force: true });
});

test("the recipe takes five files and at most 130 lines", () => {
  expect(STEPS.map(({ file }) => file)).toEqual([
    "provider/settings/definitions.ts",
    "sdk/settings/min-tls-version.ts",
    "sdk/index.ts",
    "sdk/policy/index.ts",
    "sdk/testing/mocked-zone.ts",
  ]);
  expect(STEPS.flatMap(({ code }) => code.trimEnd().split("\n")).length).toBeLessThanOrEqual(130);
});

/** What `npm run api:accept` would change in the schema of the plugin. */
const DIFFERENCES = `
import ts from "typescript";
import { compareSchema, MODULES } from "./scripts/schema.mts";
console.log((await compareSchema(ts.createProgram(MODULES, {}))).join("\\n"));`;

test("the schema of the plugin is made of it as well", () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", DIFFERENCES];
  const differing = execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  expect(differing).toContain('+ "cloudflare-origin-tls:index:getMinTlsVersion": {');
  expect(differing).toContain('+ "cloudflare-origin-tls:index:MinTlsVersionStatus": {');
  expect(differing).not.toMatch(/^- /m);
});

const READ = { zoneId: ZONES.enabled, minVersion: "1.1", modifiedOn: null, settingId: "min_tls_version" };

test("the new setting is read by the dynamic provider, a function, a function of the plugin and a policy", async () => {
  const provider = built("provider/dynamic-provider.js").lookupProvider("MinTlsVersion");
  const query = { zoneId: ZONES.enabled };
  expect(await provider.read("a", query)).toEqual({ id: "a", props: READ });
  expect(await built("sdk/index.js").getMinTlsVersion(query)).toEqual({ ...READ, messages: [] });
  const { invoke } = built("plugin/functions.js");
  const outputs = await invoke("cloudflare-origin-tls:index:getMinTlsVersion", query);
  expect(outputs).toEqual({ outputs: { ...READ, messages: [] } });

  const { minTlsVersion } = built("sdk/policy/index.js");
  const setting = resource("cloudflare:index/zoneSetting:ZoneSetting", "setting", {
    zoneId: ZONES.disabled,
    settingId: "min_tls_version",
    value: "1.0",
  });
  const status = (version: string) =>
    resource("cloudflare-origin-tls:index:MinTlsVersionStatus", version, { zoneId: "a", minVersion: version });
  const fix = (id: string) =>
    `\n  What to do: Set it with new cloudflare.ZoneSetting(…, { zoneId, settingId: "min_tls_version", value: "1.2" }), or ` +
    `with PATCH /zones/${id}/settings/min_tls_version and {"value":"1.2"}.`;
  const wrong = (id: string, version: string) => `The Minimum TLS Version of zone ${id} is ${version}.${fix(id)}`;
  const { violations } = await judgeStack(
    minTlsVersion,
    [zone("z", { id: ZONES.enabled }), setting, status("1.1")],
    UP,
  );
  expect(violations).toEqual([
    ["setting", expect.stringContaining('Set value: "1.2" on the resource "setting".')],
    ["1.1", wrong("a", "1.1")],
    ["z", wrong(ZONES.enabled, "1.1")],
  ]);
  expect((await judgeStack(minTlsVersion, [status("1.3")], UP)).violations).toEqual([]);
});

test("mocks answer as a lookup, a status and a function of the new setting", async () => {
  const { originTlsMocks, promiseOf } = built("sdk/testing/index.js");
  const { MinTlsVersion, MinTlsVersionStatus, getMinTlsVersionOutput } = built("sdk/index.js");
  await pulumi.runtime.setMocks(originTlsMocks({ [ZONES.enabled]: { minVersion: "1.3" }, [ZONES.disabled]: {} }));
  const lookup = new MinTlsVersion("lookup", { zoneId: ZONES.enabled });
  expect(MinTlsVersion.isInstance(lookup)).toBe(true);
  expect(await promiseOf(lookup.minVersion)).toBe("1.3");
  expect(await promiseOf(lookup.settingId)).toBe("min_tls_version");
  const status = new MinTlsVersionStatus("status", getMinTlsVersionOutput({ zoneId: ZONES.disabled }));
  expect(await promiseOf(status.minVersion)).toBe("1.2");
});

/** The code of a file, without comments. */
const codeOf = (file: string) => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
const filesBelow = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(ROOT, folder, file));

test.each(Object.entries(SETTINGS))("nothing but its own files names the setting %s", (name, { id }) => {
  const named = new RegExp(`(?<!OriginTls)${name}(?!Fleet)|${id}`);
  const own = ["provider/settings/definitions.ts", `sdk/settings/${id.replaceAll("_", "-")}.ts`, "sdk/index.ts"];
  // The rule, and for Auto-Origin TLS KEX what is only there for it.
  const more = /^sdk\/(policy\/(index|modes-rule|validate-.*)|testing\/mocked-zone|(assertion|fleet)\/.*)\.ts$/;
  const naming = ["provider", "sdk", "plugin"]
    .flatMap(filesBelow)
    .filter((file) => named.test(codeOf(file)))
    .map((file) => relative(ROOT, file).replaceAll("\\", "/"));
  expect(naming).toEqual(expect.arrayContaining(own));
  expect(naming.filter((file) => !own.includes(file) && !more.test(file))).toEqual([]);
});
