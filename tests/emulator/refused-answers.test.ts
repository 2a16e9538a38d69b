import { type Emulator, startEmulator, ZONES } from "./emulator";
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

test.each<[string, Fault, string]>([
  ["the reference page's third example", { status: 200, body: envelope(good, rejected) }, "has success: false"],
  ["the same with status 400", { status: 400, body: envelope(good, rejected) }, "HTTP status 400\n  1009: Missing"],
  ["an empty body", { status: 200, body: "" }, "the answer is empty"],
  ["no content", { status: 204 }, "the answer is empty"],
  ["null", { status: 200, body: "null" }, "the answer is not a JSON object"],
  ["an array", { status: 200, body: "[true]" }, "the answer is not a JSON object"],
  ["a text", { status: 200, body: '"enabled"' }, "the answer is not a JSON object"],
  ["truncated JSON", { status: 200, body: '{"success":true,"result":{"id":"auto' }, "the answer is not a JSON object"],
  ["success missing", { status: 200, body: { result: good } }, "success: missing"],
  ["success as a text", { status: 200, body: envelope(good, { success: "true" }) }, 'success: "true"'],
  [
    "success with errors",
    { status: 200, body: envelope(good, { errors: [{ code: 1, message: "x" }] }) },
    "reports errors",
  ],
  ["no result", { status: 200, body: envelope(undefined) }, "result is missing, expected Object"],
  ["result null", { status: 200, body: envelope(null) }, "result is null, expected Object"],
  ["result an array", { status: 200, body: envelope([good]) }, "expected"],
  ["another setting's id", { status: 200, body: envelope({ ...good, id: "tls_1_3" }) }, 'result.id is "tls_1_3"'],
  ["no id", { status: 200, body: envelope({ enabled: true }) }, "result.id is missing"],
  [
    "enabled as a text",
    { status: 200, body: envelope({ ...good, enabled: "true" }) },
    'result.enabled is "true", expected boolean',
  ],
  [
    "enabled as a number",
    { status: 200, body: envelope({ ...good, enabled: 1 }) },
    "result.enabled is 1, expected boolean",
  ],
  ["enabled null", { status: 200, body: envelope({ ...good, enabled: null }) }, "result.enabled is null"],
  ["enabled missing", { status: 200, body: envelope({ id: good.id }) }, "result.enabled is missing"],
  [
    "modified_on not a date-time",
    { status: 200, body: envelope({ ...good, modified_on: "yesterday" }) },
    'modified_on is "yesterday"',
  ],
  ["modified_on a number", { status: 200, body: envelope({ ...good, modified_on: 0 }) }, "result.modified_on is 0"],
  ["a failure without any error", { status: 403, body: { success: false } }, "HTTP status 403"],
  [
    "an answer that is no JSON",
    { status: 200, body: "<title>Login</title>", headers: { "content-type": "text/html" } },
    '(text/html): "Login"',
  ],
  ["a broken compression", { status: 200, body: "no gzip", headers: { "content-encoding": "gzip" } }, "No answer"],
])("%s is an error, never a value", async (_, fault, text) => {
  expect((await errorFor(fault)).message).toContain(text);
});

test("an error page of the edge is an error with its title, after all attempts", async () => {
  const error = await errorFor(EDGE_ERROR);
  expect(error.message).toContain(
    'HTTP status 522 after 4 attempts: the answer is not a JSON object (text/html; charset=UTF-8): "api.example | 522',
  );
  expect(emulator.requests).toHaveLength(4);
}, 20_000);

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
  const errors = [
    "text",
    null,
    7,
    { message: "no code" },
    { code: "10000", message: "code as text" },
    { code: 1, message: { a: 1 } },
  ];
  expect((await errorFor({ status: 403, body: { success: false, errors } })).errors).toEqual([
    { code: 0, message: '"text"' },
    { code: 0, message: "null" },
    { code: 0, message: "7" },
    { code: 0, message: "no code" },
    { code: 10000, message: "code as text" },
    { code: 1, message: '{"code":1,"message":{"a":1}}' },
  ]);
  expect(
    (await errorFor({ status: 403, body: { success: false, errors: { code: 5, message: "alone" } } })).errors,
  ).toEqual([{ code: 5, message: "alone" }]);
});

test.each<[number, number, string, RegExp]>([
  [403, 10000, "Authentication error", /token is valid/],
  [403, 9109, "Unauthorized to access requested resource", /token is valid/],
  [403, 9109, "Cannot use the access token from location: 192.0.2.1", /IP address filter/],
  [400, 9106, "Missing X-Auth-Key", /No credentials reached Cloudflare/],
  [400, 6003, "Invalid request headers", /malformed/],
  [400, 6111, "Invalid format for Authorization header", /malformed/],
  [404, 7003, "Could not route", /does not exist/],
  [404, 7000, "No route for that URI", /does not exist/],
  [400, 1006, "Not available", /not the same as disabled/],
  [403, 1135, "Not available", /not the same as disabled/],
  [403, 1015, "Not entitled", /not the same as disabled/],
  [403, 1015, "Rate limited. Please wait", /Trying again later/],
  [403, 971, "Please wait", /Trying again later/],
  [403, 10100, "Please wait", /Trying again later/],
  [400, 1009, "Missing field", /were not used/],
  [401, 1, "?", /credentials are valid/],
  [404, 1, "?", /base URL/],
])("status %s with code %s, %s, says what to do", async (status, code, message, hint) => {
  const error = await errorFor({ status, body: { success: false, errors: [{ code, message }] } });
  expect(error.hint).toMatch(hint);
  expect(error.message).toContain(`What to do: ${error.hint}`);
});
