import { findHint } from "../../provider/cloudflare/hints";

const rate = /Cloudflare allows 1,200 requests in 5 minutes/;
const permission = /^Check that the token is valid, not expired, and has the permission Any: Read\.$/;
const malformed = /^The credentials are malformed/;
const unknownZone = /^Check the zone id: this zone does not exist.*--refresh=false.*pulumi state delete/;
const unavailable = /not the same as disabled/;
const edge = /^Cloudflare's edge could not reach/;
const server = /^The failure is on Cloudflare's side/;
const redirect = /^Redirects are not followed/;

test.each<[number, number[], string, RegExp | undefined]>([
  [403, [10000], "Authentication error", permission],
  [401, [10000], "Authentication error", permission],
  [403, [9109], "Unauthorized to access requested resource", permission],
  [403, [9109], "Cannot use the access token from location: 192.0.2.1", /^The token's client IP address filter/],
  [403, [9109], "Your IP is not allowed", /^The token's client IP address filter/],
  [403, [9109], "The description is wrong", permission],
  [400, [9106], "Missing X-Auth-Key, X-Auth-Email or Authorization headers", /^No credentials reached Cloudflare/],
  [400, [6003], "Invalid request headers", malformed],
  [400, [6111], "Invalid format for Authorization header", malformed],
  [404, [7003], "Could not route", unknownZone],
  [404, [7000], "No route for that URI", /^Check the base URL and the zone id/],
  [404, [7003, 7000], "Could not route No route", unknownZone],
  [400, [1006], "", unavailable],
  [403, [1135], "", unavailable],
  [403, [1015], "Not entitled", unavailable],
  [429, [1015], "Rate limited. Please wait", rate],
  [403, [1015], "Rate limited. Please wait", rate],
  [400, [971], "", rate],
  [400, [10100], "", rate],
  [429, [], "", rate],
  [429, [10000], "", rate],
  [200, [1009], "Missing field", /were not used/],
  [400, [1009], "Missing field", /were not used/],
  [520, [], "", edge],
  [526, [], "", edge],
  [519, [], "", server],
  [527, [], "", server],
  [500, [], "", server],
  [408, [], "", server],
  [403, [1015], "Ratelimited", rate],
  [300, [], "", redirect],
  [301, [], "", redirect],
  [399, [], "", redirect],
  [401, [], "", /^Check that the credentials are valid and have the permission Any: Read\.$/],
  [403, [1], "?", /^Check that the credentials are valid and have the permission Any: Read\.$/],
  [404, [], "", /^Check the zone id and the base URL/],
  [400, [1], "?", undefined],
  [200, [], "", undefined],
])("status %d with codes %j and the text %j", (status, codes, text, expected) => {
  const hint = findHint({ status, codes, text }, "Any: Read");
  if (expected) expect(hint).toMatch(expected);
  else expect(hint).toBeUndefined();
});
