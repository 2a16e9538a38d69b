/** Terminal control characters: C0 (but for tab and line feed, which {@link printable} folds), DEL, C1, and bidirectional overrides. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A function that removes control characters and the given secrets from text that came over the network. */
export type Clean = (text: string) => string;

/**
 * Makes the {@link Clean} for one request: what it sent as credentials becomes `[redacted]`, in any letter case.
 * Control characters go first, so that a secret with some of them inside is still recognised.
 */
export function cleaner(secrets: readonly string[]): Clean {
  const forms = new Set(
    secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).filter((form) => form !== ""),
  );
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const secret = pattern === "" ? undefined : new RegExp(pattern, "gi");
  return (text) => {
    const plain = printable(text);
    return secret ? plain.replace(secret, "[redacted]") : plain;
  };
}

/** The text on one line, without anything that a terminal would act upon. */
export function printable(text: string): string {
  return text.replace(CONTROL, "").replace(/\s+/g, " ").trim();
}

/** The text in double quotes on one line, cut to `length` characters. */
export function excerpt(text: string, length: number): string {
  const line = printable(text);
  return line.length > length ? `"${line.slice(0, length)}…"` : `"${line}"`;
}
