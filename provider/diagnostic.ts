import type { OriginTlsError } from "./cloudflare/errors";

/** An error as Pulumi shows it: `message` where the program asked, `${error}: ${error.stack}` on the stack's row. */
export function diagnostic({ zoneId }: OriginTlsError, message: string, lookup?: string): Error {
  const row = ["lookup", lookup ?? (zoneId && `of zone ${zoneId}`)].filter(Boolean).join(" ");
  return Object.assign(new Error(message), { stack: "failed, see the error on its own row", toString: () => row });
}
