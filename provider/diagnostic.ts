import type { OriginTlsError } from "./cloudflare/errors";

/** An error as Pulumi shows it: `message` where the program asked, `${error}: ${error.stack}` on the stack's row. */
export class Diagnostic extends Error {
  override readonly stack = "failed, see the error on its own row";

  constructor(
    private readonly error: OriginTlsError,
    message: string,
    private readonly lookup?: string,
  ) {
    super(message);
  }

  override toString(): string {
    if (this.lookup !== undefined) return `lookup ${this.lookup}`;
    return this.error.zoneId === undefined ? "lookup" : `lookup of zone ${this.error.zoneId}`;
  }
}
