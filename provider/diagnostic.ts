import type { OriginTlsError } from "./cloudflare/errors";

/**
 * An error as Pulumi shows it best: `message` where the program asked, and `${error}: ${error.stack}` on the stack's own
 * row, here one short line instead of a stack trace.
 */
export class Diagnostic extends Error {
  override readonly stack = "failed, see the error on its own row";

  constructor(
    private readonly error: OriginTlsError,
    message = error.message,
  ) {
    super(message);
  }

  override toString(): string {
    return this.error.zoneId === undefined ? "lookup" : `lookup of zone ${this.error.zoneId}`;
  }
}
