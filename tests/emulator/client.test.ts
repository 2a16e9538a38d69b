import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LOOKUPS } from "../../provider/lookups";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";
import { clientFor, errorOf, read } from "./reading";

const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
const CHANGED = "2014-01-01T05:20:00.12345Z";
const good = { id: "auto_origin_tls_kex", enabled: true, modified_on: CHANGED };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => {
  emulator.faults.clear();
  emulator.requests.length = 0;
});
afterAll(() => emulator.close());

test("an enabled, a disabled and a never changed setting", async () => {
  const settingId = "auto_origin_tls_kex";
  expect(await Promise.all(Object.values(ZONES).map((zoneId) => read(emulator, zoneId)))).toEqual([
    { zoneId: ZONES.enabled, enabled: true, modifiedOn: CHANGED, settingId, messages: [] },
    { zoneId: ZONES.disabled, enabled: false, modifiedOn: CHANGED, settingId, messages: [] },
    { zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null, settingId, messages: [] },
  ]);
});

test("the compliance modes", async () => {
  expect(await LOOKUPS.OriginTlsComplianceModes({ zoneId: ZONES.enabled }, clientFor(emulator))).toEqual({
    zoneId: ZONES.enabled,
    modes: ["fips", "pqh"],
    modifiedOn: CHANGED,
    settingId: "origin_tls_compliance_modes",
    messages: [],
  });
});

test("the request is one GET with the token and a user agent that names package and version", async () => {
  await read(emulator);
  expect(emulator.requests).toEqual([
    {
      method: "GET",
      url: `/client/v4/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`,
      headers: expect.objectContaining({
        authorization: `Bearer ${CREDENTIALS.token}`,
        accept: "application/json",
        "user-agent": `pulumi-cloudflare-origin-tls/${version}`,
      }),
    },
  ]);
});

test("email and key are sent in headers of their own, and no token", async () => {
  const { email, apiKey } = CREDENTIALS;
  await LOOKUPS.AutoOriginTlsKex({ zoneId: ZONES.enabled }, clientFor(emulator, { email, apiKey }));
  expect(emulator.requests[0]?.headers).toMatchObject({ "x-auth-email": email, "x-auth-key": apiKey });
  expect(emulator.requests[0]?.headers.authorization).toBeUndefined();
});

test.each([
  ["errors and messages that are null", { success: true, errors: null, messages: null, result: good }],
  ["no errors and messages at all", { success: true, result: good }],
  ["a byte order mark", `\ufeff${JSON.stringify({ success: true, result: good })}`],
  ["white space around it", ` ${JSON.stringify({ success: true, result: good })}\r\n`],
  ["fields that are not documented", { success: true, errors: [], result: { ...good, editable: true }, trace: {} }],
])("%s are fine", async (_, body) => {
  emulator.faults.set(ZONES.enabled, { status: 200, body });
  expect(await read(emulator)).toMatchObject({ enabled: true, messages: [] });
});

test.each([undefined, null])("modified_on %s is null", async (modified_on) => {
  emulator.faults.set(ZONES.enabled, { status: 200, body: { success: true, result: { ...good, modified_on } } });
  expect(await read(emulator)).toMatchObject({ modifiedOn: null });
});

test.each(["2014-01-01T05:20:00Z", "2014-01-01T05:20:00.1Z", "2014-01-01T05:20:00.123456789+02:00"])(
  "modified_on %s is passed on as it is",
  async (modified_on) => {
    emulator.faults.set(ZONES.enabled, { status: 200, body: { success: true, result: { ...good, modified_on } } });
    expect(await read(emulator)).toMatchObject({ modifiedOn: modified_on });
  },
);

test("messages of a good answer are passed on", async () => {
  const messages = [
    { code: 1234, message: "One", documentation_url: "https://example.com/one", source: { pointer: "/a" } },
    { code: 5678, message: "Two" },
  ];
  emulator.faults.set(ZONES.enabled, { status: 200, body: { success: true, messages, result: good } });
  expect((await read(emulator)).messages).toEqual([
    { code: 1234, message: "One", documentationUrl: "https://example.com/one", pointer: "/a" },
    { code: 5678, message: "Two" },
  ]);
});

test("a zone that does not exist is an error that tells everything", async () => {
  const zoneId = "0".repeat(32);
  const error = await errorOf(read(emulator, zoneId));
  expect(error.message).toBe(
    [
      `Cannot read the Auto-Origin TLS KEX setting of zone ${zoneId}`,
      `GET ${emulator.baseUrl}/zones/${zoneId}/settings/auto_origin_tls_kex`,
      "HTTP status 404",
      `7003: Could not route to /zones/${zoneId}/settings/auto_origin_tls_kex, perhaps your object identifier is invalid?`,
      `Ray id: ${error.rayId}`,
      "What to do: Check the zone id: no zone has it, or these credentials cannot see the zone.",
    ].join("\n  "),
  );
  expect(error).toMatchObject({
    name: "OriginTlsError",
    code: "API",
    status: 404,
    zoneId,
    rayId: expect.stringMatching(/^[0-9a-f]{16}-EMU$/),
    errors: [{ code: 7003 }],
    about: "zone",
    hint: expect.stringContaining("Check the zone id"),
  });
});

test.each(["", "abc/../def", "shop.example.com", "a".repeat(33), "a b", "ä", "a%2f", "abc\n"])(
  "%j as zone id is refused without a request",
  async (zoneId) => {
    const { code, message } = await errorOf(read(emulator, zoneId));
    expect(code).toBe("INPUT");
    expect(message).toMatch(/^zoneId must be 1 to 32 letters and digits, but /);
    expect(emulator.requests).toEqual([]);
  },
);
