import { findHint } from "../../provider/cloudflare/hints";

type About = "zone" | "credentials" | undefined;

const rate: [RegExp, About] = [/Cloudflare allows 1,200 requests in 5 minutes/, undefined];
const token: [RegExp, About] = [
  /^Check that the token is valid, not expired, and has the permission Zone Settings: Read for this zone\.$/,
  "credentials",
];
const credentials: [RegExp, About] = [
  /^Check that the credentials are valid and have the permission Zone Settings: Read for this zone\.$/,
  "credentials",
];
const address: [RegExp, About] = [/^The token's client IP address filter/, undefined];
const malformed: [RegExp, About] = [/^The credentials are malformed/, "credentials"];
const gone: [RegExp, About] = [
  /^Check the zone id: no zone has it, or these credentials cannot see the zone\.$/,
  "zone",
];
const noAddress: [RegExp, About] = [/^Check the base URL and the zone id: .* cannot see the zone\.$/, "zone"];
const unavailable: [RegExp, About] = [/not the same as disabled: ask Cloudflare\.$/, undefined];
const edge: [RegExp, About] = [/^Cloudflare's edge could not reach/, undefined];
const server: [RegExp, About] = [/^The failure is on Cloudflare's side/, undefined];
const redirect: [RegExp, About] = [/^Redirects are not followed/, undefined];
const unused: [RegExp, About] = [/were not used/, undefined];

test.each<[number, [code: number, message: string][], [RegExp, About] | undefined]>([
  [403, [[10000, "Authentication error"]], token],
  [401, [[10000, "Authentication error"]], token],
  [403, [[9109, "Unauthorized to access requested resource"]], token],
  [403, [[9109, "Invalid access token"]], token],
  [403, [[9109, "Cannot use the access token from location: 192.0.2.1"]], address],
  [403, [[9109, "Your IP is not allowed"]], address],
  [403, [[9109, "The description is wrong"]], token],
  [400, [[9106, "Missing X-Auth-Key"]], [/^No credentials reached Cloudflare/, "credentials"]],
  [400, [[6003, "Invalid request headers"]], malformed],
  [400, [[6111, "Invalid format for Authorization header"]], malformed],
  [404, [[7003, "Could not route"]], gone],
  [400, [[1001, "Invalid zone identifier"]], gone],
  [404, [[1001, "INVALID ZONE IDENTIFIER"]], gone],
  [403, [[9109, "Invalid zone"]], gone],
  [404, [[7000, "No route for that URI"]], noAddress],
  [
    404,
    [
      [7003, "Could not route"],
      [7000, "No route"],
    ],
    gone,
  ],
  [404, [], noAddress],
  [404, [[1234, "?"]], noAddress],
  [400, [[1006, ""]], unavailable],
  [403, [[1135, ""]], unavailable],
  [403, [[1015, "Not entitled"]], unavailable],
  [429, [[1015, "Rate limited. Please wait"]], rate],
  [403, [[1015, "Rate limited. Please wait"]], rate],
  [403, [[1015, "Ratelimited"]], rate],
  [400, [[971, ""]], rate],
  [400, [[10100, ""]], rate],
  [429, [], rate],
  [429, [[10000, ""]], rate],
  [200, [[1009, "Missing field"]], unused],
  [400, [[1009, "Missing field"]], unused],
  [520, [], edge],
  [526, [], edge],
  [519, [], server],
  [527, [], server],
  [500, [], server],
  [408, [], server],
  [300, [], redirect],
  [301, [], redirect],
  [399, [], redirect],
  [401, [], credentials],
  [403, [[1, "?"]], credentials],
  [403, [], credentials],
  [400, [[1, "?"]], undefined],
  [200, [], undefined],
  // A text belongs to its own code.
  [400, [[1001, "Invalid record identifier"]], undefined],
  [
    400,
    [
      [1001, "Invalid record identifier"],
      [1, "for the zone"],
    ],
    undefined,
  ],
  [
    403,
    [
      [9109, "Unauthorized"],
      [1, "Cannot be used from this IP"],
    ],
    token,
  ],
  [
    403,
    [
      [1015, "Not entitled"],
      [1, "rate limit"],
    ],
    unavailable,
  ],
  // A token that is refused says nothing about the zone.
  [
    403,
    [
      [10000, "Authentication error"],
      [7003, "Could not route"],
    ],
    token,
  ],
])("status %d with %j", (status, errors, expected) => {
  const found = findHint({ status, errors: errors.map(([code, message]) => ({ code, message })) }, true);
  if (!expected) return expect(found).toBeUndefined();
  expect(found?.hint).toMatch(expected[0]);
  expect(found?.about).toBe(expected[1]);
});

test("what is not about one zone names the permission to list zones, and never a zone's id", () => {
  const hintFor = (status: number, code: number, message = "") =>
    findHint({ status, errors: [{ code, message }] }, false);
  expect(hintFor(403, 10000)?.hint).toMatch(/has the permission Zone: Read\.$/);
  for (const code of [7000, 7003, 1]) {
    expect(hintFor(404, code)).toEqual({ hint: "Check the base URL: the API has no such address." });
  }
  expect(hintFor(400, 1001, "Invalid zone identifier")).toBeUndefined();
});

test("what something in front of the API refuses is no matter of the token", () => {
  const firewall = /^A firewall in front of the API refused .* the token was not looked at/;
  const of = (status: number, more: object) => findHint({ status, errors: [], ...more }, true)?.hint;
  expect(of(403, { isFirewall: true })).toMatch(firewall);
  expect(of(503, { isFirewall: true })).toMatch(firewall);
  expect(of(429, { isFirewall: true })).toMatch(rate[0]);
});
