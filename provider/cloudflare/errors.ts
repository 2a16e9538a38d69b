import type { ResponseInfo } from "./response-info";

/**
 * What kind of failure it is:
 * - `INPUT`: something in the program or its configuration is wrong; nothing was sent, or no zone has the name.
 * - `CREDENTIALS`: there are no usable credentials; nothing was sent.
 * - `NETWORK`: no answer came, or a proxy answered in Cloudflare's place.
 * - `RATE_LIMITED`: Cloudflare allows no further requests for now.
 * - `API`: Cloudflare answered with a failure.
 * - `BAD_ANSWER`: an answer came that is neither a documented value nor a documented failure.
 */
export type OriginTlsErrorCode = "INPUT" | "CREDENTIALS" | "NETWORK" | "RATE_LIMITED" | "API" | "BAD_ANSWER";

/** What an {@link OriginTlsError} carries beside its code and message; a field that is not known is left out. */
export type OriginTlsErrorDetails = Partial<Omit<OriginTlsError, "code" | keyof Error>>;

/**
 * Every failure that a user, the network or Cloudflare can cause: input that is not a zone id, missing credentials, an
 * unreachable API, an answer that reports errors or does not have the documented shape.
 *
 * `message` stands on its own, in several lines: what was asked, what came back, what to do. No credential is ever in
 * it, nor in any other field; no HTTP request or response is attached.
 */
export class OriginTlsError extends Error {
  override readonly name = "OriginTlsError";
  /** The kind of failure. */
  readonly code: OriginTlsErrorCode;
  /** HTTP status of the answer, when there was one. */
  declare readonly status?: number;
  /** The entries of the answer's `errors`, in Cloudflare's order; empty when there were none. */
  readonly errors: ResponseInfo[];
  /** The `cf-ray` header of the answer, which Cloudflare's support asks for. */
  declare readonly rayId?: string;
  /** The zone that was asked about. */
  declare readonly zoneId?: string;
  /** What came back, on one line. */
  declare readonly reason?: string;
  /** "credentials" that are missing or refused, or a "zone" that is gone or that these credentials cannot see. */
  declare readonly about?: "credentials" | "zone";
  /** What to do about it, in one sentence or two; also the end of `message`. */
  declare readonly hint?: string;
  /** How long Cloudflare asks to wait before the next request, in seconds. */
  declare readonly retryAfterSeconds?: number;

  constructor(code: OriginTlsErrorCode, message: string, { errors = [], ...details }: OriginTlsErrorDetails = {}) {
    super(message);
    this.code = code;
    this.errors = errors;
    Object.assign(this, details);
    // The mark of pulumi.RunError: of an error that ends a program Pulumi then prints the message, without frames.
    Object.defineProperty(this, "__pulumiRunError", { value: true });
    // With frames of its own Pulumi inspects an error for 15 to 25 seconds, on Node.js 20.20 (nodejs/node#64011).
    this.stack = (this.stack ?? "").replace(/^ +at .*@pulumi\/.*\n?/gm, "");
  }
}

type Known = { [Field in keyof OriginTlsErrorDetails]: OriginTlsErrorDetails[Field] | undefined };

/** Only what is known of a failure: an error has no field for what is undefined. */
export const known = (details: Known): OriginTlsErrorDetails =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

export function badInput(problem: string, hint: string, about?: OriginTlsError["about"]): OriginTlsError {
  const code = about === "credentials" ? "CREDENTIALS" : "INPUT";
  return new OriginTlsError(code, `${problem}.\n  What to do: ${hint}`, known({ reason: problem, hint, about }));
}

/** What was asked. The error begins with the `failure`: "Cannot read the Auto-Origin TLS KEX setting of zone 023e…". */
export type Asked = { failure: string; url: string; zoneId?: string };

/** The error for a request: what was asked, what came back, what to do. */
export function requestError(code: OriginTlsErrorCode, asked: Asked, facts: string[], details: Known): OriginTlsError {
  const lines = [asked.failure, `GET ${asked.url}`, ...facts];
  if (details.hint) lines.push(`What to do: ${details.hint}`);
  const reason = details.reason ?? facts[0];
  return new OriginTlsError(code, lines.join("\n  "), known({ ...details, reason, zoneId: asked.zoneId }));
}

/** Why a request got no answer, before it is told what was asked. */
export class NoAnswer extends OriginTlsError {}

export const attemptsNote = (attempts: number) => (attempts > 1 ? ` after ${attempts} attempts` : "");
