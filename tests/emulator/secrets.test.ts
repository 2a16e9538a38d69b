import { inspect } from "node:util";
import { LOOKUPS } from "../../provider/lookups";
import { CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
import type { Fault } from "./faults";
import { askWith, clientFor, errorOf } from "./reading";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.faults.clear());
afterAll(() => emulator.close());

const { token, email, apiKey } = CREDENTIALS;
const credentials = [
  ["token", { apiToken: token }, [token]],
  ["key", { email, apiKey }, [apiKey]],
] as const;
const good = { id: "auto_origin_tls_kex", enabled: true, modified_on: null };

/** A secret as a server may tell it back. */
const disguises: [string, (secret: string) => string][] = [
  ["as it is", (secret) => secret],
  ["in capitals", (secret) => secret.toUpperCase()],
  ["in colour", (secret) => `\u001b[31m${secret}\u001b[0m`],
  ["as in a URL", (secret) => `https://example.com/?${encodeURIComponent(secret)}`],
];

/** Answers that tell a text back where it can stand in JSON, or in a page. */
const bodies: [string, (text: string) => Fault][] = [
  ["message", (text) => error({ code: 1, message: `You sent ${text}.` })],
  ["message, escaped as JSON allows", (text) => ({ status: 403, body: escaped(text) })],
  ["documentation_url", (text) => error({ code: 1, message: "m", documentation_url: text })],
  ["pointer", (text) => error({ code: 1, message: "m", source: { pointer: `/${text}` } })],
  ["code", (text) => error({ code: text, message: "m" })],
  ["error chain", (text) => error({ code: 1, message: "m", error_chain: [{ code: 2, message: text }] })],
  ["names and values of another shape", (text) => error({ [text]: [text] })],
  ["title of a page", (text) => ({ status: 403, body: `<title>${text}</title>` })],
  ["answer that is no JSON", (text) => ({ status: 200, body: `Bearer ${text}` })],
  ["success flag", (text) => ({ status: 200, body: { success: text, result: good } })],
  ["setting's id", (text) => ({ status: 200, body: { success: true, result: { ...good, id: text } } })],
  ["setting's value", (text) => ({ status: 200, body: { success: true, result: { ...good, enabled: [text] } } })],
  ["setting's date", (text) => ({ status: 200, body: { success: true, result: { ...good, modified_on: text } } })],
];
const error = (entry: unknown): Fault => ({ status: 403, body: { success: false, errors: [entry] } });
const escaped = (text: string) => {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0"));
  return `{"success":false,"errors":[{"code":1,"message":"${units.map((unit) => `\\u${unit}`).join("")}"}]}`;
};

/** Answers with a text in a header, which cannot have control characters. */
const headers: [string, (text: string) => Fault][] = [
  ["content type", (text) => ({ status: 403, body: "x", headers: { "content-type": `text/${text}` } })],
  ["ray id", (text) => ({ status: 403, body: "x", headers: { "cf-ray": text } })],
  ["location", (text) => ({ status: 302, headers: { location: `https://example.com/${text}` } })],
  ["retry-after", (text) => ({ status: 403, body: "x", headers: { "retry-after": text } })],
  ["reason of a broken compression", (text) => ({ status: 200, body: text, headers: { "content-encoding": "gzip" } })],
];

const echoes = (secret: string): [string, string, Fault][] => [
  ...bodies.flatMap(([place, fault]) =>
    disguises.map(([how, disguise]): [string, string, Fault] => [place, how, fault(disguise(secret))]),
  ),
  ...headers.map(([place, fault]): [string, string, Fault] => [place, "as it is", fault(secret)]),
];

/** All that a program, a logger or the engine can show of an error or of a result, as one reads it. */
function everythingOf(shown: unknown): string {
  const texts = [JSON.stringify(shown), inspect(shown, { depth: 10, showHidden: true })];
  if (shown instanceof Error) texts.push(shown.message, String(shown.stack), String(shown));
  return texts.join("\n").toLowerCase();
}

function expectNone(shown: unknown, secrets: readonly string[]) {
  const everything = everythingOf(shown);
  for (const secret of secrets) {
    expect(everything).not.toContain(secret.toLowerCase());
    expect(everything).not.toContain(encodeURIComponent(secret).toLowerCase());
    // Nor most of it.
    expect(everything).not.toContain(secret.toLowerCase().slice(1, 12));
  }
}

describe.each(credentials)("a %s", (_, config, secrets) => {
  const read = () => LOOKUPS.AutoOriginTlsKex({ zoneId: ZONES.enabled }, clientFor(emulator, config));

  test.each(secrets.flatMap(echoes))(
    "that comes back in the %s, %s, is in no part of the error",
    async (_, __, fault) => {
      emulator.faults.set(ZONES.enabled, fault);
      const error = await errorOf(read());
      expectNone(error, secrets);
      expect(everythingOf(error)).not.toMatch(/authorization|x-auth/);
      expect(error.message.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
  );

  test.each(disguises)(
    "that comes back %s in the messages of a good answer is not in the result",
    async (_, disguise) => {
      const messages = secrets.map((secret) => ({ code: 1, message: `You sent ${disguise(secret)}` }));
      emulator.faults.set(ZONES.enabled, { status: 200, body: { success: true, result: good, messages } });
      const result = await read();
      expect(result.messages).toHaveLength(secrets.length);
      for (const { message } of result.messages)
        expect(message).toMatch(/^You sent (.*\?)?(\[31m)?\[redacted\](\[0m)?$/);
      expectNone(result, secrets);
    },
  );

  test("that comes back as a compliance mode is an error", async () => {
    const zone = makeZone(ZONES.enabled, "enabled.example", { complianceModes: ["fips", `x${secrets.at(-1)}`] });
    emulator.zones.set(zone.id, zone);
    const reading = LOOKUPS.OriginTlsComplianceModes({ zoneId: zone.id }, clientFor(emulator, config));
    const error = await errorOf(reading);
    expect(error.code).toBe("BAD_ANSWER");
    expect(error.message).toContain("HTTP status 200: the answer repeats the credentials that were sent\n");
    expectNone(error, secrets);
  });

  test.each(["reset", "cut", "hang"] as const)("is in no part of the error after a %s", async (connection) => {
    emulator.faults.set(ZONES.enabled, { connection });
    const error = await errorOf(askWith(emulator, { timeoutMs: 200 }, config));
    expect(error.message).toContain("No answer: ");
    expectNone(error, secrets);
  });
});
