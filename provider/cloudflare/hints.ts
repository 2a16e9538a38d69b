import type { OriginTlsErrorTopic } from "./errors";
import type { ResponseInfo } from "./response-info";

/** What a failed answer is recognised by. */
export interface Failure {
  status: number;
  errors: Pick<ResponseInfo, "code" | "message">[];
  /** Whether it is not an answer of the API, but the refusal of something in front of it. */
  isFirewall?: boolean;
}

/** What to do about a failure, and what that is about. */
export type Hint = { hint: string; about?: OriginTlsErrorTopic };

export const RATE_LIMIT_HINT =
  "Trying again later may help: Cloudflare allows 1,200 requests in 5 minutes for a user, all tokens together, unless your account has another limit.";

/** Whether Cloudflare allows no further requests for now. */
export const isRateLimit = ({ status, errors }: Failure): boolean =>
  status === 429 ||
  errors.some(({ code, message }) => code === 971 || code === 10100 || (code === 1015 && /rate.?limit/i.test(message)));

/**
 * What to do about a failure, or undefined when there is nothing better to say than what Cloudflare said itself. The
 * first rule that fits counts. It is about what came alone: who has asked adds what is true of it. Codes and their meaning:
 * Cloudflare's API reference and its clients' issue trackers. Where one code means several things, its text decides.
 *
 * @param isOfZone whether one zone was asked about
 */
export function findHint(failure: Failure, isOfZone: boolean): Hint | undefined {
  const { status, errors, isFirewall } = failure;
  const has = (code: number, text?: RegExp) =>
    errors.some((error) => error.code === code && (text?.test(error.message) ?? true));
  const permission = isOfZone ? "Zone Settings: Read for this zone" : "Zone: Read";
  const say = (hint: string, about?: OriginTlsErrorTopic): Hint => ({ hint, ...(about && { about }) });
  const check = (what: string) => say(`Check that ${what} the permission ${permission}.`, "credentials");

  if (isRateLimit(failure)) return say(RATE_LIMIT_HINT);
  if (isFirewall)
    return say(
      "A firewall in front of the API refused this machine or its network, and the token was not looked at: try from another network, or give Cloudflare's support the ray id.",
    );
  if (has(9109, /\b(ip|location)\b/i))
    return say(
      "The token's client IP address filter refuses this machine: allow its address, or run where it is allowed.",
    );
  const isZoneGone = has(7003) || has(1001, /\bzone\b/i) || has(9109, /\binvalid zone\b/i);
  if (isOfZone && isZoneGone && !has(10000))
    return say("Check the zone id: no zone has it, or these credentials cannot see the zone.", "zone");
  if (has(10000) || has(9109)) return check("the token is valid, not expired, and has");
  if (has(9106))
    return say(
      "No credentials reached Cloudflare: check that no proxy removes the headers and that the token is set.",
      "credentials",
    );
  if (has(6003) || has(6111))
    return say(
      "The credentials are malformed: look for a line break or quotes in them, or a Global API key given as a token.",
      "credentials",
    );
  // 1015 is also the code of a rate limit, which has its hint above.
  if (has(1006) || has(1135) || has(1015))
    return say(
      "The setting is not available for this zone, perhaps because of the plan. That is not the same as disabled: ask Cloudflare.",
    );
  if (has(1009))
    return say(
      "The values that came with this error are not an answer and were not used. Trying again may help; if it stays, give Cloudflare's support the ray id.",
    );
  if (status >= 520 && status <= 526)
    return say("Cloudflare's edge could not reach the API behind it. Trying again in a few minutes may help.");
  if (status === 408 || status >= 500)
    return say(
      "The failure is on Cloudflare's side. Trying again may help; https://www.cloudflarestatus.com shows known incidents.",
    );
  if (status >= 300 && status < 400)
    return say(
      "Redirects are not followed, so that credentials do not travel: set the base URL to the API's own address.",
    );
  if (status === 401 || status === 403) return check("the credentials are valid and have");
  if (status !== 404 && !has(7000) && !has(7003)) return undefined;
  return isOfZone
    ? say(
        "Check the base URL and the zone id: the API has no such address, or these credentials cannot see the zone.",
        "zone",
      )
    : say("Check the base URL: the API has no such address.");
}
