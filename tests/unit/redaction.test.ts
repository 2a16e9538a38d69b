import { cleaner, cut, excerpt, printable, toJson } from "../../provider/cloudflare/redaction";

test.each([
  ["colours", "\u001b[31mred\u001b[0m \u001b[1;38;5;196mbold", "red bold"],
  ["cursor movements", "a\u001b[2J\u001b[H\u001b[?25lb", "ab"],
  ["window titles", "\u001b]0;title\u0007text", "text"],
  ["links of a terminal", "\u001b]8;;https://evil.example\u001b\\text\u001b]8;;\u001b\\", "text"],
  ["sequences without an end", "a\u001b]0;b\u001b[31", "a]0;b[31"],
  ["C1 controls", "a\u009b31mb\u0085c\u0090d", "abcd"],
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
  const clean = cleaner(["s3cr3t-Token"]);

  test.each([
    ["as it is", "say s3cr3t-Token!", "say [redacted]!"],
    ["in other letter case", "S3CR3T-TOKEN", "[redacted]"],
    ["twice", "s3cr3t-Token,s3cr3t-Token", "[redacted],[redacted]"],
    ["inside a word", "xs3cr3t-Tokenx", "x[redacted]x"],
    ["split by control characters", "s3c\u0000r3t\u001b-To\u200bken", "[redacted]"],
    ["split by colours", "s3c\u001b[31mr3t-\u001b[0mToken", "[redacted]"],
    ["split by a window title", "s3c\u001b]0;x\u0007r3t-Token", "[redacted]"],
    ["split by a C1 sequence", "s3c\u009b1mr3t-Token", "[redacted]"],
    ["of which a sequence would take a part", "s3cr3t\u009b-Token", "[redacted]"],
    ["split by many control characters", `s3c${"\u0000".repeat(50)}r3t-Token`, "[redacted]"],
    ["wrapped in colours", "\u001b[31ms3cr3t-Token\u001b[0m", "[redacted]"],
    ["broken over lines", "s3cr3t-\r\n  Token", "[redacted]"],
  ])("%s is redacted", (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test.each(["s3cr3t-Toke", "s3cr3t_Token", "token", ""])("%j is another text and stays", (text) => {
    expect(clean(text)).toBe(text);
  });

  test("with characters that mean something in patterns is redacted, and only it", () => {
    expect(cleaner(["a+b.c*(d)$"])("x a+b.c*(d)$ y aab.c a+bxc*(d)$")).toBe("x [redacted] y aab.c a+bxc*(d)$");
    expect(cleaner(["^[\\w]{2}|/-?"])("^[\\w]{2}|/-? ab")).toBe("[redacted] ab");
  });

  test("is redacted as in URLs, in both letter cases", () => {
    const clean = cleaner(["a+b/c", "user@example.com"]);
    expect(clean("?mail=user%40example.com&key=a%2Bb%2Fc&again=a%2bb%2fc")).toBe(
      "?mail=[redacted]&key=[redacted]&again=[redacted]",
    );
  });

  test("is redacted as in JSON", () => {
    const secret = 'a"b\\c';
    expect(cleaner([secret])(`${secret} ${JSON.stringify({ secret })}`)).toBe('[redacted] {"secret":"[redacted]"}');
  });

  test("that is part of another one leaves nothing of it", () => {
    expect(cleaner(["abc", "abcdef"])("abcdef abc")).toBe("[redacted] [redacted]");
  });

  test.each([[[]], [[""]]])("that is none of %j: nothing is redacted", (secrets) => {
    expect(cleaner(secrets)("text")).toBe("text");
  });
});

test("a long text of nearly secrets is cleaned in time", () => {
  const clean = cleaner(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"]);
  const started = Date.now();
  clean("a\u001b[".repeat(500_000));
  clean("\u001b[0;".repeat(500_000));
  expect(Date.now() - started).toBeLessThan(5_000);
});

test.each([
  ["abcdef", 3, '"abc…"'],
  ["abc", 3, '"abc"'],
  ["a\nb", 3, '"a b"'],
  ["ab🙂", 3, '"ab…"'],
])("the excerpt of %j of length %d is %s", (text, length, expected) => {
  expect(excerpt(text, length)).toBe(expected);
});

test("a text that is short enough is not cut", () => {
  expect(cut("a🙂", 3)).toBe("a🙂");
});

test("JSON of a value is cleaned, its names and texts too", () => {
  const clean = cleaner(["s3cr3t"]);
  const value = { "s3c\nr3t": ["s3c\u001b[31mr3t", "a\u0007b", null, 1, true], a: { b: "S3CR3T" } };
  expect(toJson(value, clean)).toBe('{"[redacted]":["[redacted]","ab",null,1,true],"a":{"b":"[redacted]"}}');
  expect(toJson(1234567, cleaner(["1234567"]))).toBe("[redacted]");
});

test("JSON of a value that is nested too deeply does not throw", () => {
  const value = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(toJson(value, cleaner([]))).toBe("[too deeply nested to show]");
});
