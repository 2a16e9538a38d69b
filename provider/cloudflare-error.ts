import type { ResponseInfo } from "./response-info";

/** What a {@link CloudflareError} carries beside its message; a field that is not known is left out. */
export interface CloudflareErrorDetails {
  status?: number;
  errors?: ResponseInfo[];
  rayId?: string;
  zoneId?: string;
  hint?: string;
  retryAfterSeconds?: number;
}

/**
 * Every failure that a user, the network or Cloudflare can cause: input that is not a zone id, missing credentials, an
 * unreachable API, an answer that reports errors or does not have the documented shape.
 *
 * `message` stands on its own, in several lines: what was asked, what came back, what to do. No credential is ever in
 * it, nor in any other field; no HTTP request or response is attached.
 */
export class CloudflareError extends Error {
  override readonly name = "CloudflareError";
  /** HTTP status of the answer, when there was one. */
  declare readonly status?: number;
  /** All entries of the answer's `errors`, in Cloudflare's order; empty when there were none. */
  readonly errors: ResponseInfo[];
  /** The `cf-ray` header of the answer, which Cloudflare's support asks for. */
  declare readonly rayId?: string;
  /** The zone that was asked about. */
  declare readonly zoneId?: string;
  /** What to do about it, in one sentence or two; also the end of `message`. */
  declare readonly hint?: string;
  /** How long Cloudflare asks to wait before the next request, in seconds. */
  declare readonly retryAfterSeconds?: number;

  constructor(message: string, details: CloudflareErrorDetails = {}) {
    super(message);
    this.errors = details.errors ?? [];
    if (details.status !== undefined) this.status = details.status;
    if (details.rayId !== undefined) this.rayId = details.rayId;
    if (details.zoneId !== undefined) this.zoneId = details.zoneId;
    if (details.hint !== undefined) this.hint = details.hint;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
    // Pulumi prints the message of an uncaught error with this mark, pulumi.RunError's, and the stack of any other, as
    // well as of every error that comes when the program itself has already ended: so no frames in the stack either.
    this.stack = message;
    Object.defineProperty(this, "__pulumiRunError", { value: true });
  }
}

/** The error about something that the user has given or set, from before any request. */
export function badInput(problem: string, hint: string): CloudflareError {
  return new CloudflareError(`${problem}.\n  What to do: ${hint}`, { hint });
}
