import { DEFAULT_BASE_URL, findConnection } from "../../provider/credentials";

const environment = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^(CLOUDFLARE|ACME)_/.test(name)) delete process.env[name];
});
afterAll(() => {
  process.env = environment;
});

/** Finds the connection with this configuration, by full keys, and this environment. */
function find(config: Record<string, string>, env: Record<string, string> = {}, profile?: string) {
  Object.assign(process.env, env);
  return findConnection((key) => config[key], profile);
}
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
  ["white space around it dropped", { "cloudflare:apiToken": " \tc\n" }, {}, token("c")],
  ["an empty value as not set", { "cloudflare:apiToken": " " }, { CLOUDFLARE_API_TOKEN: "e" }, token("e")],
])("credentials: %s", (_, config, env, headers) => {
  expect(find(config, env)).toMatchObject({ headers, secrets: expect.any(Array) });
});

test("every credential that is sent is among the secrets", () => {
  expect(find({ "cloudflare:apiToken": "c" }).secrets).toEqual(["c"]);
  expect(find({ "cloudflare:email": "a@b.c", "cloudflare:apiKey": "k" }).secrets).toEqual(["k", "a@b.c"]);
});

test.each([
  ["acme", { "acme:apiToken": "c", "cloudflare:apiToken": "no" }, {}, "c"],
  ["acme", { "cloudflare:apiToken": "no" }, { ACME_API_TOKEN: "e", CLOUDFLARE_API_TOKEN: "no" }, "e"],
  ["acme-eu", {}, { ACME_EU_API_TOKEN: "e" }, "e"],
])("profile %s reads its own names only", (profile, config, env, expected) => {
  expect(find(config, env as Record<string, string>, profile).headers).toEqual(token(expected));
});

test("no credentials: the message lists the ways to give them, with the profile's names", () => {
  expect(() => find({ "cloudflare:apiToken": "no" }, {}, "acme")).toThrow(
    `No Cloudflare credentials found.
  What to do: Give a token that may read zone settings, in one of these ways:
    pulumi config set --secret acme:apiToken
    the environment variable ACME_API_TOKEN
    or, with a Global API key, acme:email and acme:apiKey, or ACME_EMAIL and ACME_API_KEY`,
  );
});

test.each([
  [{ "cloudflare:email": "a@b.c" }, "the API key is missing"],
  [{ "cloudflare:apiKey": "k" }, "the email is missing"],
])("half a pair is told by its missing half", (config, text) => {
  expect(() => find(config as Record<string, string>)).toThrow(text);
});

test.each(["to\nken", "to ken", '"token"', "'token'", "tok€n", "to\u0000ken"])(
  "the token %j is refused without being shown",
  (value) => {
    const finding = () => find({ "cloudflare:apiToken": value });
    expect(finding).toThrow("The Cloudflare credential in cloudflare:apiToken or CLOUDFLARE_API_TOKEN has characters");
    expect(finding).not.toThrow(value);
  },
);

const withBaseUrl = (baseUrl: string) => find({ "cloudflare:apiToken": "c", "cloudflare:baseUrl": baseUrl });

test.each([
  ["", DEFAULT_BASE_URL],
  [" https://api.example.com/client/v4/ ", "https://api.example.com/client/v4"],
  ["https://api.example.com", "https://api.example.com"],
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
  ["ftp://api.example.com", "is not an https:// address"],
  ["api.example.com", "is not a URL"],
  ["https://user:hunter2@api.example.com", "must be an address only"],
  ["https://api.example.com/?token=hunter2", "must be an address only"],
])("the base URL %j is refused", (given, text) => {
  expect(() => withBaseUrl(given)).toThrow(`The base URL of the Cloudflare API ${text}`);
  expect(() => withBaseUrl(given)).not.toThrow("hunter2");
});
