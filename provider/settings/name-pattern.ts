import { escapePattern } from "../cloudflare/redaction";

/** Returns a function that tells whether a zone's name fits a pattern, in which `*` stands for any text. */
export function namePatternTest(pattern: string): (name: string) => boolean {
  const expression = new RegExp(`^${pattern.split("*").map(escapePattern).join(".*")}$`, "i");
  return (name) => expression.test(name);
}
