import * as v from "valibot";
import { openEnvelope } from "../../provider/cloudflare/envelope";
import type { OriginTlsError } from "../../provider/cloudflare/errors";
import { createRedactor } from "../../provider/cloudflare/redaction";
import type { RawAnswer } from "../../provider/cloudflare/transport";

const SECRET = "canary-5d41402a";
const ASKED = { failure: "Cannot read it", url: "https://api.example/x", zoneId: "aa" };
const schema = v.object({ enabled: v.boolean() });

const answer = (body: unknown, rest: Partial<RawAnswer> = {}): RawAnswer => ({
  status: 200,
  headers: {},
  body: typeof body === "string" ? body : JSON.stringify(body),
  attempts: 1,
  retryAfterSeconds: 0,
  ...rest,
});
const open = (given: RawAnswer) => openEnvelope(given, schema, ASKED, createRedactor([SECRET]));
const good = { success: true, errors: [], messages: [], result: { enabled: true } };
const failed = (...errors: object[]) => ({ success: false, errors });

/** The error of an answer, and what it says had come back. */
function failureOf(given: RawAnswer): { error: OriginTlsError; facts: string[] } {
  try {
    open(given);
  } catch (error) {
    const [failure, request, ...facts] = (error as Error).message.split("\n  ");
    expect([failure, request]).toEqual(["Cannot read it", "GET https://api.example/x"]);
    return { error: error as OriginTlsError, facts };
  }
  throw new Error("This answer was believed");
}

test("a good answer gives its result, its messages and what it says of pages", () => {
  const messages = [{ code: 7, message: `about ${SECRET}` }];
  expect(open(answer({ ...good, messages, result_info: { page: 1 } }))).toEqual({
    result: { enabled: true },
    messages: [{ code: 7, message: "about [redacted]" }],
    resultInfo: { page: 1 },
  });
});

test("an error has everything that is known, and no field of what is not", () => {
  const body = failed({ code: 10_000, message: "Authentication error" }, { code: 7, message: "b" });
  const { error, facts } = failureOf(
    answer(body, { status: 429, headers: { "cf-ray": `8a ${SECRET}` }, attempts: 4, retryAfterSeconds: 30 }),
  );
  expect(facts).toEqual([
    "HTTP status 429 after 4 attempts",
    "10000: Authentication error",
    "7: b",
    "Ray id: 8a [redacted]",
    "Cloudflare asks to wait 30 seconds",
    expect.stringContaining("Trying again later may help"),
  ]);
  expect({ ...error }).toMatchObject({
    code: "RATE_LIMITED",
    status: 429,
    errors: body.errors,
    reason: "HTTP status 429, 10000: Authentication error; 7: b",
    rayId: "8a [redacted]",
    retryAfterSeconds: 30,
    zoneId: "aa",
  });

  expect(
    failureOf(answer({ ...body, messages: [{ code: 3, message: `m ${SECRET}` }] }, { status: 400 })).facts,
  ).toEqual([
    "HTTP status 400",
    "10000: Authentication error",
    "7: b",
    "Message 3: m [redacted]",
    expect.stringContaining("has the permission Zone Settings: Read for this zone."),
  ]);
  const wait = failureOf(answer(body, { status: 429, retryAfterSeconds: 1, notRepeated: "No further request" }));
  expect(wait.facts.slice(3, 5)).toEqual(["Cloudflare asks to wait 1 second", "No further request"]);

  const bare = failureOf(answer(failed({ code: 7, message: "b" }), { status: 400 }));
  expect(bare.facts).toEqual(["HTTP status 400", "7: b"]);
  expect(bare.error.code).toBe("API");
  for (const field of ["rayId", "hint", "retryAfterSeconds"]) expect(Object.keys(bare.error)).not.toContain(field);
});

test("without any error of Cloudflare the first fact is the reason, and the base URL is in doubt", () => {
  const { error, facts } = failureOf(answer({ ...good, result: {} }));
  const [first, hint] = facts;
  expect(facts).toHaveLength(2);
  expect(first).toBe("HTTP status 200: the answer is not as documented: result.enabled is missing");
  expect(error).toMatchObject({ code: "BAD_ANSWER", reason: first, errors: [] });
  expect(hint).toMatch(/^What to do: Check that the base URL is Cloudflare's API; .* the ray id\.$/);
});

test("the permission that is needed is that of what was asked", () => {
  const refused = answer(failed({ code: 10_000, message: "Authentication error" }), { status: 403 });
  const list = { failure: ASKED.failure, url: ASKED.url };
  expect(() => openEnvelope(refused, schema, list, createRedactor([]))).toThrow(/has the permission Zone: Read\.$/);
});

test("the texts of the errors tell what to do", () => {
  const ip = failed({ code: 1, message: "a client of this" }, { code: 9109, message: "IP is not allowed" });
  expect(failureOf(answer(ip, { status: 403 })).error.hint).toMatch(/client IP address filter/);
  // Each is about its own code.
  const apart = failed({ code: 1015, message: "Not entitled" }, { code: 1, message: "rate limit" });
  expect(failureOf(answer(apart, { status: 400 })).error).toMatchObject({
    code: "API",
    hint: expect.stringMatching(/not the same as disabled/),
  });
});

test.each([
  [201, "HTTP status 201: a good answer has status 200"],
  [299, "HTTP status 299: a good answer has status 200"],
  [300, "HTTP status 300"],
])("a good body with status %i is refused", (status, fact) => {
  expect(failureOf(answer(good, { status })).facts[0]).toBe(fact);
});

test.each([
  [299, ": the answer is empty"],
  [300, ': a redirect to "https://login.example/"'],
  [399, ': a redirect to "https://login.example/"'],
  [400, ": the answer is empty"],
])("status %i with an address to go to", (status, problem) => {
  const headers = { location: "https://login.example/" };
  expect(failureOf(answer("", { status, headers })).facts[0]).toBe(`HTTP status ${status}${problem}`);
});

test.each([
  ["its title", "<html><TITLE lang=en>Log in</TITLE>", '"Log in"'],
  ["its title after white space", `${" ".repeat(4_096)}<title>x</title>`, '"x"'],
  ["no title at the end of a long one", `${"-".repeat(4_096)}<title>x</title>`, /^"-{200}…"/],
  [
    "a title at its cut, without the credentials",
    `${"-".repeat(4_096 - 7 - 10)}<title>${SECRET}</title>`,
    '"[redacted]"',
  ],
  ["the beginning of what has none", `Denied ${SECRET} ${"x".repeat(300)}`, /^"Denied \[redacted\] x+…" \(118 more/],
])("a page is told by %s", (_, page, told) => {
  const [fact = ""] = failureOf(answer(page)).facts;
  const start = "HTTP status 200: the answer is not a JSON object (no content type): ";
  expect(fact.startsWith(start)).toBe(true);
  expect(fact.slice(start.length)).toEqual(typeof told === "string" ? told : expect.stringMatching(told));
});

test.each<[string, string, string, RegExp]>([
  ["a page", "<title>Attention Required! | Cloudflare</title>", '"Attention Required! | Cloudflare"', /^A firewall/],
  [
    "a page whose title lies",
    "<title>10000: Authentication error</title>",
    '"10000: Authentication error"',
    /^A firewall/,
  ],
  ["a line", "error code: 1020", '"error code: 1020"', /^A firewall/],
  ["a problem in JSON", `{"title":"Error 1020","x":${"[".repeat(99)}${"]".repeat(99)}}`, '"Error 1020"', /^A firewall/],
  ["JSON of something else", '{"message":"Forbidden"}', '"{"message":"Forbidden"}"', /^A firewall/],
  ["JSON with a title that is none", '{"title":7}', '"{"title":7}"', /^A firewall/],
  ["a secret in a title", `<title>${SECRET.toUpperCase()}</title>`, '"[redacted]"', /^A firewall/],
  ["a secret in an escape", `{"a":"\\u0063${SECRET.slice(1)}"}`, '"{"a":"[redacted]"}"', /^A firewall/],
  ["a secret in a list", `["\\u0063${SECRET.slice(1)}"]`, '"["[redacted]"]"', /^A firewall/],
  ["a very long page", `<title>Denied</title>${"x".repeat(4e6)}`, '"Denied"', /^A firewall/],
])("%s with status 403 is shown, and is a firewall's", (_, body, shown, hint) => {
  const { error, facts } = failureOf(answer(body, { status: 403 }));
  expect(facts[0]).toMatch(/^HTTP status 403: the answer is not (a JSON object|one of the API) \(no content type\): /);
  expect(facts[0]?.split("(no content type): ")[1]).toBe(shown);
  expect(error.hint).toMatch(hint);
  expect(error.about).toBeUndefined();
});

test("a challenge is a firewall's with any status, unless the API itself has answered", () => {
  const headers = { "cf-mitigated": "challenge" };
  const page = "<title>Just a moment...</title>";
  expect(failureOf(answer(page, { status: 503, headers })).error.hint).toMatch(/^A firewall/);
  expect(failureOf(answer(page, { status: 503 })).error.hint).toMatch(/^The failure is on Cloudflare's side/);
  const refused = failed({ code: 10_000, message: "Authentication error" });
  expect(failureOf(answer(refused, { status: 403, headers })).error.about).toBe("credentials");
  // Not an error of the API, as "error code: 1006" is.
  const unavailable = failed({ code: 1006, message: "Not entitled" });
  expect(failureOf(answer(unavailable, { status: 403, headers })).error.hint).toMatch(/not the same as disabled/);
});

test("an answer that repeats the credentials is refused, wherever they stand in the result", () => {
  const name = v.object({ name: v.string() });
  const body = answer({ ...good, result: { name: `x${SECRET.toUpperCase()}y` } });
  expect(() => openEnvelope(body, name, ASKED, createRedactor([SECRET]))).toThrow(
    "the answer repeats the credentials that were sent",
  );
});
