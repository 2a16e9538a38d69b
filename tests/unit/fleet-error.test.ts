import { OriginTlsError } from "../../provider/cloudflare/errors";
import { fitsPattern } from "../../provider/cloudflare/zone-id";
import { fleetError, shortReason } from "../../provider/settings/fleet-error";
import { summarizeFleet } from "../../sdk/fleet/functions";

const id = (n: number) => `z${String(n).padStart(3, "0")}`;
const failure = (n: number, reason = "HTTP status 500", details = {}) =>
  new OriginTlsError("API", `Cannot read ${id(n)}\n  ${reason}`, { reason, zoneId: id(n), ...details });
const zones = (total: number) => Array.from({ length: total }, (_, n) => ({ zoneId: id(n) }));
const REPORT =
  'With onZoneError: "report" the others are read all the same, and each of these becomes an entry with an error, which policies pass only if exemptZones names it.';
const HINT = `To leave zones out, take them out of zoneIds. ${REPORT}`;

test("the first ten zones by id are told in full", () => {
  const failures = Array.from({ length: 10 }, (_, n) => failure(n)).reverse();
  const { message, hint, code } = fleetError(failures, zones(40));
  expect(message.split("\n")).toEqual([
    "Cannot read the Auto-Origin TLS KEX setting of 10 of 40 zones",
    ...Array.from({ length: 10 }, (_, n) => [`  Cannot read ${id(n)}`, "    HTTP status 500"]).flat(),
    `  What to do: see each zone. ${HINT}`,
  ]);
  expect({ hint, code }).toEqual({ hint: HINT, code: "API" });
});

test("the others are grouped by reason, the largest group first, with the first twenty of each", () => {
  const failures = [
    ...Array.from({ length: 10 }, (_, n) => failure(n)),
    ...Array.from({ length: 2 }, (_, n) => failure(10 + n, `rare ${id(10 + n)}`)),
    ...Array.from({ length: 21 }, (_, n) => failure(20 + n, `often ${id(20 + n)}`)),
  ];
  const ids = Array.from({ length: 20 }, (_, n) => id(20 + n)).join(", ");
  expect(fleetError(failures.slice(0, -1), zones(40)).message).toContain(`  often …: 20 more zones\n    ${ids}\n`);
  expect(fleetError(failures, zones(40)).message.split("\n").slice(21)).toEqual([
    "  often …: 21 more zones",
    `    ${ids} and 1 more`,
    "  rare …: 2 more zones",
    "    z010, z011",
    `  What to do: see each zone. ${HINT}`,
  ]);
});

test("of more than twenty reasons the others are one line", () => {
  const failures = [
    ...Array.from({ length: 10 }, (_, n) => failure(n)),
    ...Array.from({ length: 22 }, (_, n) => failure(10 + n, `reason ${n}`)),
  ];
  const lines = fleetError(failures, zones(40)).message.split("\n").slice(21);
  expect(lines).toHaveLength(20 * 2 + 2 + 1);
  expect(lines.slice(-3)).toEqual([
    "  other reasons: 2 more zones",
    "    z030, z031",
    `  What to do: see each zone. ${HINT}`,
  ]);
  expect(fleetError(failures.slice(0, 30), zones(40)).message).not.toContain("other reasons");
});

test("one zone is one zone", () => {
  const [line] = fleetError([failure(1)], zones(1)).message.split("\n");
  expect(line).toBe("Cannot read the Auto-Origin TLS KEX setting of 1 of 1 zone");
  const failures = Array.from({ length: 11 }, (_, n) => failure(n));
  expect(fleetError(failures, zones(11)).message).toContain("  HTTP status 500: 1 more zone\n    z010\n");
});

test("what Cloudflare said is kept of all, and the details of the first", () => {
  const errors = (code: number) => ({ errors: [{ code, message: "m" }] });
  const first = failure(1, "a", { ...errors(1), status: 429, retryAfterSeconds: 61 });
  const error = fleetError([failure(2, "b", { ...errors(2), status: 500 }), first], zones(2));
  expect(error.errors.map(({ code }) => code)).toEqual([1, 2]);
  expect({ ...error }).toMatchObject({ status: 429, retryAfterSeconds: 61 });
  expect(error.zoneId).toBeUndefined();
  const bare = fleetError([failure(1)], zones(1));
  expect(Object.keys(bare).filter((field) => /status|retry/.test(field))).toEqual([]);
  expect(fleetError([new OriginTlsError("NETWORK", "no answer", { zoneId: "a" })], zones(1)).code).toBe("NETWORK");
});

test("zones that were listed are named, beside their ids alone, and left out in other ways", () => {
  const listed = zones(12).map(({ zoneId }) => ({ zoneId, name: `$&${zoneId}.example` }));
  const failures = Array.from({ length: 12 }, (_, n) =>
    failure(n, `${id(n)} is ${id(n)}`, n === 3 ? { about: "zone" } : {}),
  );
  const { message, hint, about } = fleetError(failures, listed);
  expect(message).toContain("\n  Cannot read z000 ($&z000.example)\n    z000 is z000\n");
  expect(message).toContain("\n  … is …: 2 more zones\n    z010 ($&z010.example), z011 ($&z011.example)\n");
  expect(hint).toBe(`To leave zones out, choose the others with namePattern or zoneIds. ${REPORT}`);
  expect(about).toBe("zone");
});

test("a reason is short and without the id of its zone", () => {
  expect(shortReason(failure(1, "z001 is z001"))).toBe("… is …");
  expect(shortReason(new OriginTlsError("API", "whole message", {}))).toBe("whole message");
  expect(shortReason(failure(1, "x".repeat(2_001)))).toBe(`${"x".repeat(2_000)}… (1 more character)`);
});

test("a fleet is summed up in the order of its zones", () => {
  const zone = (zoneId: string, enabled: boolean | null) => ({ zoneId, enabled, modifiedOn: null });
  expect(summarizeFleet([zone("b", true), zone("a", true), zone("d", false), zone("c", null)])).toEqual({
    total: 4,
    allEnabled: false,
    enabledZoneIds: ["b", "a"],
    disabledZoneIds: ["d"],
    failedZoneIds: ["c"],
  });
  expect(summarizeFleet([zone("b", true)]).allEnabled).toBe(true);
  expect(summarizeFleet([zone("b", true), zone("c", null)]).allEnabled).toBe(false);
  expect(summarizeFleet([]).allEnabled).toBe(false);
});

test.each([
  ["*", ["", "a.example"], []],
  ["a.example", ["a.example", "A.Example"], ["ba.example", "a.examples"]],
  ["*.Example", ["a.example", ".example"], ["example", "a.example.org"]],
  ["shop*", ["shop", "shop.example"], ["ashop"]],
  ["a*b*c", ["abc", "a1b2c", "abbcc"], ["ac", "acb", "bac", "a1c2b"]],
  ["ab*ba", ["abba", "ab-ba"], ["aba"]],
  ["a**b", ["ab", "a1b"], ["a"]],
  ["*b*b*", ["bb", "xbxbx"], ["b"]],
  ["*.b\u00fccher.EXAMPLE.", ["a.bu\u0308cher.example", "a.xn--bcher-kva.example"], ["a.bucher.example"]],
  ["xn--bcher-kva.*", ["B\u00dcCHER.example"], ["xn--.example"]],
])("%s stands for %j, and not for %j", (pattern, fits, others) => {
  expect(fits.filter((name) => !fitsPattern(name, pattern))).toEqual([]);
  expect(others.filter((name) => fitsPattern(name, pattern))).toEqual([]);
});
