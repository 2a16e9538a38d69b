/** What a failed answer is recognised by. */
export interface Failure {
  status?: number;
  codes: number[];
  /** All texts of the answer's errors, joined. */
  text: string;
}

interface Rule {
  when: (failure: Failure) => boolean;
  /** With `PERMISSION` where the one stands that is needed. */
  hint: string;
}

export const RATE_LIMIT_HINT =
  "Trying again later may help: Cloudflare allows 1,200 requests in 5 minutes for a user, all tokens together, unless your account has another limit.";

/** For a zone that cannot be found any more: Pulumi would look for it in every refresh. */
export const GONE_HINT =
  "If the zone was deleted, remove its lookup from the program; pulumi up --refresh=false, pulumi refresh --run-program or pulumi state delete then removes it from the state.";

const has =
  (...codes: number[]) =>
  (failure: Failure) =>
    codes.some((code) => failure.codes.includes(code));

/** Whether Cloudflare allows no further requests for now. */
export const isRateLimit = (failure: Failure): boolean =>
  failure.status === 429 || has(971, 10100)(failure) || (has(1015)(failure) && /rate.?limit/i.test(failure.text));

/** The first rule that fits gives the hint. Codes and their meaning: Cloudflare's API reference and its clients' issue trackers. */
const RULES: Rule[] = [
  {
    when: isRateLimit,
    hint: RATE_LIMIT_HINT,
  },
  {
    when: (failure) => has(9109)(failure) && /\b(ip|location)\b/i.test(failure.text),
    hint: "The token's client IP address filter refuses this machine: allow its address, or run where it is allowed.",
  },
  {
    when: has(10000, 9109),
    hint: "Check that the token is valid, not expired, and has the permission PERMISSION.",
  },
  {
    when: has(9106),
    hint: "No credentials reached Cloudflare: check that no proxy removes the headers and that the token is set.",
  },
  {
    when: has(6003, 6111),
    hint: "The credentials are malformed: look for a line break or quotes in them, or a Global API key given as a token.",
  },
  {
    when: has(7003),
    hint: `Check the zone id: this zone does not exist, or no credential in use here can see it. ${GONE_HINT}`,
  },
  {
    when: has(7000),
    hint: "Check the base URL and the zone id: the API has no such address, or no credential in use here can see the zone.",
  },
  {
    when: (failure) => has(1006, 1135)(failure) || (has(1015)(failure) && !isRateLimit(failure)),
    hint: "The setting is not available for this zone or its plan, which is not the same as disabled: ask Cloudflare, or leave this zone out.",
  },
  {
    when: has(1009),
    hint: "The values that came with this error are not an answer and were not used. Trying again may help; if it stays, give Cloudflare's support the ray id.",
  },
  {
    when: ({ status = 0 }) => status >= 520 && status <= 526,
    hint: "Cloudflare's edge could not reach the API behind it. Trying again in a few minutes may help.",
  },
  {
    when: ({ status = 0 }) => status === 408 || status >= 500,
    hint: "The failure is on Cloudflare's side. Trying again may help; https://www.cloudflarestatus.com shows known incidents.",
  },
  {
    when: ({ status = 0 }) => status >= 300 && status < 400,
    hint: "Redirects are not followed, so that credentials do not travel: set the base URL to the API's own address.",
  },
  {
    when: ({ status }) => status === 401 || status === 403,
    hint: "Check that the credentials are valid and have the permission PERMISSION.",
  },
  { when: ({ status }) => status === 404, hint: "Check the zone id and the base URL." },
];

/**
 * What to do about a failure, or undefined when there is nothing better to say than what Cloudflare said itself.
 *
 * @param permission what a token needs for what was asked
 */
export function findHint(failure: Failure, permission: string): string | undefined {
  return RULES.find((rule) => rule.when(failure))?.hint.replace("PERMISSION", permission);
}
