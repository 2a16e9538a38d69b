import { warningsOf } from "../../sdk/lookup/warnings";

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
  expect(none({ accountId: "acc" })).toEqual([
    "This fleet has no zones: these credentials see no active zone in account acc.",
  ]);
  expect(none({ accountId: "acc", activeOnly: false })).toEqual([
    "This fleet has no zones: these credentials see no zone in account acc.",
  ]);
  expect(none({ accountId: "acc", namePattern: "shop*" })).toEqual([
    "This fleet has no zones: these credentials see no active zone with a name like shop* in account acc.",
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

test("where what was asked is a secret, no text is shown that may have it in any spelling", () => {
  const said = [
    { code: 1, message: "Shop.Example" },
    { code: 2, message: "xn--bro-hoa.example", documentationUrl: "https://example.com/AA" },
  ];
  expect(warningsOf({ messages: said, zoneId: "aa" }, {}, true)).toEqual([
    "Cloudflare has sent 2 messages about this lookup (1, 2), not shown here: what it asks about is a secret.",
  ]);
  const zones = [zone("aa", true, { name: "a.example" }), zone("bb", null, { error: "no bb" })];
  expect(warningsOf({ messages: said.slice(1), zones }, { accountId: "acc" }, true)).toEqual([
    "Cloudflare has sent 1 message about this lookup (2), not shown here: what it asks about is a secret.",
    "1 of 2 zones could not be read, so their status is unknown. Its output zones has the reasons, not shown here: what it asks about is a secret.",
  ]);
  expect(warningsOf({ zones: [] }, { accountId: "f00d", namePattern: "shop*" }, true)).toEqual([
    "This fleet has no zones.",
  ]);
  expect(warningsOf({ zoneId: "aa" }, {}, true)).toEqual([]);
});
