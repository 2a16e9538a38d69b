import { fleetSubjects, fleetWarnings, hideSecrets, messageWarnings } from "../../sdk/warnings";

const zone = (zoneId: string, enabled: boolean | null, more = {}) => ({ zoneId, enabled, modifiedOn: null, ...more });

test("what Cloudflare said is about a zone, or about the lookup where the zone is not to be named", () => {
  const messages = [
    { code: 1, message: "soon" },
    { code: 2, message: "later" },
  ];
  expect(messageWarnings(messages, "aa")).toEqual([
    "Cloudflare says about zone aa: 1: soon",
    "Cloudflare says about zone aa: 2: later",
  ]);
  expect(messageWarnings(messages.slice(1))).toEqual(["Cloudflare says about this lookup: 2: later"]);
  expect(messageWarnings([], "aa")).toEqual([]);
});

test("a fleet without zones tells where it has looked", () => {
  expect(fleetWarnings([], {})).toEqual(["This fleet has no zones."]);
  expect(fleetWarnings([], { accountId: "acc" })).toEqual([
    "This fleet has no zones: account acc has none with a name like *.",
  ]);
  expect(fleetWarnings([], { accountId: "acc", namePattern: "shop*" })).toEqual([
    "This fleet has no zones: account acc has none with a name like shop*.",
  ]);
});

test("a fleet tells which zones could not be read, and nothing when all could", () => {
  const read = [zone("aa", true), zone("bb", false)];
  expect(fleetWarnings(read, {})).toEqual([]);
  const failed = ["cc", "dd"].map((zoneId) => zone(zoneId, null, { error: `no ${zoneId}` }));
  expect(fleetWarnings([...read, ...failed], {})).toEqual([
    "2 of 4 zones could not be read, so their status is unknown:\n  cc: no cc\n  dd: no dd",
  ]);
});

test("what is secret is hidden wherever it stands", () => {
  const subjects = fleetSubjects([zone("aa", true, { name: "a.example" }), zone("bb", true)], { accountId: "acc" });
  expect(subjects).toEqual(["acc", undefined, "aa", "a.example", "bb", undefined]);
  expect(fleetSubjects([], { namePattern: "shop*" })).toEqual([undefined, "shop*"]);
  expect(hideSecrets("aa of acc, aa", subjects)).toBe("[secret] of [secret], [secret]");
  expect(hideSecrets("nothing", ["", undefined])).toBe("nothing");
});
