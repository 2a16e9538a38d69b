import { summarizeFleet } from "../../sdk/fleet-summary";
import { statusType } from "../../sdk/status-types";
import {
  fleetViolationText,
  modesViolationText,
  NO_ZONES,
  plannedViolationText,
  violationText,
} from "../../sdk/violations";

test("a zone with the wrong status", () => {
  expect(violationText("abc", false)).toBe(
    "Auto-Origin TLS KEX is disabled for zone abc, and must be enabled.\n" +
      '  What to do: Enable it with PATCH /zones/abc/settings/auto_origin_tls_kex and {"enabled":true}.',
  );
  expect(violationText("abc", true)).toBe(
    "Auto-Origin TLS KEX is enabled for zone abc, and must be disabled.\n" +
      '  What to do: Disable it with PATCH /zones/abc/settings/auto_origin_tls_kex and {"enabled":false}.',
  );
});

test.each([
  ["abc", "zone abc"],
  [undefined, "a zone"],
])("a resource that disables the setting of %s", (zoneId, zone) => {
  expect(plannedViolationText("kex", zoneId)).toBe(
    `Auto-Origin TLS KEX will be disabled for ${zone} by this resource, and must be enabled.\n` +
      "  What to do: Set enabled of kex to true.",
  );
});

test.each([
  [["fips", "pqh"], { allowed: ["fips", "pqh"] }],
  [[], { allowed: ["fips"] }],
  [["fips", "other"], { required: ["fips"] }],
  [["fips"], { allowed: ["fips"], required: ["fips"] }],
])("the modes %j are as %j demands", (modes, rule) => {
  expect(modesViolationText("abc", modes, rule)).toBeUndefined();
});

test("modes that are not allowed, or missing", () => {
  expect(modesViolationText("abc", ["fips", "old"], { allowed: ["fips", "pqh"], required: ["pqh"] })).toBe(
    'The Origin TLS Compliance Modes of zone abc are ["fips","old"], ["old"] not allowed, ["pqh"] missing.\n' +
      '  What to do: Set them with PATCH /zones/abc/settings/origin_tls_compliance_modes and {"value":["fips","pqh"]}.',
  );
  expect(modesViolationText("abc", ["old"], { allowed: [] })).toBe(
    'The Origin TLS Compliance Modes of zone abc are ["old"], ["old"] not allowed.\n' +
      '  What to do: Set them with PATCH /zones/abc/settings/origin_tls_compliance_modes and {"value":[]}.',
  );
  expect(modesViolationText(undefined, [], { required: ["fips"] }, "modes")).toBe(
    'The Origin TLS Compliance Modes of a zone will be [], ["fips"] missing.\n' +
      '  What to do: Set values of modes to ["fips"].',
  );
});

const zone = (zoneId: string, enabled: boolean | null, name?: string) => ({
  zoneId,
  enabled,
  modifiedOn: null,
  ...(name && { name }),
});

test("a fleet without zones is never as it must be", () => {
  expect(fleetViolationText([], true)).toBe(NO_ZONES);
  expect(NO_ZONES).toBe(
    "This fleet has no zones, so there is nothing to judge.\n" +
      "  What to do: Check the zone ids, or the account and the name pattern.",
  );
});

test("a fleet whose zones are as they must be, or are not judged", () => {
  expect(fleetViolationText([zone("a", true), zone("b", true)], true)).toBeUndefined();
  expect(fleetViolationText([zone("a", false)], false)).toBeUndefined();
  expect(fleetViolationText([zone("a", false), zone("b", null)], true, [])).toBeUndefined();
});

test("a fleet with zones of the wrong status, and one that could not be read", () => {
  expect(
    fleetViolationText([zone("a", false, "a.example"), zone("b", true), zone("c", false), zone("d", null)], true),
  ).toBe(
    [
      "Auto-Origin TLS KEX is disabled for 2 zones, and must be enabled:",
      "  a a.example",
      "  c",
      "1 zone could not be read, so the status is unknown:",
      "  d",
      '  What to do: Change each with PATCH /zones/<zone id>/settings/auto_origin_tls_kex and {"enabled":true}.' +
        " See the warnings on the fleet for why a zone could not be read.",
    ].join("\n"),
  );
  expect(fleetViolationText([zone("a", true), zone("b", false)], false)).toBe(
    "Auto-Origin TLS KEX is enabled for 1 zone, and must be disabled:\n  a\n" +
      '  What to do: Change each with PATCH /zones/<zone id>/settings/auto_origin_tls_kex and {"enabled":false}.',
  );
});

test("of many zones the first twenty are named", () => {
  const zones = Array.from({ length: 22 }, (_, i) => zone(`z${i}`, false));
  const lines = fleetViolationText(zones, true)?.split("\n") ?? [];
  expect(lines[0]).toBe("Auto-Origin TLS KEX is disabled for 22 zones, and must be enabled:");
  expect(lines.slice(20, 22)).toEqual(["  z19", "  and 2 more"]);
  expect(fleetViolationText(zones.slice(2), true)).not.toContain("more");
});

test("the summary of a fleet keeps the order of its zones", () => {
  const zones = [zone("d", null), zone("a", true), zone("c", false), zone("b", true)];
  expect(summarizeFleet(zones)).toEqual({
    total: 4,
    allEnabled: false,
    enabledZoneIds: ["a", "b"],
    disabledZoneIds: ["c"],
    failedZoneIds: ["d"],
  });
  expect(summarizeFleet([zone("a", true)]).allEnabled).toBe(true);
  expect(summarizeFleet([]).allEnabled).toBe(false);
  expect(summarizeFleet([zone("a", null)]).allEnabled).toBe(false);
});

test("the type of a status is the one that policy packs ask for", () => {
  expect(statusType("AutoOriginTlsKexStatus")).toBe("cloudflare-origin-tls:index:AutoOriginTlsKexStatus");
});
