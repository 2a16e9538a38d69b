// npm run test:bun: programs with runtime: bun. Pulumi runs their lookups in Node.js all the same, their functions in Bun.
import { type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { changesOf, diagnosticsOf, enable } from "../engine/events";
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
const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)";

test("a lookup, a fleet, a function, an assertion and a policy pack are read, refreshed and no change", () =>
  tryProgram({ folder: FOLDER, env: {}, typescript: "" }, BUN_PROGRAM, emulator));

test("a setting that is flipped is a change in the plan, and fails an assertion", async () => {
  const lookup = `const kex = new AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}" });
export const isBun = "bun" in process.versions;\n`;
  const stack = await createStack(programOf(lookup), emulatorEnv(emulator));
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ isBun: true });
  changeZone(emulator, ZONES.enabled, kex(false));
  expect(changesOf(await stack.fail("preview", "--expect-no-changes"))).toEqual({
    "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (shop)": { enabled: [true, false] },
  });
  await writeFiles(stack.folder, programOf(`${lookup}assertAutoOriginTlsKex(kex);\n`));
  expect(diagnosticsOf(await stack.fail("preview"), LOOKUP)).toEqual([`error: ${enable(ZONES.enabled)}`]);
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
