import { gzipSync } from "node:zlib";
import type { OriginTlsErrorCode } from "../../provider/cloudflare/errors";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";
import { EDGE_ERROR, type Fault } from "./faults";
import { errorOf, read } from "./reading";

const good = { id: "auto_origin_tls_kex", enabled: true, modified_on: "2014-01-01T05:20:00.12345Z" };
const envelope = (result: unknown, more: object = {}) => ({ success: true, errors: [], messages: [], result, ...more });
const rejected = { success: false, errors: [{ code: 1009, message: "Missing field 'enabled' in JSON body" }] };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => {
  emulator.faults.clear();
  emulator.requests.length = 0;
});
afterAll(() => emulator.close());

async function errorFor(fault: Fault) {
  emulator.faults.set(ZONES.enabled, fault);
  return errorOf(read(emulator));
}

const ok = (body: unknown, headers: Record<string, string> = {}): Fault => ({ status: 200, body, headers });
const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
/** What is shown of it, cut to a length: Node.js 26 can write it as JSON, older ones cannot. */
function shownDeep(length: number): string {
  try {
    JSON.stringify(JSON.parse(deep));
    return `${deep.slice(0, length)}… (${deep.length - length} more characters)`;
  } catch {
    return "[too deeply nested to show]";
  }
}
const json = "the answer is not a JSON object (application/json; charset=utf-8)";
const shape = "the answer is not as documented";
const date = `${shape}: result.modified_on is`;
const reports = "the answer has success: true but reports errors";
const one = { code: 1234, message: "x" };

test.each<[string, Fault, string]>([
  ["the reference page's third example", ok(envelope(good, rejected)), "the answer has success: false"],
  ["an empty body", ok(""), "the answer is empty"],
  ["a body of white space", ok(" \r\n"), "the answer is empty"],
  ["null", ok("null"), `${json}: "null"`],
  ["true", ok("true"), `${json}: "true"`],
  ["an array", ok("[true]"), `${json}: "[true]"`],
  ["a text", ok('"enabled"'), `${json}: ""enabled""`],
  ["truncated JSON", ok('{"success":true,"result":{"id":"auto'), `${json}: "{"success":true,"result":{"id":"auto"`],
  ["two answers in one", ok("{}{}"), `${json}: "{}{}"`],
  ["an object of nothing", ok("{}"), "the answer has success: missing"],
  ["the result without its envelope", ok(good), "the answer has success: missing"],
  ["success missing", ok({ result: good }), "the answer has success: missing"],
  ["success null", ok(envelope(good, { success: null })), "the answer has success: null"],
  ["success as a text", ok(envelope(good, { success: "true" })), 'the answer has success: "true"'],
  ["success as a number", ok(envelope(good, { success: 1 })), "the answer has success: 1"],
  ["success nested too deeply", ok(`{"success":${deep}}`), `the answer has success: ${shownDeep(200)}`],
  ["success with errors", ok(envelope(good, { errors: [one] })), reports],
  ["success with an error that is no list", ok(envelope(good, { errors: one })), reports],
  ["success with an error that is a text", ok(envelope(good, { errors: "x" })), reports],
  ["success with an error that is null", ok(envelope(good, { errors: [null] })), reports],
  ["no result", ok(envelope(undefined)), `${shape}: result is missing`],
  ["result null", ok(envelope(null)), `${shape}: result is null, expected Object`],
  ["result a flag", ok(envelope(true)), `${shape}: result is true, expected Object`],
  ["result an array", ok(envelope([good])), `${shape}: result.id is missing`],
  ["another id", ok(envelope({ ...good, id: "tls_1_3" })), `${shape}: result.id is "tls_1_3", expected "${good.id}"`],
  ["no id", ok(envelope({ enabled: true })), `${shape}: result.id is missing`],
  ["a text", ok(envelope({ ...good, enabled: "true" })), `${shape}: result.enabled is "true", expected boolean`],
  ["a number", ok(envelope({ ...good, enabled: 1 })), `${shape}: result.enabled is 1, expected boolean`],
  ["null as enabled", ok(envelope({ ...good, enabled: null })), `${shape}: result.enabled is null, expected boolean`],
  ["enabled missing", ok(envelope({ id: good.id })), `${shape}: result.enabled is missing`],
  ["a word as date", ok(envelope({ ...good, modified_on: "now" })), `${date} "now", expected a date-time`],
  ["an empty date", ok(envelope({ ...good, modified_on: "" })), `${date} "", expected a date-time`],
  ["a day", ok(envelope({ ...good, modified_on: "2014-01-01" })), `${date} "2014-01-01", expected a date-time`],
  [
    "a date-time of no time zone",
    ok(envelope({ ...good, modified_on: "2014-01-01T05:20:00" })),
    `${date} "2014-01-01T05:20:00", expected a date-time`,
  ],
  [
    "a date-time with a space",
    ok(envelope({ ...good, modified_on: "2014-01-01 05:20:00Z" })),
    `${date} "2014-01-01 05:20:00Z", expected a date-time`,
  ],
  ["a number as date", ok(envelope({ ...good, modified_on: 0 })), `${date} 0, expected string`],
  [
    "a page",
    ok("<title>Login</title>", { "content-type": "text/html" }),
    'the answer is not a JSON object (text/html): "Login"',
  ],
  ["UTF-16", ok(Buffer.from("\ufeff{}", "utf16le")), 'the answer is not a JSON object (application/json): "��{}"'],
])("%s is an error, never a value", async (_, fault, problem) => {
  const error = await errorFor(fault);
  const [failure, request, fact] = error.message.split("\n  ");
  expect(failure).toBe(`Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}`);
  expect(request).toBe(`GET ${emulator.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`);
  expect(fact).toBe(`HTTP status 200: ${problem}`);
  const code = problem === "the answer has success: false" ? "API" : "BAD_ANSWER";
  expect(error).toMatchObject({ code, status: 200, zoneId: ZONES.enabled });
  expect(emulator.requests).toHaveLength(1);
});

test.each<[string, Fault, string, OriginTlsErrorCode]>([
  ["no content", { status: 204 }, "HTTP status 204: the answer is empty", "BAD_ANSWER"],
  [
    "a success with a wrong body",
    { status: 201, body: "created" },
    `HTTP status 201: ${json}: "created"`,
    "BAD_ANSWER",
  ],
  [
    "a good body with an undocumented status",
    { status: 201, body: envelope(good) },
    "HTTP status 201: a good answer has status 200",
    "BAD_ANSWER",
  ],
  ["a cached answer", { status: 304 }, "HTTP status 304: the answer is empty", "BAD_ANSWER"],
  ["a good body with a bad status", { status: 400, body: envelope(good) }, "HTTP status 400", "API"],
  ["a failure without any error", { status: 403, body: { success: false } }, "HTTP status 403", "API"],
  ["the third example with status 400", { status: 400, body: envelope(good, rejected) }, "HTTP status 400", "API"],
  [
    "a broken compression",
    ok("no gzip", { "content-encoding": "gzip" }),
    "No answer: incorrect header check (Z_DATA_ERROR)",
    "NETWORK",
  ],
  ["5 MB", ok(envelope({ ...good, filler: "x".repeat(5e6) })), "No answer: it is longer than 4194304 bytes", "NETWORK"],
  [
    "5 MB of which a few KB are sent",
    ok(gzipSync(JSON.stringify(envelope({ ...good, filler: "x".repeat(5e6) }))), { "content-encoding": "gzip" }),
    "No answer: it is longer than 4194304 bytes",
    "NETWORK",
  ],
])("%s is an error, never a value", async (_, fault, fact, code) => {
  const error = await errorFor(fault);
  expect(error.message.split("\n  ")[2]).toBe(fact);
  expect(error.code).toBe(code);
  expect(emulator.requests).toHaveLength(1);
});

test("a failure with a complete result tells its errors and warns of the values", async () => {
  const error = await errorFor({ status: 400, body: envelope(good, rejected) });
  expect(error.message.split("\n  ").slice(2)).toEqual([
    "HTTP status 400",
    "1009: Missing field 'enabled' in JSON body",
    `Ray id: ${error.rayId}`,
    "What to do: The values that came with this error are not an answer and were not used. Trying again may help; if it stays, give Cloudflare's support the ray id.",
  ]);
  expect(error.errors).toEqual([{ code: 1009, message: "Missing field 'enabled' in JSON body" }]);
});

test("an error page of the edge is an error with its title, after all attempts", async () => {
  const error = await errorFor(EDGE_ERROR);
  expect(error.code).toBe("API");
  expect(error.message).toContain(
    'HTTP status 522 after 4 attempts: the answer is not a JSON object (text/html; charset=UTF-8): "api.example | 522',
  );
  expect(emulator.requests).toHaveLength(4);
}, 20_000);

test.each<[string, string, string, string]>([
  [
    "a page",
    "text/html; charset=UTF-8",
    "<html><TITLE>Attention Required! | Cloudflare</TITLE>",
    "Attention Required! | Cloudflare",
  ],
  ["a line", "text/plain", "error code: 1010", "error code: 1010"],
  [
    "a page with the token in its title",
    "text/html",
    `<title>${CREDENTIALS.token.toUpperCase()}</title>`,
    "[redacted]",
  ],
])("a firewall's refusal by %s is no matter of the token", async (_, type, body, shown) => {
  const error = await errorFor({ status: 403, headers: { "content-type": type, "CF-Mitigated": "Challenge" }, body });
  expect(error.message.split("\n  ").slice(2)).toEqual([
    `HTTP status 403: the answer is not a JSON object (${type}): "${shown}"`,
    `Ray id: ${error.rayId}`,
    "What to do: A firewall in front of the API refused this machine or its network, and the token was not looked at: try from another network, or give Cloudflare's support the ray id.",
  ]);
  expect(emulator.requests).toHaveLength(1);
});

test.each([301, 302, 303, 307, 308])("a redirect with status %s is an error and not followed", async (status) => {
  const other = await startEmulator();
  try {
    const error = await errorFor({
      status,
      headers: { location: `${other.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex` },
    });
    expect(error.message).toContain(`HTTP status ${status}: a redirect to "${other.baseUrl}`);
    expect(error.hint).toMatch(/Redirects are not followed/);
    expect(other.requests).toEqual([]);
  } finally {
    await other.close();
  }
});

test("errors of any shape are shown and nothing of them is lost", async () => {
  const cause = { code: 6111, message: "Invalid format for Authorization header" };
  const errors = ["text", null, 7, { code: 1, message: { a: 1 } }, { code: 6003, message: "m", error_chain: [cause] }];
  const error = await errorFor({ status: 400, body: { success: false, errors } });
  expect(error.message.split("\n  ").slice(3, 9)).toEqual([
    '0: "text"',
    "0: null",
    "0: 7",
    '1: {"code":1,"message":{"a":1}}',
    "6003: m",
    "6111: Invalid format for Authorization header",
  ]);
  expect(error.errors).toHaveLength(6);
});

test.each<[string, unknown[]]>([
  [`{"success":false,"errors":[${deep}]}`, [{ code: 0, message: shownDeep(1_000) }]],
  ['{"success":false,"errors":{"code":5,"message":"alone"}}', [{ code: 5, message: "alone" }]],
  ['{"success":false,"errors":"down"}', [{ code: 0, message: '"down"' }]],
  ['{"success":false,"errors":null}', []],
])("errors that are no list of documented entries do not throw, %#", async (body, expected) => {
  expect((await errorFor({ status: 403, body })).errors).toEqual(expected);
});

test.each<[number, number, string, RegExp]>([
  [403, 10000, "Authentication error", /^Check that the token is valid/],
  [400, 6003, "Invalid request headers", /malformed/],
  [403, 1015, "Not entitled", /not the same as disabled/],
  [404, 1234, "?", /base URL/],
])("status %s with code %s, %s, says what to do", async (status, code, message, hint) => {
  const error = await errorFor({ status, body: { success: false, errors: [{ code, message }] } });
  expect(error.hint).toMatch(hint);
  expect(error.message.split("\n  ").pop()).toBe(`What to do: ${error.hint}`);
});

test("an error about which nothing better can be said ends with what Cloudflare said", async () => {
  const error = await errorFor({ status: 400, body: { success: false, errors: [one] }, headers: { "cf-ray": "" } });
  expect(error.hint).toBeUndefined();
  expect(error.message).toMatch(/\n {2}HTTP status 400\n {2}1234: x$/);
});
