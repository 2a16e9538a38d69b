import { type Read, warningsOf } from "../../sdk/lookup/warnings";

const zone = (zoneId: string, enabled: boolean | null, more = {}) => ({ zoneId, enabled, modifiedOn: null, ...more });
const messages = [
  { code: 1, message: "soon" },
  { code: 2, message: "later" },
];

test("what Cloudflare said is about a zone, or about the lookup of several", () => {
  expect(warningsOf({ messages, zoneId: "aa" }, {}, false)).toEqual([
    "Cloudflare says about zone aa: 1: soon",
    "Cloudflare says about zone aa: 2: later",
  ]);
  const zones = [zone("aa", true)];
  expect(warningsOf({ messages: messages.slice(1), zones }, {}, false)).toEqual([
    "Cloudflare says about this lookup: 2: later",
  ]);
  expect(warningsOf({ zoneId: "aa" }, {}, false)).toEqual([]);
});

test("a fleet without zones tells where it has looked", () => {
  const none = (query: object) => warningsOf({ zones: [] }, query, false);
  expect(none({})).toEqual(["This fleet has no zones."]);
  expect(none({ accountId: "acc" })).toEqual(["This fleet has no zones: account acc has none with a name like *."]);
  expect(none({ accountId: "acc", namePattern: "shop*" })).toEqual([
    "This fleet has no zones: account acc has none with a name like shop*.",
  ]);
});

test("a fleet tells which zones could not be read, and nothing when all could", () => {
  const read = [zone("aa", true), zone("bb", false)];
  expect(warningsOf({ zones: read }, {}, false)).toEqual([]);
  const failed = ["cc", "dd"].map((zoneId) => zone(zoneId, null, { error: `no ${zoneId}` }));
  expect(warningsOf({ zones: [...read, ...failed] }, {}, false)).toEqual([
    "2 of 4 zones could not be read, so their status is unknown:\n  cc: no cc\n  dd: no dd",
  ]);
});

test("what is secret is hidden wherever it stands", () => {
  const said = [{ code: 1, message: "a.example (aa) of acc, not bb" }];
  const zones = [zone("aa", true, { name: "a.example" }), zone("bb", null, { error: "no bb" })];
  expect(warningsOf({ messages: said, zones }, { accountId: "acc" }, true)).toEqual([
    "Cloudflare says about this lookup: 1: [secret] ([secret]) of [secret], not [secret]",
    "1 of 2 zones could not be read, so their status is unknown:\n  [secret]: no [secret]",
  ]);
  expect(warningsOf({ zones: [] }, { accountId: "f00d", namePattern: "shop*" }, true)).toEqual([
    "This fleet has no zones: account [secret] has none with a name like [secret].",
  ]);
  const about = [{ code: 1, message: "shop.example" }];
  expect(warningsOf({ messages: about, zoneId: "cc" }, { zoneName: "shop.example" }, true)).toEqual([
    "Cloudflare says about zone [secret]: 1: [secret]",
  ]);
});

describe("a secret in what Cloudflare says is hidden", () => {
  const ID = "023e105f4ecef8ad9ca31a8372d0c353";
  const shown = (message: string, query: object, zones?: Read["zones"]) =>
    warningsOf({ messages: [{ code: 1, message }], zoneId: ID, zones }, query, true)[0]?.split(": 1: ")[1];

  test.each([
    ["in upper case", "Shop.Example", "shop.example"],
    ["with a dot at its end", "shop.example.", "shop.example"],
    ["without the case that it has there", "shop.example", "SHOP.example"],
    ["as punycode", "Büro.example", "xn--bro-hoa.example"],
    ["as punycode, in upper case", "büro.example", "XN--BRO-HOA.EXAMPLE"],
    ["from punycode", "xn--bro-hoa.example", "BÜRO.example"],
    ["with composed characters", "bu\u0308ro.example", "b\u00fcro.example"],
    ["with characters that are not", "xn--bro-hoa.example", "bu\u0308ro.example"],
    ["that is short", "t.co", "T.co"],
  ])("as a name %s", (_, zoneName, said) => {
    expect(shown(`Move ${said}, or www.${said}.`, { zoneName })).toBe("Move [secret], or www.[secret].");
  });

  test("as an id in any letter case, also inside of a word", () => {
    expect(shown(`zone${ID.toUpperCase()}x`, { zoneId: ID.toUpperCase() })).toBe("zone[secret]x");
    const accountId = "F0E1D2C3B4A5968778695A4B3C2D1E0F";
    expect(shown(`of ${accountId.toLowerCase()}`, { accountId })).toBe("of [secret]");
  });

  test("as the name that a pattern ends with, and as the pattern", () => {
    const query = { accountId: "acc", namePattern: "*.Corp-Secret.example" };
    expect(shown("corp-secret.example and shop.CORP-secret.example", query, [])).toBe("[secret] and shop.[secret]");
    expect(shown("*.corp-secret.example", query, [])).toBe("[secret]");
    // What many names have is none.
    expect(shown("See cloudflare.com, a*b.", { accountId: "acc", namePattern: "a*.com" }, [])).toBe(
      "See cloudflare.com, a*b.",
    );
  });

  test("as a whole, where one is a part of another", () => {
    const zones = [zone("ab", true, { name: "ab.shop.example" }), zone("abc", true, { name: "shop.example" })];
    expect(shown("ab.shop.example, abc, ab, shop.example", {}, zones)).toBe("[secret], [secret], [secret], [secret]");
  });

  test("alone: a short one is left inside of other words, and characters of patterns mean nothing", () => {
    expect(shown("a secret of all: a.b, axb, s", { accountId: "a", zoneName: "secret" })).toBe(
      "[secret] [secret] of all: [secret].b, axb, s",
    );
    expect(shown("a.b axb", { namePattern: "a.b" })).toBe("[secret] axb");
    expect(shown("(a+)[ $& $1 \\", { namePattern: "(a+)[ $&" })).toBe("[secret] $1 \\");
    expect(shown("as it is", { namePattern: "" })).toBe("as it is");
  });

  test("in time, also in a fleet of a thousand zones of which none could be read", () => {
    const idOf = (index: number) => (index + 0x1000).toString(16).padEnd(32, "a");
    const zones = Array.from({ length: 1000 }, (_, index) =>
      zone(idOf(index), null, { name: `zone-${index}.example`, error: `no zone-${index}.example` }),
    );
    const start = performance.now();
    const [warning = ""] = warningsOf({ zones }, {}, true);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(new Set(warning.split("\n").slice(1))).toEqual(new Set(["  [secret]: no [secret]"]));
  });
});
