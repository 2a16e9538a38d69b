import type { OriginTlsError } from "./cloudflare/errors";

/** An error as Pulumi shows it: `message` where the program asked, `${error}: ${error.stack}` on the stack's row. */
export class Diagnostic extends Error {
  override readonly stack = "failed, see the error on its own row";
  private readonly row: string;

  constructor({ zoneId }: OriginTlsError, message: string, lookup?: string) {
    super(message);
    const ofZone = zoneId === undefined ? "lookup" : `lookup of zone ${zoneId}`;
    this.row = lookup === undefined ? ofZone : `lookup ${lookup}`;
  }

  override toString(): string {
    return this.row;
  }
}
