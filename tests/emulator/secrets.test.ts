import { inspect } from "node:util";
import { readAutoOriginTlsKex } from "../../provider/auto-origin-tls-kex";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";
import type { Fault } from "./faults";
import { configFor, errorOf } from "./reading";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.faults.clear());
afterAll(() => emulator.close());

const { token, email, apiKey } = CREDENTIALS;
const credentials = [
  ["token", { apiToken: token }, [token]],
  ["email and key", { email, apiKey }, [email, apiKey]],
] as const;

/** Answers that tell the caller's credentials back, wherever text can stand. */
const echoes = (secret: string): [string, Fault][] => {
  const error = (entry: unknown): Fault => ({ status: 403, body: { success: false, errors: [entry] } });
  const good = { id: "auto_origin_tls_kex", enabled: true };
  return [
    ["message", error({ code: 1, message: `You sent ${secret}.` })],
    ["message in capitals", error({ code: 1, message: secret.toUpperCase() })],
    ["message with colours inside", error({ code: 1, message: secret.replace(/(.{5})/g, "$1\u001b\u0007") })],
    [
      "documentation_url",
      error({ code: 1, message: "m", documentation_url: `https://e.com/?${encodeURIComponent(secret)}` }),
    ],
    ["pointer", error({ code: 1, message: "m", source: { pointer: `/${secret}` } })],
    ["entry of another shape", error({ [secret]: [secret] })],
    ["title of a page", { status: 502, body: `<title>${secret}</title>`, headers: { "retry-after": "99" } }],
    ["text", { status: 200, body: `Bearer ${secret}` }],
    ["content type", { status: 403, body: "", headers: { "content-type": `text/${secret}` } }],
    ["ray id", { status: 403, body: "", headers: { "cf-ray": secret } }],
    ["location", { status: 302, headers: { location: `https://e.com/${secret}` } }],
    ["setting's id", { status: 200, body: { success: true, result: { ...good, id: secret } } }],
    ["value", { status: 200, body: { success: true, result: { ...good, enabled: secret } } }],
  ];
};

describe.each(credentials)("a %s", (_, config, secrets) => {
  test.each(secrets.flatMap(echoes))("that comes back in the %s is in no part of the error", async (_, fault) => {
    emulator.faults.set(ZONES.enabled, fault);
    const error = await errorOf(readAutoOriginTlsKex({ zoneId: ZONES.enabled }, configFor(emulator, config)));
    const everything = [
      error.message,
      error.stack,
      String(error),
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
    ]
      .join("\n")
      .toLowerCase();
    for (const secret of secrets) {
      expect(everything).not.toContain(secret.toLowerCase());
      expect(everything).not.toContain(encodeURIComponent(secret).toLowerCase());
    }
  });

  test("is not in the messages of a good answer, and no failure of the network carries it", async () => {
    const result = { id: "auto_origin_tls_kex", enabled: true };
    const messages = secrets.map((secret) => ({ code: 1, message: `You sent ${secret}` }));
    emulator.faults.set(ZONES.enabled, { status: 200, body: { success: true, result, messages } });
    const read = () => readAutoOriginTlsKex({ zoneId: ZONES.enabled }, configFor(emulator, config));
    expect((await read()).messages).toEqual(secrets.map(() => ({ code: 1, message: "You sent [redacted]" })));
    emulator.faults.set(ZONES.enabled, { connection: "reset" });
    const shown = inspect(await errorOf(read()), { depth: 9, showHidden: true });
    for (const secret of secrets) expect(shown).not.toContain(secret);
  }, 20_000);
});
