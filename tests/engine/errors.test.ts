import { ZONES } from "../emulator/emulator";
import { EDGE_ERROR, type Fault } from "../emulator/faults";
import { PREVIEW_FAILED, READ_FAILED } from "./cli-words";
import { allDiagnosticsOf, diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";
import type { Run } from "./stack";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)";
const PATH = `/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`;

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

function expectNoStackTrace({ text }: Run) {
  expect(text).not.toMatch(/^\s+at /m);
  expect(text).not.toMatch(/\.(js|ts):\d+|unhandled|\[object/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  expect(text.replaceAll("\r\n", "\n")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
}

/** What is said about the lookup; the ray id differs from request to request. */
const errorOn = (run: Run) =>
  diagnosticsOf(run, LOOKUP)
    .join("\n")
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
      { code: 1337, message: "\u001b[31mSecond\u001b[0m er\u0007ror", source: { pointer: "/zone_id" } },
    ]),
    [
      "HTTP status 403",
      "10000: Authentication error (see https://developers.cloudflare.com/a)",
      "1337: Second error (concerns /zone_id)",
      "Ray id: …",
      "What to do: Check that the token is valid, not expired, and has the permission Zone Settings: Read for this zone.",
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
    answer(429, [{ code: 10100, message: "Rate limited" }], {}, { "retry-after": "301" }),
    [
      "HTTP status 429",
      "10100: Rate limited",
      "Ray id: …",
      "Cloudflare asks to wait 301 seconds",
      "What to do: Trying again later may help: Cloudflare allows 1,200 requests in 5 minutes for a user, all tokens together, unless your account has another limit.",
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
  const stack = await stackOf("lookups", { shop: { zoneId: ZONES.enabled } });
  await stack.succeed("up");
  emulator.faults.set(ZONES.enabled, fault);
  const failure = `Cannot read the Auto-Origin TLS KEX setting of zone ${ZONES.enabled}`;

  const preview = await stack.fail("preview");
  const error = `error: ${READ_FAILED}${[failure, `GET <base URL>${PATH}`, ...lines].join("\n  ")}`;
  expect(errorOn(preview)).toBe(error);
  expect(allDiagnosticsOf(preview).sort()).toEqual([
    expect.stringMatching(`^error: ${READ_FAILED}`),
    `error: ${PREVIEW_FAILED}`,
    "info#err: lookup shop: failed, see the error on its own row",
  ]);
  expectNoStackTrace(preview);

  const refresh = await stack.fail("refresh");
  expect(errorOn(refresh)).toContain(lines[0]);
  expectNoStackTrace(refresh);
});

test("what is no zone id is refused without a request", async () => {
  const stack = await stackOf("lookupOf");
  const expectRefusal = async (reason: string) => {
    const preview = await stack.fail("preview");
    const refusal = `error: ${READ_FAILED}zoneId must be 1 to 32 letters and digits, ${reason}.`;
    expect(errorOn(preview)).toContain(refusal);
    expectNoStackTrace(preview);
  };
  await expectRefusal("but none was given");
  for (const [zoneId, reason] of [
    ["shop.example.com", `but "shop.example.com" is a domain name: a lookup of one zone takes it as zoneName`],
    ["", "but none was given"],
    [7, "but a value of type number was given"],
    ["../accounts", `but "../accou…" (3 more characters) was given`],
  ] as const) {
    await stack.change("lookupOf", zoneId);
    await expectRefusal(reason);
  }
  await stack.change("lookupOfOutput", "");
  await expectRefusal("but none was given");
  await stack.change("lookups", { shop: { zoneId: ZONES.enabled, zoneName: "enabled.example" } as never });
  expect(errorOn(await stack.fail("preview"))).toContain("Both zoneId and zoneName were given.");
  expect(emulator.requests).toEqual([]);
});

test("missing credentials are a message that lists the ways to give them", async () => {
  const stack = await stackOf("lookups", { shop: { zoneId: ZONES.enabled } });
  delete stack.env.CLOUDFLARE_API_TOKEN;
  const preview = await stack.fail("preview");
  expect(errorOn(preview)).toBe(`error: ${READ_FAILED}No Cloudflare credentials found.
  What to do: Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    pulumi config set --secret cloudflare:apiToken
    the environment variable CLOUDFLARE_API_TOKEN
    or, with a Global API key, cloudflare:email and cloudflare:apiKey, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY`);
  expectNoStackTrace(preview);
});
