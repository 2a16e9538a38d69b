import { cleaner, excerpt, printable } from "../../provider/text";

test.each([
  ["colours", "\u001b[31mred\u001b[0m", "[31mred[0m"],
  ["window titles", "\u001b]0;title\u0007text", "]0;titletext"],
  ["C1 controls", "a\u009b31mb", "a31mb"],
  ["line breaks and tabs", " a\r\n\tb ", "a b"],
  ["reversed writing direction", "abc\u202etxt\u2066", "abctxt"],
  ["other scripts", "zone «Österreich» 日本 🙂", "zone «Österreich» 日本 🙂"],
])("%s are printable", (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each([
  ["as it is", "say s3cr3t-Token!", "say [redacted]!"],
  ["in other letter case", "S3CR3T-TOKEN", "[redacted]"],
  ["twice", "s3cr3t-Token,s3cr3t-Token", "[redacted],[redacted]"],
  ["split by control characters", "s3c\u0000r3t\u001b-To\u200bken", "[redacted]"],
])("a secret %s is redacted", (_, text, expected) => {
  expect(cleaner(["s3cr3t-Token"])(text)).toBe(expected);
});

test("a secret with characters that mean something in patterns or URLs is redacted", () => {
  const clean = cleaner(["a+b.c*(d)$", "user@example.com"]);
  expect(clean("x a+b.c*(d)$ y aab.c")).toBe("x [redacted] y aab.c");
  expect(clean("?mail=user%40example.com&key=a%2Bb.c*(d)%24")).toBe("?mail=[redacted]&key=[redacted]");
});

test("without secrets nothing is redacted", () => {
  expect(cleaner([])("text")).toBe("text");
});

test("an excerpt is cut at its length", () => {
  expect(excerpt("abcdef", 3)).toBe('"abc…"');
  expect(excerpt("abc", 3)).toBe('"abc"');
});
