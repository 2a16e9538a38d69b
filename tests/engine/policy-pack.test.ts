import { readFileSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../../package.json";
import { ZONES } from "../emulator/emulator";
import { install, removeInstalled } from "../matrix/managers";
import { UNDECIDED } from "./cli-words";
import { command } from "./command";
import { enable, type Violation, violationsOf } from "./events";
import { installPlugin, PREFIX } from "./global-plugin";
import { emulatorEnv, packOf, stacksOf, useEmulator } from "./programs";
import { createStack, FOLDER, writeFiles } from "./stack";

const NAME = "pulumi-cloudflare-origin-tls";
const PACK = join("node_modules", NAME, "policy-pack");
const ENABLED = "auto-origin-tls-kex-enabled";
const MODES = "origin-tls-compliance-modes-match";
/** A program that only mentions a zone, without any resource. */
const PROGRAM = `exports.zoneId = "${ZONES.disabled}";`;
/** The versions of what a user of the package has installed beside it. */
const DEPENDENCIES = {
  [NAME]: `file:${process.env.TEST_TARBALL}`,
  "@pulumi/pulumi": manifest.devDependencies["@pulumi/pulumi"],
};

/** The pack of somebody who loads this package's policies. */
const OWN = `
const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("${NAME}/policy");
new PolicyPack("own", { policies: [autoOriginTlsKexEnabled] });`;

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/declared")>("declared", emulator);
const unpacked: string[] = [];
afterAll(async () => {
  await removeInstalled();
  for (const folder of unpacked) await rm(folder, { recursive: true });
});

const said = (violations: Violation[]) =>
  violations.map(({ policy, on, message }) => [policy, on, message.split("\n").slice(1).join("\n")]);
const off = [ENABLED, "pulumi:pulumi:Stack (shop-dev)", enable(ZONES.disabled)];

test("has the version of the package, and names what it needs where it is published", () => {
  const { version, dependencies } = JSON.parse(readFileSync(join(FOLDER, PACK, "package.json"), "utf8"));
  expect(version).toBe(manifest.version);
  expect(dependencies).toEqual({ ...manifest.peerDependencies, [NAME]: manifest.version });
});

test("a published pack, and one in the project with an npm install of its own, judge a zone that is yet to be created too", async () => {
  const stack = await stackOf("resources", { records: { www: ZONES.disabled }, zones: { new: "new.example" } });
  // As the CLI publishes and installs a pack: npm packs its folder alone. The tarball stands for the registry.
  const published = await mkdtemp(join(tmpdir(), "origin-tls-published-"));
  unpacked.push(published);
  await npm(join(FOLDER, PACK), "pack", "--pack-destination", published);
  const packed = `${NAME}-policy-pack-${manifest.version}.tgz`;
  expect(await command("tar", ["-xzf", packed, "--strip-components=1"], { cwd: published })).toMatchObject({ code: 0 });
  await npm(published, "install", "--omit=dev", process.env.TEST_TARBALL as string);

  // Other copies of Pulumi's packages beside the one that the policies find.
  const [, own = ""] = await packOf(stack, "enabled", []);
  for (const name of ["@pulumi/policy", "@pulumi/pulumi"]) {
    await cp(join(FOLDER, "node_modules", name), join(own, "node_modules", name), { recursive: true });
  }
  await writeFiles(own, { "index.js": OWN });

  emulator.faults.set(ZONES.disabled, () => {
    emulator.faults.delete(ZONES.disabled);
    return { status: 429, headers: { "retry-after": "2" } };
  });
  const run = await stack.fail("preview", "--policy-pack", published, "--policy-pack", own);
  const disabled = [ENABLED, "cloudflare:index/dnsRecord:DnsRecord (www)", enable(ZONES.disabled)];
  const mandatory = violationsOf(run).filter(({ level }) => level === "mandatory");
  expect(said(mandatory)).toEqual([disabled, disabled]);
  expect(violationsOf(run).filter(({ message }) => UNDECIDED.test(message))).toHaveLength(2);
  expect(run.text).not.toMatch(/^\s+at /m);
  // What the look-up of a policy waits for is shown.
  expect(run.text).toContain("Waiting 2 s for Cloudflare's rate limit");
});

test("is found in a workspace and where it was installed globally, and is configured for each", async () => {
  await installPlugin();
  // The packages of a workspace share one node_modules. In a project's own, by npm, document-commands.test.ts runs it.
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator));
  const modesOnly = { [ENABLED]: { exemptZones: [ZONES.disabled] }, [MODES]: { required: ["pqh"], allowed: ["pqh"] } };
  await writeFiles(stack.folder, { "modes-only.json": JSON.stringify(modesOnly), "as-it-is.json": "{}" });
  const run = await stack.fail(
    "preview",
    ...["--policy-pack", join("..", PACK), "--policy-pack-config", "modes-only.json"],
    ...["--policy-pack", join(PREFIX, "lib", PACK), "--policy-pack-config", "as-it-is.json"],
  );
  const modes = `The Origin TLS Compliance Modes of zone ${ZONES.disabled} are ["fips"], ["fips"] not allowed, ["pqh"] missing.\n`;
  // The one of the workspace exempts the zone from what the global one says of it, which demands no modes.
  expect(said(violationsOf(run)).sort()).toEqual([off, [MODES, off[1], expect.stringContaining(modes)]]);
});

test("is found where pnpm has installed the package alone, in the project itself, and runs as it is in preview and up", async () => {
  const folder = await install("pnpm", DEPENDENCIES);
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator), folder);
  await rename(join(folder, "node_modules"), join(stack.folder, "node_modules"));
  for (const operation of ["preview", "up"]) {
    emulator.requests.length = 0;
    expect(said(violationsOf(await stack.fail(operation, "--policy-pack", PACK)))).toEqual([off]);
    // Compliance modes are not asked for before they are demanded.
    expect(emulator.requests).toHaveLength(1);
  }
});

async function npm(folder: string, ...args: string[]) {
  const quietly = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const { code, text } = await command("npm", [...args, ...quietly], { cwd: folder });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${text}`);
}
