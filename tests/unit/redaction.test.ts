import { createRedactor, cut, excerpt, printable, toJson } from "../../provider/cloudflare/redaction";

test.each([
  ["colours", "\u001b[31mred\u001b[0m", "red"],
  ["links of a terminal", "\u001b]8;;https://evil.example\u001b\\text\u0007", "]8;;https://evil.example\\text"],
  ["C1 controls", "a\u009b31mb\u0085c\u0090d\u009d", "a31mbcd"],
  ["bells, backspaces and NUL", "a\u0007\b\u0000b\u007f", "ab"],
  ["line breaks and tabs", " a\r\n\tb\u2028c\rd ", "a b c d"],
  ["reversed writing direction", "abc\u202etxt\u2066\u061c", "abctxt"],
  ["characters of no width", "a\u200bb\u00adc\ufeffd", "abcd"],
  ["halves of surrogate pairs", "a\ud800b\udc00c", "abc"],
  ["other scripts", "zone «Österreich» 日本 🙂", "zone «Österreich» 日本 🙂"],
  ["nothing at all", "", ""],
])("%s are printable", (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

describe("a secret", () => {
  const { clean, finds } = createRedactor(["s3cr3t-Token"]);

  test.each([
    ["as it is", "say s3cr3t-Token!", "say [redacted]!"],
    ["in other letter case", "S3CR3T-TOKEN", "[redacted]"],
    ["twice", "s3cr3t-Token,s3cr3t-Token", "[redacted],[redacted]"],
    ["inside a word", "xs3cr3t-Tokenx", "x[redacted]x"],
    ["split by control characters", "s3c\u0000r3t\u001b-To\u200bken", "[redacted]"],
    ["split by many control characters", `s3c${"\u0000".repeat(50)}r3t-Token`, "[redacted]"],
    ["wrapped in colours", "\u001b[31ms3cr3t-Token\u001b[0m", "[redacted]"],
    ["with what nobody sees between", "s3\u034fcr3t\ufe0f-To\u001b[1Kken", "[redacted]"],
  ])("%s is redacted", (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test.each(["s3cr3t-Token", "xS3CR3T-TOKENx"])("in %j is found", (text) => {
    expect(finds(text)).toBe(true);
  });

  test.each(["s3cr3t-Toke", "s3cr3t_Token", "token", ""])("%j is another text and stays", (text) => {
    expect(clean(text)).toBe(text);
    expect(finds(text)).toBe(false);
  });

  test("with characters that mean something in patterns is redacted, and only it", () => {
    expect(createRedactor(["a+b.c*(d)$"]).clean("x a+b.c*(d)$ y aab.c a+bxc*(d)$")).toBe(
      "x [redacted] y aab.c a+bxc*(d)$",
    );
    expect(createRedactor(["^[\\w]{2}|/-?"]).clean("^[\\w]{2}|/-? ab")).toBe("[redacted] ab");
  });

  test("is redacted as in URLs, in both letter cases", () => {
    const { clean } = createRedactor(["a+b/c", "user@example.com"]);
    expect(clean("?mail=user%40example.com&key=a%2Bb%2Fc&again=a%2bb%2fc")).toBe(
      "?mail=[redacted]&key=[redacted]&again=[redacted]",
    );
  });

  test("is redacted as in JSON", () => {
    const secret = 'a"b\\c';
    expect(createRedactor([secret]).clean(`${secret} ${JSON.stringify({ secret })}`)).toBe(
      '[redacted] {"secret":"[redacted]"}',
    );
  });

  test("that is part of another one leaves nothing of it", () => {
    expect(createRedactor(["abc", "abcdef"]).clean("abcdef abc")).toBe("[redacted] [redacted]");
  });

  test.each([[[]], [[""]]])("that is none of %j: nothing is redacted", (secrets) => {
    expect(createRedactor(secrets).clean("text")).toBe("text");
    expect(createRedactor(secrets).finds("text")).toBe(false);
  });
});

test.each([
  ["abcdef", 3, '"abc…" (3 more characters)'],
  ["abc", 3, '"abc"'],
  ["a\nb", 3, '"a b"'],
  ["ab🙂", 3, '"ab…" (2 more characters)'],
])("the excerpt of %j of length %d is %s", (text, length, expected) => {
  expect(excerpt(text, length)).toBe(expected);
});

test("a text is cut to a length, with the number of characters that were left out", () => {
  expect(cut("a🙂", 3)).toBe("a🙂");
  expect(cut("a🙂b", 2)).toBe("a… (3 more characters)");
  expect(cut("🙂ab", 3)).toBe("🙂a… (1 more character)");
});

test("JSON of a value is cleaned, its names and texts too", () => {
  const value = { s3cr3t: ["as3cr3tb", "a\u0007\u202eb", null, 1, true], a: { b: "S3CR3T" } };
  expect(toJson(value, createRedactor(["s3cr3t"]))).toBe(
    '{"[redacted]":["a[redacted]b","a\\u0007b",null,1,true],"a":{"b":"[redacted]"}}',
  );
  expect(toJson(1234567, createRedactor(["1234567"]))).toBe("[redacted]");
});

test("JSON of a value that is nested too deeply does not throw", () => {
  const value = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  // From Node.js 26 on, JSON of it can be made.
  expect(toJson(value, createRedactor([]))).toMatch(/^\[(too deeply|\[)/);
});
