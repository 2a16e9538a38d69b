import { join } from "node:path";
import { command } from "./stack";

const ROOT = join(__dirname, "..", "..");
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CLOUDFLARE|PULUMI|TEST|JEST)/.test(name))),
  PATH: process.env.TEST_PULUMI_PATH,
};
const example = (...args: string[]) => command(process.execPath, ["scripts/example.mjs", ...args], { cwd: ROOT, env });

test.each([
  ["reference", /sslEcdhCurve: "X25519MLKEM768:X25519"/],
  ["outputs", /\[1\]: \{\n +enabled +: false[^]*\[2\]: \{\n +enabled +: true\n +modifiedOn: <null>/],
  ["policy", /✅ origin-tls[^]*\[mandatory\] {2}auto-origin-tls-kex-enabled[^]*The preview failed, as it must\./],
])("npm run example %s shows what the README says", async (name, output) => {
  const { code, text } = await example(name);
  expect({ code, text }).toMatchObject({ code: 0, text: expect.stringMatching(output) });
});

test("an example that does not exist is refused with the names of those that do", async () => {
  const { code, text } = await example("nothing");
  expect({ code, text: text.trim() }).toEqual({
    code: 1,
    text: "Usage: npm run example <name>, one of reference, outputs, policy",
  });
});
