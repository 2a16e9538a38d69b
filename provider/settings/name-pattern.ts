import { domainName } from "../cloudflare/zone-id";

/** Whether a zone's name fits a pattern, in which `*` stands for any text; both in any spelling. */
export function fitsPattern(name: string, pattern: string): boolean {
  // In one pass: a regular expression of many `*` could take hours.
  const text = domainName(name);
  const [start = "", ...parts] = domainName(pattern).split("*");
  const end = parts.pop();
  if (end === undefined) return text === start;
  let at = text.startsWith(start) ? start.length : Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    at = found < 0 ? Number.POSITIVE_INFINITY : found + part.length;
  }
  return at + end.length <= text.length && text.endsWith(end);
}
