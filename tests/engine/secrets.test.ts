import { CREDENTIALS, makeZone } from "../emulator/emulator";
import type { Fault } from "../emulator/faults";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";

/** The secret of each place that credentials come from, in the order of the zones that are read with it. */
const SOURCES = {
  environment: { zoneId: "e1", failing: "e2", secret: CREDENTIALS.token },
  configuration: { zoneId: "c1", failing: "c2", secret: CREDENTIALS.apiKey, profile: "acme" },
};

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/secrets")>("secrets", emulator);

/** An API that tells the caller's credentials back. */
const echo = (secret: string): Fault => ({
  status: 403,
  body: {
    success: false,
    errors: [
      {
        code: 9109,
        message: `Unauthorized: ${secret}`,
        documentation_url: `https://example.com/?token=${secret}`,
        source: { pointer: secret },
      },
    ],
  },
});

test("a token of the environment, or a key of the stack's configuration, is in no output, no state and no message", async () => {
  for (const { zoneId, failing, secret } of Object.values(SOURCES)) {
    const messages = [{ code: 1234, message: `You sent Bearer ${secret}` }];
    emulator.zones.set(zoneId, makeZone(zoneId, `${zoneId}.example`, { messages }));
    emulator.faults.set(failing, echo(secret));
  }
  const stack = await stackOf("reads", SOURCES);
  const email = ["--plaintext", `acme:email=${CREDENTIALS.email}`, "--plaintext", `acme:baseUrl=${emulator.baseUrl}`];
  await stack.succeed("config", "set-all", ...email, "--secret", `acme:apiKey=${CREDENTIALS.apiKey}`);
  const [preview, up, refresh, state, outputs] = [
    await stack.succeed("preview", "--json"),
    await stack.succeed("up", "--diff"),
    await stack.succeed("refresh"),
    await stack.succeed("stack", "export"),
    await stack.succeed("stack", "output", "--show-secrets"),
  ];
  for (const name of Object.keys(SOURCES)) {
    const warning = expect.stringContaining("You sent Bearer [redacted]");
    expect(diagnosticsOf(up, `${LOOKUP} (${name})`)).toEqual([warning]);
  }
  const failure = { failure: expect.stringContaining("9109: Unauthorized: [redacted]") };
  expect(await stack.outputs()).toMatchObject({ environment: failure, configuration: failure });

  for (const { zoneId, secret } of Object.values(SOURCES)) emulator.faults.set(zoneId, echo(secret));
  const failed = [await stack.fail("preview"), await stack.fail("up")];
  for (const run of failed) {
    expect(run.text).toContain(
      "9109: Unauthorized: [redacted] (see https://example.com/?token=[redacted]; concerns [redacted])",
    );
  }
  const printed = [preview, up, refresh, state, outputs, ...failed].map(({ text }) => text).join("\n");
  expect(printed).not.toContain(CREDENTIALS.token);
  expect(printed).not.toContain(CREDENTIALS.apiKey);
});
