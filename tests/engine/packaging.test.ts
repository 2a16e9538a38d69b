import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command, FOLDER } from "./stack";

const ROOT = join(__dirname, "..", "..");
const TARBALL = process.env.TEST_TARBALL as string;
const bin = (name: string) => join(ROOT, "node_modules", name);
const node = (script: string, args: string[], cwd = ROOT) => command(process.execPath, [script, ...args], { cwd });

test("the tarball holds build output only", async () => {
  const { stdout } = await command("tar", ["-tzf", TARBALL], { cwd: FOLDER });
  const files = stdout.trim().split("\n").sort();
  expect(
    files.filter((file) => !/^package\/dist\/(provider|sdk|sdk\/policy)\/[\w-]+(\.d\.ts|\.js)$/.test(file)),
  ).toEqual(["package/LICENSE", "package/README.md", "package/package.json"]);
});

test("publint and @arethetypeswrong/cli find nothing to say about it", async () => {
  const publint = await node(bin("publint/src/cli.js"), [TARBALL, "--strict"]);
  expect(publint).toMatchObject({ code: 0, text: expect.stringContaining("All good") });
  const types = await node(bin("@arethetypeswrong/cli/dist/index.js"), [TARBALL]);
  expect(types).toMatchObject({ code: 0, text: expect.stringContaining("No problems found") });
});

const CONSUMER = `
import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex, OriginTlsError, getAutoOriginTlsKex, getAutoOriginTlsKexOutput } from "pulumi-cloudflare-origin-tls";
import type { AutoOriginTlsKexArgs, AutoOriginTlsKexResult, ResponseInfo } from "pulumi-cloudflare-origin-tls";
import { autoOriginTlsKex } from "pulumi-cloudflare-origin-tls/provider";
import { autoOriginTlsKexEnabled, originTlsComplianceModes, validateAutoOriginTlsKex, zonesHaveAutoOriginTlsKex } from "pulumi-cloudflare-origin-tls/policy";

const args: AutoOriginTlsKexArgs = { zoneId: pulumi.output("abc"), profile: "acme" };
const kex = new AutoOriginTlsKex("shop", args, { protect: false });
export const enabled: pulumi.Output<boolean> = kex.enabled;
export const modifiedOn: pulumi.Output<string | null> = kex.modifiedOn;
export const result: pulumi.Output<AutoOriginTlsKexResult> = getAutoOriginTlsKexOutput(args);
getAutoOriginTlsKex({ zoneId: "abc" }).catch((error: unknown) => {
  const known: ResponseInfo[] = error instanceof OriginTlsError ? error.errors : [];
  return known;
});
export const read = autoOriginTlsKex.read;
export const policies = [autoOriginTlsKexEnabled, zonesHaveAutoOriginTlsKex, originTlsComplianceModes({ allowed: ["fips"] })];
export const validate = validateAutoOriginTlsKex(({ zoneId }, { urn }, report) => report(zoneId, urn));
// @ts-expect-error a zone id is required
new AutoOriginTlsKex("none", {});
// @ts-expect-error outputs cannot be assigned
kex.enabled = pulumi.output(true);
`;

test.each([
  ["node10", { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" }],
  ["node16", { module: "node16", moduleResolution: "node16" }],
  ["bundler", { module: "esnext", moduleResolution: "bundler" }],
])("a consumer with module resolution %s compiles without skipLibCheck", async (_, options) => {
  const folder = await mkdtemp(join(FOLDER, "types-"));
  const compilerOptions = {
    ...options,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: "es2022",
    types: ["node"],
  };
  await writeFile(join(folder, "index.ts"), CONSUMER);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  const compiled = await node(join(FOLDER, "node_modules", "typescript", "bin", "tsc"), ["-p", folder], folder);
  expect(compiled).toMatchObject({ code: 0, text: "" });
});
