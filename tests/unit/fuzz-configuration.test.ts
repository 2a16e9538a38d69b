import fc from "fast-check";
import { createClient } from "../../provider/cloudflare/client";
import { findCredentials } from "../../provider/cloudflare/credentials";
import { readLimits } from "../../provider/cloudflare/limits";
import { LOOKUPS } from "../../provider/lookups";
import { outcomeOf, RUNS, SECRET, text } from "../emulator/fuzz";

const environment = process.env;
afterEach(() => {
  process.env = environment;
});

const lower = [..."abcdefghijklmnopqrstuvwxyz"];
const rest = [...lower, ..."0123456789-"];
const goodProfile = fc
  .tuple(fc.constantFrom(...lower), fc.array(fc.constantFrom(...rest), { maxLength: 12 }))
  .map(([first, others]) => first + others.join(""));
const nearlyProfile = fc
  .array(fc.constantFrom(...rest, "_", "A", " ", ":", "ä"), { maxLength: 6 })
  .map((all) => all.join(""));

/** The environment variables that a profile reads; undefined when it is refused. */
async function variablesOf(profile: string) {
  const names = new Set<string>();
  process.env = new Proxy({} as NodeJS.ProcessEnv, { get: (_, name) => void names.add(String(name)) });
  const outcome = await outcomeOf(() => findCredentials(() => undefined, profile));
  process.env = environment;
  return "error" in outcome && outcome.error.code === "CREDENTIALS" ? names : undefined;
}

test("no two profiles read the same variables", async () => {
  const pair = fc.oneof(
    fc.tuple(goodProfile, goodProfile),
    goodProfile.chain((one) =>
      fc.constantFrom("_", "-", "").map((by): [string, string] => [one, one.replace(/-/, by)]),
    ),
    goodProfile.map((one): [string, string] => [one, one.toUpperCase()]),
    fc.tuple(nearlyProfile, nearlyProfile),
  );
  await fc.assert(
    fc.asyncProperty(pair, async ([one, other]) => {
      fc.pre(one !== other);
      const [read, alsoRead] = [await variablesOf(one), await variablesOf(other)];
      const common = [...(read ?? [])].filter((name) => alsoRead?.has(name));
      expect(common).toEqual([]);
    }),
    RUNS,
  );
  expect(await variablesOf("acme-eu")).toContain("ACME_EU_API_TOKEN");
});

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom("https://", "http://", "HTTPS://", "ftp://", "//", "", "https:", "javascript:"),
      fc.constantFrom("", "user@", `user:${SECRET}@`, "127.0.0.1@", `${SECRET}@`),
      fc.constantFrom(
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "localhost",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "a.b",
        "128.0.0.1",
        "",
      ),
      fc.constantFrom("", ":0", ":8080", ":99999", ":x"),
      fc.constantFrom("", "/", "/client/v4/", "/?", "/#", "?x", `?${SECRET}`, "/../..", "//", "\\\\a.b"),
    )
    .map((parts) => parts.join("")),
  text,
);

test("credentials are sent to no address that is not https or this machine", async () => {
  await fc.assert(
    fc.asyncProperty(url, async (baseUrl) => {
      const config: Record<string, string> = { "cloudflare:apiToken": SECRET, "cloudflare:baseUrl": baseUrl };
      const outcome = await outcomeOf(() => findCredentials((key) => config[key]));
      if ("error" in outcome) return expect(outcome.error.code).toBe("INPUT");
      const found = new URL(`${outcome.value.baseUrl}/zones/a/settings/b?page=1`);
      const isHere = ["localhost", "[::1]"].includes(found.hostname) || found.hostname.startsWith("127.");
      expect(found.protocol).toBe(isHere && found.protocol === "http:" ? "http:" : "https:");
      expect([found.username, found.password, found.hash]).toEqual(["", "", ""]);
      expect(found.search).toBe("?page=1");
      expect(outcome.value.headers).toEqual({ Authorization: `Bearer ${SECRET}` });
    }),
    RUNS,
  );
});

test("limits are the numbers that were given, or an error", async () => {
  const digits = fc.oneof(
    fc.integer({ min: -10, max: 2_000_000 }).map(String),
    fc.constantFrom("", " ", "0", "00", "01", "1e3", "0x10", "1.0", "+1", "1_000", "Infinity", "９", "9".repeat(30)),
    text,
  );
  await fc.assert(
    fc.asyncProperty(digits, digits, async (concurrent, requests) => {
      const config: Record<string, string> = {
        "cloudflare-origin-tls:maxConcurrentRequests": concurrent,
        "cloudflare-origin-tls:requestsPer5Minutes": requests,
      };
      const expected = (given: string, fallback: number, max: number) => {
        const trimmed = given.trim();
        if (trimmed === "") return fallback;
        const number = Number(trimmed);
        return String(number) === trimmed && Number.isInteger(number) && number >= 1 && number <= max
          ? number
          : undefined;
      };
      const limits = [expected(concurrent, 64, 9_999), expected(requests, 1_200, 999_999)];
      const outcome = await outcomeOf(() => readLimits((key) => config[key]));
      if ("error" in outcome) expect(limits).toContain(undefined);
      else expect(Object.values(outcome.value)).toEqual(limits);
    }),
    RUNS,
  );
});

test("whatever is given to a lookup, nothing is sent for what is not a zone", async () => {
  const anything = fc.oneof(
    text,
    fc.anything(),
    fc.constantFrom(null, "", 0, [], {}, Symbol("x"), "a/b", "../x", "a.b/c"),
  );
  const query = fc.record(
    Object.fromEntries(
      ["zoneId", "zoneName", "name", "accountId", "zoneIds", "namePattern", "activeOnly", "onZoneError", "profile"].map(
        (key) => [key, anything],
      ),
    ),
    { requiredKeys: [] },
  );
  // Nothing listens there: what would be sent is a NETWORK error.
  const config: Record<string, string> = { "cloudflare:apiToken": SECRET, "cloudflare:baseUrl": "http://127.0.0.1:1" };
  const client = createClient((key) => config[key]);
  const isId = (value: unknown) => typeof value === "string" && [...value].every((c) => /[a-z0-9]/i.test(c));
  await fc.assert(
    fc.asyncProperty(query, fc.constantFrom(...Object.values(LOOKUPS)), async (query, lookup) => {
      fc.pre(!isId(query.zoneId) && !isId(query.accountId));
      const name = query.zoneName ?? query.name;
      fc.pre(!(typeof name === "string" && name.includes(".")) && !Array.isArray(query.zoneIds));
      const outcome = await outcomeOf<unknown>(() => lookup(query as never, client));
      // Credentials of another profile there are none.
      expect(outcome).toMatchObject({ error: { code: expect.stringMatching(/^(INPUT|CREDENTIALS)$/) } });
    }),
    RUNS,
  );
});
