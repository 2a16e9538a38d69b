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
