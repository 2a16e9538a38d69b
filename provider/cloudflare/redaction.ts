// What no reader sees: sequences of a terminal, control characters but for white space, format characters, halves of
// surrogate pairs. The function of Node.js for sequences of a terminal takes minutes for some long texts.
const INVISIBLE = /\p{Cc}\[[\d;]*[A-Za-z]|[\p{Cf}\p{Cs}\p{DI}]|(?!\s)\p{Cc}/gu;

/** Keeps the credentials of one request out of everything that is shown or returned. */
export type Redactor = ReturnType<typeof createRedactor>;

/** Credentials are found as they are, as in URLs and as in JSON, in any letter case. */
export function createRedactor(secrets: readonly string[]) {
  const forms = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .filter((form) => form !== "")
    // The longest first: one that is part of another must leave nothing of it.
    .sort((a, b) => b.length - a.length);
  const pattern = forms.map(literal).join("|") || "(?!)";
  return {
    /** The text on one line, without control characters, and with `[redacted]` in place of credentials. */
    clean: (text: string) => printable(text.replace(INVISIBLE, "").replace(new RegExp(pattern, "gi"), "[redacted]")),
    finds: (text: string) => new RegExp(pattern, "i").test(text),
  };
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** The text on one line, without anything that a terminal would act upon. */
export function printable(text: string): string {
  // One character at a time: a loop over long white space was seen to end in a RangeError.
  const single = text.replace(INVISIBLE, "").replace(/(?<=\s)\s/g, "");
  return single.replace(/\s/g, " ").trim();
}

/** The text in double quotes on one line, cut to `length` characters. */
export const excerpt = (text: string, length: number): string => cut(printable(text), length, '"');

/** The text cut to `length` characters, with the number of those that were left out. */
export function cut(text: string, length: number, quote = ""): string {
  // Not within a surrogate pair.
  const start = text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
  const rest = text.length - start.length;
  return rest === 0 ? quote + text + quote : `${quote}${start}…${quote} (${count(rest, "more character")})`;
}

/** A number of things: `1 zone`, `2 zones`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** A value of parsed JSON as cleaned JSON. Unlike `JSON.stringify` it never throws, however deeply it is nested. */
export function toJson(value: unknown, { clean }: Redactor): string {
  try {
    return clean(JSON.stringify(value));
  } catch {
    return "[too deeply nested to show]";
  }
}
