import { CloudflareError } from "./cloudflare-error";
import { excerpt } from "./text";

/**
 * Returns `value` when it can be a zone id: 1 to 32 letters and digits (the API documents `maxLength 32`).
 *
 * @throws CloudflareError that says what was given instead; no request has been sent then.
 */
export function checkZoneId(value: unknown): string {
  if (typeof value === "string" && /^[A-Za-z0-9]{1,32}$/.test(value)) return value;
  const hint =
    "A zone id is the text of up to 32 letters and digits that the dashboard shows on the zone's overview page, under API.";
  throw new CloudflareError(`zoneId must be 1 to 32 letters and digits, ${describe(value)}.\n  What to do: ${hint}`, {
    hint,
  });
}

function describe(value: unknown): string {
  if (value === undefined || value === null || value === "") return "but none was given";
  if (typeof value !== "string") return `but a value of type ${typeof value} was given`;
  if (/^([\p{L}\p{N}_-]{1,63}\.)+[\p{L}\p{N}-]{2,63}\.?$/u.test(value)) {
    return `but ${excerpt(value, 80)} is a domain name: give the id of the zone, not its name`;
  }
  if (value.trim() !== value) return "but white space stands around the one given";
  // Only the start: what was pasted here by mistake may be a token.
  return `but ${excerpt(value, 8)} (${value.length} characters) was given`;
}
