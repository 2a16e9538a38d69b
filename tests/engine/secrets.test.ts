import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { createStack, type Stack } from "./stack";

const CANARY = CREDENTIALS.token;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  const zone = emulator.zones.get(ZONES.enabled);
  if (zone) zone.messages = [{ code: 1234, message: `You sent Bearer ${CANARY}` }];
  // An API that tells the caller's credentials back.
  emulator.faults.set(ZONES.disabled, {
    status: 403,
    body: {
      success: false,
      errors: [
        {
          code: 9109,
          message: `Unauthorized: ${CANARY}`,
          documentation_url: `https://example.com/?token=${CANARY}`,
          source: { pointer: CANARY },
        },
      ],
    },
  });
});
afterAll(() => emulator.close());

const program = (zoneId: string) => `
const { AutoOriginTlsKex, getAutoOriginTlsKex, getAutoOriginTlsKexOutput } = require("pulumi-cloudflare-origin-tls");
const kex = new AutoOriginTlsKex("shop", { zoneId: "${zoneId}" });
const inspect = require("node:util").inspect;
module.exports = {
  kex,
  failure: getAutoOriginTlsKex({ zoneId: "${ZONES.disabled}" }).catch((e) => inspect(e, { depth: 9, showHidden: true })),
  ...("${zoneId}" === "${ZONES.enabled}" && { result: getAutoOriginTlsKexOutput({ zoneId: "${zoneId}" }) }),
};`;

const sources: [string, (stack: Stack) => Promise<unknown>][] = [
  ["the environment", async (stack) => Object.assign(stack.env, { CLOUDFLARE_API_TOKEN: CANARY })],
  ["the stack's configuration", (stack) => stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CANARY)],
];

test.each(sources)("a token from %s is in no output, no state and no message", async (_, configure) => {
  const stack = await createStack({ "index.js": program(ZONES.enabled) }, { CLOUDFLARE_BASE_URL: emulator.baseUrl });
  await configure(stack);
  const printed = [
    await stack.succeed("preview", "--json"),
    await stack.succeed("preview", "--diff"),
    await stack.succeed("up", "--yes", "--skip-preview"),
    await stack.succeed("refresh", "--yes", "--skip-preview"),
    await stack.succeed("stack", "export"),
    await stack.succeed("stack", "output", "--show-secrets"),
  ].map(({ text }) => text);
  expect(printed[2]).toContain("You sent Bearer [redacted]");
  expect(printed[5]).toContain("9109: Unauthorized: [redacted]");
  expect(printed.join("\n")).not.toContain(CANARY);
});

test.each(sources)("a token from %s that the API echoes in an error is redacted", async (_, configure) => {
  const stack = await createStack({ "index.js": program(ZONES.disabled) }, { CLOUDFLARE_BASE_URL: emulator.baseUrl });
  await configure(stack);
  const printed = [await stack.pulumi("preview"), await stack.pulumi("up", "--yes", "--skip-preview")];
  expect(printed.map(({ code }) => code === 0)).toEqual([false, false]);
  const text = printed.map((ended) => ended.text).join("\n");
  expect(text).toContain(
    "9109: Unauthorized: [redacted] (see https://example.com/?token=[redacted]; concerns [redacted])",
  );
  expect(text).not.toContain(CANARY);
});
