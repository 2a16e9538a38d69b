import { DEFAULT_BASE_URL, findCredentials } from "../../provider/cloudflare/credentials";
import { OriginTlsError } from "../../provider/cloudflare/errors";

const environment = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^(CLOUDFLARE|ACME|MY_ACME)_/.test(name)) delete process.env[name];
});
afterAll(() => {
  process.env = environment;
});

/** Finds the connection with this configuration, by full keys, and this environment. */
function find(config: Record<string, string>, env: Record<string, string> = {}, profile?: string) {
  Object.assign(process.env, env);
  return findCredentials((key) => config[key], profile);
}
const TOKEN = { CLOUDFLARE_API_TOKEN: "e" };
const token = (value: string) => ({ Authorization: `Bearer ${value}` });
const pair = (email: string, key: string) => ({ "X-Auth-Email": email, "X-Auth-Key": key });

test.each<[string, Record<string, string>, Record<string, string>, Record<string, string>]>([
  ["a configured token", { "cloudflare:apiToken": "c" }, { CLOUDFLARE_API_TOKEN: "e" }, token("c")],
  ["a token of the environment", {}, { CLOUDFLARE_API_TOKEN: "e" }, token("e")],
  [
    "a configured token before a configured pair",
    { "cloudflare:apiToken": "c", "cloudflare:email": "a@b.c", "cloudflare:apiKey": "k" },
    {},
    token("c"),
  ],
  [
    "a configured pair before a token of the environment",
    { "cloudflare:email": "a@b.c", "cloudflare:apiKey": "k" },
    { CLOUDFLARE_API_TOKEN: "e" },
    pair("a@b.c", "k"),
  ],
  [
    "a token of the environment before a pair of the environment",
    {},
    { CLOUDFLARE_API_TOKEN: "e", CLOUDFLARE_EMAIL: "a@b.c", CLOUDFLARE_API_KEY: "k" },
    token("e"),
  ],
  [
    "a configured email with a key of the environment",
    { "cloudflare:email": "a@b.c" },
    { CLOUDFLARE_API_KEY: "k" },
    pair("a@b.c", "k"),
  ],
  [
    "a configured key with an email of the environment, before its token",
    { "cloudflare:apiKey": "k" },
    { CLOUDFLARE_API_TOKEN: "e", CLOUDFLARE_EMAIL: "a@b.c" },
    pair("a@b.c", "k"),
  ],
  ["a token of the environment before half a configured pair", { "cloudflare:apiKey": "k" }, TOKEN, token("e")],
  ["a token of the environment before a configured email", { "cloudflare:email": "a@b.c" }, TOKEN, token("e")],
  [
    "each half of a pair from the configuration first",
    { "cloudflare:email": "c@b.c", "cloudflare:apiKey": "c" },
    { CLOUDFLARE_EMAIL: "e@b.c", CLOUDFLARE_API_KEY: "e" },
    pair("c@b.c", "c"),
  ],
  ["white space in the environment dropped", {}, { CLOUDFLARE_API_TOKEN: "\r\n e\n" }, token("e")],
  [
    "empty values of a token as not set",
    { "cloudflare:apiToken": "" },
    { CLOUDFLARE_API_TOKEN: "\n", CLOUDFLARE_EMAIL: "a@b.c", CLOUDFLARE_API_KEY: "k" },
    pair("a@b.c", "k"),
  ],
  ["white space around it dropped", { "cloudflare:apiToken": " \tc\n" }, {}, token("c")],
  ["an empty value as not set", { "cloudflare:apiToken": " " }, { CLOUDFLARE_API_TOKEN: "e" }, token("e")],
])("credentials: %s", (_, config, env, headers) => {
  expect(find(config, env)).toEqual({ baseUrl: DEFAULT_BASE_URL, headers, secrets: expect.any(Array) });
});

test("the token or the key is secret, and the email is not", () => {
  expect(find({ "cloudflare:apiToken": "c" }).secrets).toEqual(["c"]);
  expect(find({ "cloudflare:email": "a@b.c", "cloudflare:apiKey": "k" }).secrets).toEqual(["k"]);
});

test.each([
  ["acme", { "acme:apiToken": "c", "cloudflare:apiToken": "no" }, {}, "c"],
  ["acme", { "cloudflare:apiToken": "no" }, { ACME_API_TOKEN: "e", CLOUDFLARE_API_TOKEN: "no" }, "e"],
  ["my-acme", {}, { MY_ACME_API_TOKEN: "e", ACME_API_TOKEN: "no" }, "e"],
  ["my-acme", { "my-acme:apiToken": "c", "my_acme:apiToken": "no" }, { MY_ACME_API_TOKEN: "no" }, "c"],
])("profile %s reads its own names only", (profile, config, env, expected) => {
  expect(find(config, env as Record<string, string>, profile).headers).toEqual(token(expected));
});

test("a profile has its own base URL", () => {
  const config = { "acme:apiToken": "c", "cloudflare:baseUrl": "https://no.example" };
  expect(find(config, { CLOUDFLARE_BASE_URL: "https://no.example" }, "acme").baseUrl).toBe(DEFAULT_BASE_URL);
  expect(find(config, { ACME_BASE_URL: "https://e.example" }, "acme").baseUrl).toBe("https://e.example");
  const both = { ...config, "acme:baseUrl": "https://c.example" };
  expect(find(both, { ACME_BASE_URL: "https://e.example" }, "acme").baseUrl).toBe("https://c.example");
});

const ways = (
  profile: string,
  prefix: string,
) => `Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:
    pulumi config set --secret ${profile}:apiToken
    the environment variable ${prefix}_API_TOKEN
    or, with a Global API key, ${profile}:email and ${profile}:apiKey, or ${prefix}_EMAIL and ${prefix}_API_KEY`;
const none = (half: string, hint: string) =>
  new OriginTlsError("CREDENTIALS", `No Cloudflare credentials found${half}.\n  What to do: ${hint}`);
const halfOf = (missing: string) => `, only half of an email and API key pair: the ${missing} is missing`;
const allWays = ways("cloudflare", "CLOUDFLARE");

test.each<[string, Record<string, string>, Record<string, string>, string | undefined, OriginTlsError]>([
  ["none at all", {}, {}, undefined, none("", allWays)],
  ["none for a profile", { "cloudflare:apiToken": "no" }, TOKEN, "acme", none("", ways("acme", "ACME"))],
  ["none for a profile with a dash", {}, {}, "my-acme", none("", ways("my-acme", "MY_ACME"))],
  ["an email alone", { "cloudflare:email": "a@b.c" }, {}, undefined, none(halfOf("API key"), allWays)],
  ["a key alone", { "cloudflare:apiKey": "k" }, {}, undefined, none(halfOf("email"), allWays)],
  ["a key alone in the environment", {}, { CLOUDFLARE_API_KEY: "k" }, undefined, none(halfOf("email"), allWays)],
  [
    "a key with a blank email",
    { "cloudflare:email": " " },
    { CLOUDFLARE_API_KEY: "k" },
    undefined,
    none(halfOf("email"), allWays),
  ],
])("no credentials, %s: the message lists every way to give them", (_, config, env, profile, expected) => {
  expect(() => find(config, env, profile)).toThrow(expected);
  expect(() => find(config, env, profile)).toThrow(expect.objectContaining({ code: "CREDENTIALS" }));
});

test.each(["to\nken", "to ken", '"token"', "'token'", "tok€n", "to\u0000ken", "Bearer token", "to\r\nX-Evil: ken"])(
  "the token %j is refused without being shown",
  (value) => {
    const finding = () => find({ "cloudflare:apiToken": value });
    expect(finding).toThrow("The Cloudflare credential in cloudflare:apiToken or CLOUDFLARE_API_TOKEN has characters");
    expect(finding).not.toThrow(value);
  },
);

test.each([
  [{ "cloudflare:email": "a@b.c", "cloudflare:apiKey": "zqxvk\n2" }, "cloudflare:apiKey or CLOUDFLARE_API_KEY"],
  [{ "cloudflare:email": "zqxvk\n2@b.c", "cloudflare:apiKey": "k" }, "cloudflare:email or CLOUDFLARE_EMAIL"],
])("a pair with a line break in one half is refused without being shown, %#", (config, names) => {
  const finding = () => find(config as Record<string, string>);
  expect(finding).toThrow(
    new OriginTlsError(
      "CREDENTIALS",
      `The Cloudflare credential in ${names} has characters that cannot be part of one.\n` +
        "  What to do: Set it again, without line breaks, spaces or quotes in it.",
    ),
  );
  expect(finding).not.toThrow("zqxvk");
  expect(finding).toThrow(expect.objectContaining({ code: "CREDENTIALS" }));
});

test.each(['a"b"', '"a"b', "'"])("quotes that do not stand around it are part of the token %s", (value) => {
  expect(find({ "cloudflare:apiToken": value }).headers).toEqual(token(value));
});

const withBaseUrl = (baseUrl: string) => find({ "cloudflare:apiToken": "c", "cloudflare:baseUrl": baseUrl });

test.each([
  ["", DEFAULT_BASE_URL],
  [" https://api.example.com/client/v4/ ", "https://api.example.com/client/v4"],
  ["https://api.example.com", "https://api.example.com"],
  ["https://api.example.com/client/v4?", "https://api.example.com/client/v4"],
  ["https://api.example.com/client/v4/#", "https://api.example.com/client/v4"],
  ["HTTPS://API.example.com:443/Client", "https://api.example.com/Client"],
  ["http://127.1:8080", "http://127.0.0.1:8080"],
  ["http://127.0.0.1:8080/client/v4", "http://127.0.0.1:8080/client/v4"],
  ["http://localhost:1/x//", "http://localhost:1/x"],
  ["http://[::1]:8080", "http://[::1]:8080"],
])("the base URL %j is %s", (given, expected) => {
  expect(withBaseUrl(given).baseUrl).toBe(expected);
});

test.each([
  ["http://api.cloudflare.com/client/v4", "uses plain http:// to api.cloudflare.com"],
  ["http://127.0.0.1.example.com", "uses plain http:// to 127.0.0.1.example.com"],
  ["http://localhost.example.com", "uses plain http://"],
  ["http://0.0.0.0", "uses plain http://"],
  ["http://localhost.", "uses plain http://"],
  ["http://127.0.0.1@example.com", "must be an address only"],
  ["http://128.0.0.1", "uses plain http://"],
  ["http://[::2]", "uses plain http://"],
  ["file:///etc/passwd", "is not an https:// address"],
  ["//api.example.com", "is not a URL"],
  ["https://", "is not a URL"],
  ["https://zqxvkpass@api.example.com", "must be an address only"],
  ["https://api.example.com/#zqxvkpass", "must be an address only"],
  ["ftp://api.example.com", "is not an https:// address"],
  ["api.example.com", "is not a URL"],
  ["https://user:zqxvkpass@api.example.com", "must be an address only"],
  ["https://api.example.com/?token=zqxvkpass", "must be an address only"],
])("the base URL %j is refused", (given, text) => {
  expect(() => withBaseUrl(given)).toThrow(`The base URL of the Cloudflare API ${text}`);
  expect(() => withBaseUrl(given)).toThrow(
    `What to do: Set cloudflare:baseUrl or CLOUDFLARE_BASE_URL to an https:// address such as ${DEFAULT_BASE_URL}, or remove it.`,
  );
  expect(() => withBaseUrl(given)).not.toThrow("zqxvkpass");
});

test.each(["", "a:b", "1a", "a b", "ä", "Acme", "acme_eu", "-a", "a".repeat(65), 7, ["acme"]])(
  "the profile %j is refused",
  (profile) => {
    expect(() => find({ "cloudflare:apiToken": "c" }, {}, profile as string)).toThrow(
      new OriginTlsError(
        "INPUT",
        'The profile must begin with a lower-case letter and have lower-case letters, digits and "-" only.\n' +
          "  What to do: Give the namespace of the configuration to read, such as acme for acme:apiToken and ACME_API_TOKEN.",
      ),
    );
  },
);
