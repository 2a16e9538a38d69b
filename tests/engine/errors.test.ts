import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { EDGE_ERROR, type Fault } from "../emulator/faults";
import { createStack, diagnosticsOf, type Ended, emulatorEnv } from "./stack";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)";
const STACK = "pulumi:pulumi:Stack (shop-dev)";
const PATH = `/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`;
const FAILURE = `Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}`;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.faults.clear());
afterAll(() => emulator.close());

const lookupOf = (zoneId: string) => `
const { AutoOriginTlsKex } = require("pulumi-cloudflare-origin-tls");
module.exports = { enabled: new AutoOriginTlsKex("shop", { zoneId: ${zoneId} }).enabled };`;

function expectNoStackTrace({ text }: Ended) {
  expect(text).not.toMatch(/^\s+at /m);
  expect(text).not.toMatch(/\.(js|ts):\d+|unhandled|\[object/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  expect(text.replaceAll("\r\n", "\n")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
}

/** The ray id differs from request to request. */
const diagnosticOf = (ended: Ended) =>
  diagnosticsOf(ended.text, LOOKUP)
    .replace(/Ray id: \w{16}-EMU/, "Ray id: …")
    .replace(emulator.baseUrl, "<base URL>");

const answer = (status: number, errors: unknown[], more: object = {}, headers = {}): Fault => ({
  status,
  headers,
  body: { success: false, errors, messages: [], result: null, ...more },
});

test.each<[string, Fault, string[]]>([
  [
    "an answer with errors",
    answer(403, [
      { code: 10000, message: "Authentication error", documentation_url: "https://developers.cloudflare.com/a" },
      { code: 1337, message: "\u001b[31mSecond\u0007 error", source: { pointer: "/zone_id" } },
    ]),
    [
      "HTTP status 403",
      "10000: Authentication error (see https://developers.cloudflare.com/a)",
      "1337: Second error (concerns /zone_id)",
      "Ray id: …",
      "What to do: Check that the token is valid, not expired, and has the permission to read the settings of this zone.",
    ],
  ],
  [
    "success: false with a complete result",
    answer(200, [{ code: 1009, message: "Missing field 'enabled' in JSON body" }], {
      result: { id: "auto_origin_tls_kex", enabled: false, modified_on: "2014-01-01T05:20:00.12345Z" },
    }),
    [
      "HTTP status 200: the answer has success: false",
      "1009: Missing field 'enabled' in JSON body",
      "Ray id: …",
      "What to do: The values that came with this error are not an answer and were not used. Trying again may help; if it stays, give Cloudflare's support the ray id.",
    ],
  ],
  [
    "a rate limit",
    answer(429, [{ code: 10100, message: "Rate limited" }], {}, { "retry-after": "77" }),
    [
      "HTTP status 429",
      "10100: Rate limited",
      "Ray id: …",
      "Cloudflare asks to wait 77 seconds",
      "What to do: Trying again later may help: Cloudflare allows 1,200 requests in 5 minutes for a user, all tokens together.",
    ],
  ],
  [
    "an error page of the edge",
    EDGE_ERROR,
    [
      `HTTP status 522 after 4 attempts: the answer is not a JSON object (text/html; charset=UTF-8): "api.example | 522: Connection timed out"`,
      "Ray id: …",
      "What to do: Cloudflare's edge could not reach the API behind it. Trying again in a few minutes may help.",
    ],
  ],
  [
    "a connection that is reset",
    { connection: "reset" },
    ["No answer: the connection was cut (ECONNRESET) after 4 attempts", "What to do: Trying again may help."],
  ],
])("%s is one diagnostic on the lookup, in preview and in refresh", async (_, fault, lines) => {
  const stack = await createStack({
    program: lookupOf(`"${ZONES.enabled}"`),
    env: emulatorEnv(emulator, CREDENTIALS.token),
  });
  await stack.succeed("up", "--yes", "--skip-preview");
  emulator.faults.set(ZONES.enabled, fault);
  const text = [FAILURE, `GET <base URL>${PATH}`, ...lines].join("\n  ");

  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticOf(preview)).toBe(`error: Preview failed: ${text}`);
  expect(
    diagnosticsOf(preview.text, STACK)
      .split("\n")
      .filter((line) => line !== "")
      .sort(),
  ).toEqual(["error: preview failed", `lookup of zone ${ZONES.enabled}: failed, see the error on its own row`]);
  expectNoStackTrace(preview);

  const refresh = await stack.pulumi("refresh", "--yes", "--skip-preview");
  expect(refresh.code).not.toBe(0);
  expect(diagnosticsOf(refresh.text, LOOKUP)).toContain(lines[0]);
  expectNoStackTrace(refresh);
});

test.each([
  [
    "a domain name",
    `"shop.example.com"`,
    `but "shop.example.com" is a domain name: give it as zoneName, or the zone's id`,
  ],
  ["an empty text", `""`, "but none was given"],
  ["undefined", "undefined", "but none was given"],
  ["an output of an empty text", `require("@pulumi/pulumi").output("")`, "but none was given"],
  ["a number", "7", "but a value of type number was given"],
  ["a path", `"../accounts"`, `but "../accou…" (11 characters) was given`],
])("%s as zone id is refused without a request", async (_, zoneId, reason) => {
  const before = emulator.requests.length;
  const stack = await createStack({ program: lookupOf(zoneId), env: emulatorEnv(emulator, CREDENTIALS.token) });
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticOf(preview)).toContain(
    `error: Preview failed: zoneId must be 1 to 32 letters and digits, ${reason}.`,
  );
  expectNoStackTrace(preview);
  expect(emulator.requests).toHaveLength(before);
});

test("missing credentials are a message that lists the ways to give them", async () => {
  const stack = await createStack({ program: lookupOf(`"${ZONES.enabled}"`), env: emulatorEnv(emulator) });
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticOf(preview)).toBe(`error: Preview failed: No Cloudflare credentials found.
  What to do: Give a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    pulumi config set --secret cloudflare:apiToken
    the environment variable CLOUDFLARE_API_TOKEN
    or, with a Global API key, cloudflare:email and cloudflare:apiKey, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY`);
  expectNoStackTrace(preview);
});

test("a function that fails is one error of the stack, without a stack trace", async () => {
  const stack = await createStack({
    program: `
const { getAutoOriginTlsKexOutput } = require("pulumi-cloudflare-origin-tls");
module.exports = { enabled: getAutoOriginTlsKexOutput({ zoneId: "${"0".repeat(32)}" }).enabled };`,
    env: emulatorEnv(emulator, CREDENTIALS.token),
  });
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(diagnosticsOf(preview.text, STACK)).toMatch(
    /^error: Cannot read the Auto-Origin TLS KEX setting of zone 0{32}\n {2}GET .*\n {2}HTTP status 404\n {2}7003: .*\n {2}Ray id: .*\n {2}What to do: Check the zone id/,
  );
  expectNoStackTrace(preview);
});
