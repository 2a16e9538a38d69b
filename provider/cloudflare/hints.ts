import type { OriginTlsErrorDetails } from "./errors";
import type { ResponseInfo } from "./response-info";

type Failure = { status: number; errors: Pick<ResponseInfo, "code" | "message">[]; isFirewall?: boolean };
type Hint = Pick<OriginTlsErrorDetails, "hint" | "about">;

const HINTS = {
  address: "The token's client IP address filter refuses this machine: allow its address, or run where it is allowed.",
  edge: "Cloudflare's edge could not reach the API behind it. Trying again in a few minutes may help.",
  firewall:
    "A firewall in front of the API refused this machine or its network, and the token was not looked at: try from another network, or give Cloudflare's support the ray id.",
  malformed:
    "The credentials are malformed: look for a line break or quotes in them, or a Global API key given as a token.",
  noAddress: "Check the base URL: the API has no such address.",
  hidden: "Check the base URL and the zone id: the API has no such address, or these credentials cannot see the zone.",
  noHeaders: "No credentials reached Cloudflare: check that no proxy removes the headers and that the token is set.",
  noZone: "Check the zone id: no zone has it, or these credentials cannot see the zone.",
  redirect: "Redirects are not followed, so that credentials do not travel: set the base URL to the API's own address.",
  server:
    "The failure is on Cloudflare's side. Trying again may help; https://www.cloudflarestatus.com shows known incidents.",
  unavailable:
    "The setting is not available for this zone, perhaps because of the plan. That is not the same as disabled: ask Cloudflare.",
  values:
    "The values that came with this error are not an answer and were not used. Trying again may help; if it stays, give Cloudflare's support the ray id.",
};

export const RATE_LIMIT_HINT =
  "Trying again later may help: Cloudflare allows 1,200 requests in 5 minutes for a user, all tokens together, unless your account has another limit.";

export const isRateLimit = ({ status, errors }: Failure): boolean =>
  status === 429 ||
  errors.some(({ code, message }) => code === 971 || code === 10100 || (code === 1015 && /rate.?limit/i.test(message)));

// What the codes mean is from Cloudflare's API reference and its clients' issue trackers; of some the text decides.
/** What to do about a failure, by the first rule that fits; undefined when Cloudflare's own words say it best. */
export function findHint(failure: Failure, isOfZone: boolean): Hint | undefined {
  const { status, errors, isFirewall } = failure;
  const has = (code: number, text = /^/) => errors.some((error) => error.code === code && text.test(error.message));
  const permission = isOfZone ? "Zone Settings: Read for this zone" : "Zone: Read";
  const ofCredentials = (hint: string): Hint => ({ hint, about: "credentials" });
  const check = (what: string) => ofCredentials(`Check that ${what} the permission ${permission}.`);
  const isZoneGone = has(7003) || has(1001, /\bzone\b/i) || has(9109, /\binvalid zone\b/i);

  if (isRateLimit(failure)) return { hint: RATE_LIMIT_HINT };
  if (isFirewall) return { hint: HINTS.firewall };
  if (has(9109, /\b(ip|location)\b/i)) return { hint: HINTS.address };
  if (isOfZone && isZoneGone && !has(10000)) return { hint: HINTS.noZone, about: "zone" };
  if (has(10000) || has(9109)) return check("the token is valid, not expired, and has");
  if (has(9106)) return ofCredentials(HINTS.noHeaders);
  if (has(6003) || has(6111)) return ofCredentials(HINTS.malformed);
  // 1015 is also the code of a rate limit, which has its hint above.
  if (has(1006) || has(1135) || has(1015)) return { hint: HINTS.unavailable };
  if (has(1009)) return { hint: HINTS.values };
  if (status >= 520 && status <= 526) return { hint: HINTS.edge };
  if (status === 408 || status >= 500) return { hint: HINTS.server };
  if (status >= 300 && status < 400) return { hint: HINTS.redirect };
  if (status === 401 || status === 403) return check("the credentials are valid and have");
  if (status !== 404 && !has(7000) && !has(7003)) return undefined;
  return isOfZone ? { hint: HINTS.hidden, about: "zone" } : { hint: HINTS.noAddress };
}
