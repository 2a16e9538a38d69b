/** What a failed answer is recognised by. */
export interface Failure {
  status?: number;
  codes: number[];
  /** All texts of the answer's errors, joined. */
  text: string;
}

export const RATE_LIMIT_HINT =
  "Trying again later may help: Cloudflare allows 1,200 requests in 5 minutes for a user, all tokens together, unless your account has another limit.";

/** For a zone that cannot be found any more: Pulumi would look for it in every refresh. */
export const GONE_HINT =
  "If the zone was deleted, remove its lookup from the program; pulumi up --refresh=false or pulumi state delete then removes it from the state.";

/** Whether Cloudflare allows no further requests for now. */
export const isRateLimit = ({ status, codes, text }: Failure): boolean =>
  status === 429 || codes.includes(971) || codes.includes(10100) || (codes.includes(1015) && /rate.?limit/i.test(text));

/**
 * What to do about a failure, or undefined when there is nothing better to say than what Cloudflare said itself. The
 * first rule that fits counts. Codes and their meaning: Cloudflare's API reference and its clients' issue trackers.
 *
 * @param permission what a token needs for what was asked
 */
export function findHint(failure: Failure, permission: string): string | undefined {
  const { status = 0, codes, text } = failure;
  const has = (...wanted: number[]) => wanted.some((code) => codes.includes(code));
  if (isRateLimit(failure)) return RATE_LIMIT_HINT;
  if (has(9109) && /\b(ip|location)\b/i.test(text))
    return "The token's client IP address filter refuses this machine: allow its address, or run where it is allowed.";
  if (has(10000, 9109)) return `Check that the token is valid, not expired, and has the permission ${permission}.`;
  if (has(9106))
    return "No credentials reached Cloudflare: check that no proxy removes the headers and that the token is set.";
  if (has(6003, 6111))
    return "The credentials are malformed: look for a line break or quotes in them, or a Global API key given as a token.";
  if (has(7003))
    return `Check the zone id: this zone does not exist, or no credential in use here can see it. ${GONE_HINT}`;
  if (has(7000))
    return "Check the base URL and the zone id: the API has no such address, or no credential in use here can see the zone.";
  // 1015 is also the code of a rate limit, which has its hint above.
  if (has(1006, 1135, 1015))
    return "The setting is not available for this zone or its plan, which is not the same as disabled: ask Cloudflare, or leave this zone out.";
  if (has(1009))
    return "The values that came with this error are not an answer and were not used. Trying again may help; if it stays, give Cloudflare's support the ray id.";
  if (status >= 520 && status <= 526)
    return "Cloudflare's edge could not reach the API behind it. Trying again in a few minutes may help.";
  if (status === 408 || status >= 500)
    return "The failure is on Cloudflare's side. Trying again may help; https://www.cloudflarestatus.com shows known incidents.";
  if (status >= 300 && status < 400)
    return "Redirects are not followed, so that credentials do not travel: set the base URL to the API's own address.";
  if (status === 401 || status === 403)
    return `Check that the credentials are valid and have the permission ${permission}.`;
  return status === 404 ? "Check the zone id and the base URL." : undefined;
}
