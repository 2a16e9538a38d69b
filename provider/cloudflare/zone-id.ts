import { domainToASCII, domainToUnicode } from "node:url";
import { badInput } from "./errors";
import { excerpt } from "./redaction";

/** How a query names its zone: by exactly one of the two. */
export interface ZoneQuery {
  /** The zone's id, 1 to 32 letters and digits. */
  zoneId?: string | undefined;
  /** The zone's name, a domain such as `example.com`; finding its id costs one more request. */
  zoneName?: string | undefined;
  /** The configuration namespace with the account's credentials; "cloudflare" when none is given. */
  profile?: string | undefined;
}

/**
 * Returns `value`, which the message calls `name`, in lower case when it is an id; the API documents `maxLength 32`.
 *
 * @throws OriginTlsError (`INPUT`) that says what was given instead
 */
export function checkId(value: unknown, name: "zoneId" | "accountId" = "zoneId"): string {
  if (typeof value === "string" && /^[A-Za-z0-9]{1,32}$/.test(value)) return value.toLowerCase();
  const place =
    name === "zoneId" ? "zone id on the zone's overview page, under API" : "account id on the account's home page";
  throw badInput(`${name} must be 1 to 32 letters and digits, ${describe(value)}`, `The dashboard shows the ${place}.`);
}

/** Whether a text is a domain name, in any script. */
export const isDomainName = (text: string): boolean =>
  text.length <= 253 && /^([\p{L}\p{M}\p{N}_-]{1,63}\.)+[\p{L}\p{M}\p{N}-]{2,63}\.?$/u.test(text);

/**
 * The one form that all spellings of a domain name, or of a pattern of names, have in common: Unicode, as Cloudflare
 * lists zones, in place of punycode, lower case, composed characters, no dot at the end.
 */
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

/** What a name, a part of one, or an id may be written like, all in lower case. */
export function spellingsOf(text: string): string[] {
  const name = domainName(text);
  const forms = [text.toLowerCase().replace(/\.$/, ""), name, name.normalize("NFD"), domainToASCII(name)];
  return forms.filter((form) => form !== "");
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
