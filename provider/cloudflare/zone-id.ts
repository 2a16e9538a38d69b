import { domainToASCII, domainToUnicode } from "node:url";
import { badInput } from "./errors";
import { excerpt } from "./redaction";

/** Returns the argument `name`, an id, in lower case, or says what was given; the API documents `maxLength 32`. */
export function checkId(value: unknown, name: "zoneId" | "accountId" = "zoneId"): string {
  if (typeof value === "string" && /^[A-Za-z0-9]{1,32}$/.test(value)) return value.toLowerCase();
  const place =
    name === "zoneId" ? "zone id on the zone's overview page, under API" : "account id on the account's home page";
  throw badInput(`${name} must be 1 to 32 letters and digits, ${describe(value)}`, `The dashboard shows the ${place}.`);
}

export const isDomainName = (text: string): boolean =>
  text.length <= 253 && /^([\p{L}\p{M}\p{N}_-]{1,63}\.)+[\p{L}\p{M}\p{N}-]{2,63}\.?$/u.test(text);

/** The one form of all spellings of a name or pattern: Unicode, as in Cloudflare's lists, lower case, no dot last. */
export function domainName(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/\.$/, "")
    .replace(/(?<![^.])xn--[a-z\d-]+(?![^.])/g, (label) => {
      const name = domainToUnicode(label);
      return domainToASCII(name) === label ? name : label;
    });
}

/** Whether a zone's name fits a pattern, in which `*` stands for any text; both in any spelling. */
export function fitsPattern(name: string, pattern: string): boolean {
  // In one pass: a regular expression of many `*` could take hours.
  const text = domainName(name);
  const [start = "", ...parts] = domainName(pattern).split("*");
  const end = parts.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start)) return false;
  let at = start.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.slice(at).endsWith(end);
}

function describe(value: unknown): string {
  if (value === undefined || value === null || value === "") return "but none was given";
  if (typeof value !== "string") return `but a value of type ${typeof value} was given`;
  if (isDomainName(value))
    return `but ${excerpt(value, 80)} is a domain name: a lookup of one zone takes it as zoneName`;
  if (value.trim() !== value) return "but white space stands around the one given";
  // Only the start: what was pasted here by mistake may be a token.
  return `but ${excerpt(value, 8)} was given`;
}
