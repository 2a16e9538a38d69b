import { CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import { EDGE_ERROR, type Fault } from "../emulator/faults";
import { PREVIEW_FAILED, READ_FAILED } from "./cli-words";
import { allDiagnosticsOf, diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";
import type { Run } from "./stack";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

function expectNoStackTrace({ text }: Run) {
  expect(text).not.toMatch(/^\s+at /m);
  expect(text).not.toMatch(/\.(js|ts):\d+|unhandled|\[object/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  expect(text.replaceAll("\r\n", "\n")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
}

/** What is said about the lookup of this name; the ray id differs from request to request. */
const errorOn = (run: Run, name: string) =>
  diagnosticsOf(run, `${TYPE} (${name})`)
    .join("\n")
    .replace(/Ray id: \w{16}-EMU/, "Ray id: …")
    .replace(emulator.baseUrl, "<base URL>");

const answer = (status: number, errors: unknown[], more: object = {}, headers = {}): Fault => ({
  status,
  headers,
  body: { success: false, errors, messages: [], result: null, ...more },
});

/** What each fault is shown as, by the name of the lookup that meets it. */
const FAULTS: [name: string, Fault, lines: string[]][] = [
  [
    "errors",
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
    "unsuccessful",
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
    "limited",
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
    "page",
    EDGE_ERROR,
    [
      `HTTP status 522 after 4 attempts: the answer is not a JSON object (text/html; charset=UTF-8): "api.example | 522: Connection timed out"`,
      "Ray id: …",
      "What to do: Cloudflare's edge could not reach the API behind it. Trying again in a few minutes may help.",
    ],
  ],
  [
    "reset",
    { connection: "reset" },
    ["No answer: the connection was cut (ECONNRESET) after 4 attempts", "What to do: Trying again may help."],
  ],
];

test("what goes wrong is one diagnostic on the lookup, in preview and in refresh", async () => {
  const zoneOf = (name: string) => Buffer.from(name).toString("hex").padEnd(32, "0");
  for (const [name] of FAULTS) emulator.zones.set(zoneOf(name), makeZone(zoneOf(name), `${name}.example`));
  // After a rate limit nothing else is asked with the same credentials.
  const profileOf = (name: string) => (name === "limited" ? { profile: "acme" } : {});
  const lookups = FAULTS.map(([name]) => [name, { zoneId: zoneOf(name), ...profileOf(name) }]);
  const stack = await stackOf("lookups", Object.fromEntries(lookups));
  Object.assign(stack.env, {
    ACME_BASE_URL: emulator.baseUrl,
    ACME_EMAIL: CREDENTIALS.email,
    ACME_API_KEY: CREDENTIALS.apiKey,
  });
  await stack.succeed("up");
  // So that all have been asked when the first one is answered.
  emulator.latencyMs = 500;

  for (const [name, fault] of FAULTS) emulator.faults.set(zoneOf(name), fault);
  const preview = await stack.fail("preview");
  const said = [`error: ${PREVIEW_FAILED}`];
  for (const [name, , lines] of FAULTS) {
    const error = `error: ${READ_FAILED}Cannot read the Auto-Origin TLS KEX setting of zone ${zoneOf(name)}`;
    const url = `<base URL>/zones/${zoneOf(name)}/settings/auto_origin_tls_kex`;
    expect(errorOn(preview, name)).toBe([error, `GET ${url}`, ...lines].join("\n  "));
    said.push(error, `info#err: lookup ${name}: failed, see the error on its own row`);
  }
  const firstLines = allDiagnosticsOf(preview).map((diagnostic) => diagnostic.split("\n")[0]);
  expect(firstLines.sort()).toEqual(said.sort());
  expectNoStackTrace(preview);

  const refresh = await stack.fail("refresh");
  for (const [name, , [line]] of FAULTS) expect(errorOn(refresh, name)).toContain(line);
  expectNoStackTrace(refresh);
});

test("what is no zone id is refused without a request; missing credentials are a message that lists the ways to give them", async () => {
  const stack = await stackOf("wrongLookups", ZONES.enabled, "acme");
  // So that it is not for the want of credentials that nothing is sent for a wrong id.
  Object.assign(stack.env, { ACME_BASE_URL: emulator.baseUrl, ACME_API_TOKEN: CREDENTIALS.token });
  delete stack.env.CLOUDFLARE_API_TOKEN;
  const preview = await stack.fail("preview");
  for (const [name, reason] of [
    ["none", "but none was given"],
    ["domain", `but "shop.example.com" is a domain name: a lookup of one zone takes it as zoneName`],
    ["empty", "but none was given"],
    ["number", "but a value of type number was given"],
    ["path", `but "../accou…" (3 more characters) was given`],
    ["output", "but none was given"],
  ] as const) {
    const refusal = `error: ${READ_FAILED}zoneId must be 1 to 32 letters and digits, ${reason}.`;
    expect(errorOn(preview, name)).toContain(refusal);
  }
  expect(errorOn(preview, "both")).toContain("Both zoneId and zoneName were given.");
  expect(errorOn(preview, "shop")).toBe(`error: ${READ_FAILED}No Cloudflare credentials found.
  What to do: Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    pulumi config set --secret cloudflare:apiToken
    the environment variable CLOUDFLARE_API_TOKEN
    or, with a Global API key, cloudflare:email and cloudflare:apiKey, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY`);
  expectNoStackTrace(preview);
  expect(emulator.requests).toEqual([]);
});
