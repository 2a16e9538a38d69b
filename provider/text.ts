/** What no reader sees: control characters but for white space, format characters such as overrides of the writing direction, halves of surrogate pairs. */
const INVISIBLE = String.raw`[\p{Cf}\p{Cs}]|(?!\s)\p{Cc}`;

/** What a terminal acts upon as a whole: colours and cursor movements; titles and links up to their end. */
const TERMINAL = String.raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)`;

const UNPRINTABLE = new RegExp(`${TERMINAL}|${INVISIBLE}`, "gu");

/** A function that removes control characters and the given secrets from text that came over the network. */
export type Clean = (text: string) => string;

/**
 * Makes the {@link Clean} for one request: what it sent as credentials becomes `[redacted]`, in any letter case, as in
 * URLs and in JSON, and also with white space or unprintable characters inside.
 */
export function cleaner(secrets: readonly string[]): Clean {
  // A good answer has nothing to clean, so the patterns are made when they are needed.
  let redact: Clean | undefined;
  return (text) => {
    redact ??= redactor(secrets);
    // Once more afterwards: what is removed may have stood inside a secret in a way that the gaps do not know.
    return redact(printable(redact(text)));
  };
}

function redactor(secrets: readonly string[]): Clean {
  const forms = new Set(
    secrets
      .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
      .filter((form) => form !== ""),
  );
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  // Bounded, or the time for a long hostile text would grow with the square of its length.
  const gap = `(?:\\s|${TERMINAL}|${INVISIBLE}){0,9}`;
  const pattern = longestFirst.map((form) => Array.from(form, escapePattern).join(gap)).join("|");
  const secret = new RegExp(pattern, "giu");
  return (text) => text.replace(secret, "[redacted]");
}

/** The text as a regular expression that matches just it. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** The text on one line, without anything that a terminal would act upon. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "").replace(/\s+/g, " ").trim();
}

/** The text in double quotes on one line, cut to `length` characters. */
export function excerpt(text: string, length: number): string {
  return `"${cut(printable(text), length)}"`;
}

/** The text cut to `length` characters, but not within a surrogate pair. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

/**
 * A value of parsed JSON as cleaned JSON. The texts in it are cleaned one by one, because JSON writes characters that
 * are to be removed as escapes. Unlike `JSON.stringify` it never throws, however deeply the value is nested.
 */
export function toJson(value: unknown, clean: Clean): string {
  const cleanTexts = (_: string, part: unknown) => {
    if (typeof part === "string") return clean(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, member]) => [clean(name), member]));
  };
  try {
    return clean(JSON.stringify(value, cleanTexts));
  } catch {
    return "[too deeply nested to show]";
  }
}
