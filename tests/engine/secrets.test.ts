import { CREDENTIALS, ZONES } from "../emulator/emulator";
import { changeZone, stacksOf, useEmulator } from "./programs";
import type { Stack } from "./stack";

const CANARY = CREDENTIALS.token;

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/secrets")>("secrets", emulator);

beforeEach(() => {
  changeZone(emulator, ZONES.enabled, { messages: [{ code: 1234, message: `You sent Bearer ${CANARY}` }] });
  // An API that tells the caller's credentials back.
  const error = {
    code: 9109,
    message: `Unauthorized: ${CANARY}`,
    documentation_url: `https://example.com/?token=${CANARY}`,
    source: { pointer: CANARY },
  };
  emulator.faults.set(ZONES.disabled, { status: 403, body: { success: false, errors: [error] } });
});

const sources: [string, (stack: Stack) => Promise<unknown>][] = [
  ["the environment", async () => {}],
  [
    "the stack's configuration",
    async (stack) => {
      delete stack.env.CLOUDFLARE_API_TOKEN;
      await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CANARY);
    },
  ],
];

test.each(sources)("a token from %s is in no output, no state and no message", async (_, configure) => {
  const stack = await stackOf("reads", ZONES.enabled, ZONES.disabled);
  await configure(stack);
  const printed = [
    await stack.succeed("preview", "--json"),
    await stack.succeed("up", "--diff"),
    await stack.succeed("refresh"),
    await stack.succeed("stack", "export"),
    await stack.succeed("stack", "output", "--show-secrets"),
  ].map(({ text }) => text);
  expect(printed[1]).toContain("You sent Bearer [redacted]");
  expect(printed[4]).toContain("9109: Unauthorized: [redacted]");
  expect(printed.join("\n")).not.toContain(CANARY);
});

test.each(sources)("a token from %s that the API echoes in an error is redacted", async (_, configure) => {
  const stack = await stackOf("reads", ZONES.disabled, ZONES.disabled);
  await configure(stack);
  const text = [await stack.fail("preview"), await stack.fail("up")].map((run) => run.text).join("\n");
  expect(text).toContain(
    "9109: Unauthorized: [redacted] (see https://example.com/?token=[redacted]; concerns [redacted])",
  );
  expect(text).not.toContain(CANARY);
});
