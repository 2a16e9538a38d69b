// npm run test:bun: programs with runtime: bun. Pulumi runs their lookups in Node.js all the same, their functions in Bun.
import { join } from "node:path";
import { type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { AGAIN, changesOf, diagnosticsOf, enable, violationsOf } from "../engine/events";
import { changeZone, emulatorEnv, kex } from "../engine/programs";
import { createStack, FOLDER, writeFiles } from "../engine/stack";
import { BUN_PROGRAM } from "./programs";
import { tryProgram } from "./try";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const programOf = (body: string) => ({
  ...BUN_PROGRAM.files(""),
  "index.ts": `import { assertAutoOriginTlsKex, AutoOriginTlsKex, getAutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";\n${body}`,
});
const PACK = {
  "PulumiPolicy.yaml": "runtime: bun\nmain: index.js\n",
  "package.json": JSON.stringify({ name: "pack", version: "1.0.0" }),
  "index.js": `
const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled } = require("pulumi-cloudflare-origin-tls/policy");
const isBun = {
  name: "is-bun",
  description: "Says what it runs in.",
  enforcementLevel: "advisory",
  validateStack: (_, report) => report(String("bun" in process.versions)),
};
new PolicyPack("origin-tls", { policies: [{ ...autoOriginTlsKexEnabled, name: "enabled" }, isBun] });`,
};
const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)";

test("a lookup, a fleet, a function, an assertion and a policy pack are read, refreshed and no change", () =>
  tryProgram({ folder: FOLDER, env: {}, typescript: "" }, BUN_PROGRAM, emulator));

test("a setting that is flipped is a change in the plan, and fails a policy and an assertion", async () => {
  const lookup = `const kex = new AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}" });
export const isBun = "bun" in process.versions;\n`;
  const stack = await createStack(programOf(lookup), emulatorEnv(emulator));
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ isBun: true });
  await writeFiles(join(stack.folder, "pack"), PACK);
  changeZone(emulator, ZONES.enabled, kex(false));
  expect(changesOf(await stack.fail("preview", "--expect-no-changes"))).toEqual({
    "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (shop)": { enabled: [true, false] },
  });
  const judged = violationsOf(await stack.fail("preview", "--policy-pack", "pack"));
  expect(judged.map(({ policy, message }) => [policy, message.split("\n")[1]])).toEqual([
    ["enabled", enable(ZONES.enabled).split("\n")[0]],
    ["is-bun", "true"],
  ]);
  await writeFiles(stack.folder, programOf(`${lookup}assertAutoOriginTlsKex(kex);\n`));
  expect(diagnosticsOf(await stack.fail("preview"), LOOKUP)).toEqual([`error: ${enable(ZONES.enabled)} ${AGAIN}`]);
});

test.each([
  ["awaited", ""],
  ["exported", "export const kex = "],
])("what fails in a function, %s, is one error of the program, without frames", async (how, start) => {
  const call = `getAutoOriginTlsKex({ zoneId: "${ZONES.enabled}" });\n`;
  const body = how === "awaited" ? `await ${call}` : start + call;
  const stack = await createStack(programOf(body), emulatorEnv(emulator));
  emulator.faults.set(ZONES.enabled, { connection: "reset" });
  const preview = await stack.fail("preview");
  expect(diagnosticsOf(preview)).toEqual([
    expect.stringMatching(
      /^error: Cannot read the Auto-Origin TLS KEX setting of zone .*\n {2}GET .*\n {2}No answer: the connection was cut \(\w+\) after 4 attempts\n {2}What to do: Trying again may help\.$/,
    ),
  ]);
  expect(preview.text).not.toMatch(/^\s+at /m);
});
