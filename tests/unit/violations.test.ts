import { OriginTlsError } from "../../provider/cloudflare/errors";
import { kexTexts, violationText } from "../../sdk/assertion/kex-texts";
import { NO_ZONES, violationsOf } from "../../sdk/assertion/violations";
import { summarizeFleet } from "../../sdk/fleet/functions";
import { statusType } from "../../sdk/lookup/types";
import { checkModes, MODES_TEXTS } from "../../sdk/policy/modes-rule";
import { noLookUpText } from "../../sdk/policy/read-unread";

/** What an assertion says at the end, which does not see whether a resource of the program sets it. */
const AGAIN =
  " If the program has that resource, pulumi up --refresh sets it again. " +
  "A lookup that is to read what the same update sets needs dependsOn.";

test("a zone with the wrong status", () => {
  expect(violationText([{ zoneId: "abc", enabled: false }], true)).toBe(
    "Auto-Origin TLS KEX is disabled for zone abc, and must be enabled.\n" +
      "  What to do: Turn it on with new cloudflare.ZoneAutoOriginTlsKex(…, { zoneId, enabled: true }), in the dashboard " +
      "under SSL/TLS > Overview > Automatic key exchange, or with PATCH /zones/abc/settings/auto_origin_tls_kex and " +
      `{"enabled":true}.${AGAIN}`,
  );
  expect(violationText([{ zoneId: "abc", enabled: true }], false)).toBe(
    "Auto-Origin TLS KEX is enabled for zone abc, and must be disabled.\n" +
      "  What to do: Turn it off with new cloudflare.ZoneAutoOriginTlsKex(…, { zoneId, enabled: false }), in the dashboard " +
      "under SSL/TLS > Overview > Automatic key exchange, or with PATCH /zones/abc/settings/auto_origin_tls_kex and " +
      `{"enabled":false}.${AGAIN}`,
  );
});

test.each([true, false])("a zone without a value violates that it must be enabled: %s", (expected) => {
  expect(violationText([{ zoneId: "abc", enabled: undefined }], expected)).toBe("Zone abc could not be read: no value");
});

const setBy = { resource: "kex", property: "enabled" };
const disabled = { zoneId: "abc", urn: "urn", wrong: "disabled", wanted: "true", setBy };

test.each([
  [{}, "zone abc"],
  [{ name: "a.example" }, "zone abc (a.example)"],
  [{ zoneId: undefined, name: "a.example" }, "zone a.example"],
  [{ zoneId: undefined }, "a zone"],
])("a resource that disables the setting of %j", (about, zone) => {
  expect(violationsOf([{ ...disabled, ...about, isPlanned: true }], kexTexts(true))).toEqual([
    {
      urn: "urn",
      text:
        `Auto-Origin TLS KEX will be disabled for ${zone} by this resource, and must be enabled.\n` +
        '  What to do: Set enabled: true on the resource "kex".',
    },
  ]);
});

test("a resource that sets what somebody has changed", () => {
  const [violation] = violationsOf([disabled], kexTexts(true));
  expect(violation?.text).toBe(
    "Auto-Origin TLS KEX is disabled for zone abc, and must be enabled.\n" +
      '  What to do: The resource "kex" of this stack sets it, and pulumi up --refresh sets it again. ' +
      "A lookup that is to read what the same update sets needs dependsOn.",
  );
});

test("one violation for each resource, and one for what is missing", () => {
  const missing = { urn: "b", missing: NO_ZONES };
  const violations = violationsOf(
    [{ ...disabled, urn: "a" }, { ...disabled, urn: "c" }, missing, missing],
    kexTexts(true),
  );
  expect(violations.map(({ urn }) => urn)).toEqual(["a", "c", "b"]);
  expect(violationsOf([{ zoneId: "abc", urn: "a" }], kexTexts(true))).toEqual([]);
});

test.each([
  [["fips", "pqh"], { allowed: ["fips", "pqh"] }],
  [[], { allowed: ["fips"] }],
  [["fips", "other"], { required: ["fips"] }],
  [["fips"], { allowed: ["fips"], required: ["fips"] }],
  [["fips", "pqh"], { allowed: ["fips"], required: ["pqh"] }],
])("the modes %j are as %j demands", (modes, rule) => {
  expect(checkModes(modes, rule)).toBeUndefined();
});

test("modes that are not allowed, or missing", () => {
  const textOf = (modes: unknown, rule: object, more = {}) =>
    violationsOf([{ zoneId: "abc", ...checkModes(modes, rule), ...more }], MODES_TEXTS)[0]?.text;
  expect(textOf(["fips", "old"], { allowed: ["fips", "pqh"], required: ["pqh"] })).toBe(
    'The Origin TLS Compliance Modes of zone abc are ["fips","old"], ["old"] not allowed, ["pqh"] missing.\n' +
      '  What to do: Set them with new cloudflare.OriginTlsComplianceModes(…, { zoneId, values: ["fips","pqh"] }), or with ' +
      'PATCH /zones/abc/settings/origin_tls_compliance_modes and {"value":["fips","pqh"]}.',
  );
  expect(textOf(["old"], { allowed: ["fips"], required: ["pqh"] })).toMatch(
    /are \["old"\], \["old"\] not allowed, \["pqh"\] missing\.\n.* and {"value":\["pqh"\]}\.$/,
  );
  const liftsAll = "With [] a zone has no limit at all; to demand one, configure required.";
  for (const allowed of [[], ["fips"]]) {
    const text = textOf(["old"], { allowed });
    expect(text).toMatch(/are \["old"\], \["old"\] not allowed\.\n.*and {"value":\[\]}\. With \[\]/);
    expect(text?.endsWith(` ${liftsAll}`)).toBe(true);
  }
  const planned = { isPlanned: true, setBy: { resource: "modes", property: "values" } };
  expect(textOf([], { required: ["fips"] }, planned)).toBe(
    'The Origin TLS Compliance Modes of zone abc will be [], ["fips"] missing.\n' +
      '  What to do: Set values: ["fips"] on the resource "modes".',
  );
  expect(textOf(["old"], { allowed: ["fips"] }, planned)).toMatch(
    `Set values: [] on the resource "modes". ${liftsAll}`,
  );
  expect(textOf(7, { allowed: ["fips"] })).toContain("zone abc are 7, which is no list");
});

test.each([
  [{ allowed: ["FIPS"] }, '["fips"], ["fips"] not allowed'],
  [{ required: ["FIPS"] }, '["fips"], ["FIPS"] missing'],
  [{ allowed: ["FIPS"], required: ["FIPS"] }, '["fips"], ["fips"] not allowed, ["FIPS"] missing'],
])(
  "a mode that differs from one of %j only in letter case is named as that, and nothing is to be set",
  (rule, wrong) => {
    const differs = '"FIPS" of the rule differs from "fips" only in letter case';
    const fix =
      "Write each mode as Cloudflare does, in the program and in the rule of this policy: letter case counts.";
    for (const more of [{}, { isPlanned: true, setBy: { resource: "modes", property: "values" } }]) {
      const [violation] = violationsOf([{ zoneId: "abc", ...checkModes(["fips"], rule), ...more }], MODES_TEXTS);
      const are = "isPlanned" in more ? "will be" : "are";
      expect(violation?.text).toBe(
        `The Origin TLS Compliance Modes of zone abc ${are} ${wrong}, ${differs}.\n  What to do: ${fix}`,
      );
    }
  },
);

test("a mode that the rule has in both spellings is none of those", () => {
  expect(checkModes(["fips", "old"], { allowed: ["FIPS", "fips"] })?.wrong).toBe('["fips","old"], ["old"] not allowed');
});

const zone = (zoneId: string, enabled: boolean | null, name?: string) => ({
  zoneId,
  enabled,
  modifiedOn: null,
  ...(name && { name }),
});

test("a fleet without zones is never as it must be", () => {
  expect(violationText([], true)).toBe(NO_ZONES);
  expect(NO_ZONES).toBe(
    "This fleet has no zones, so there is nothing to judge.\n" +
      "  What to do: Check the zone ids, or the account and the name pattern.",
  );
});

test("a fleet whose zones are as they must be", () => {
  expect(violationText([zone("a", true), zone("b", true)], true)).toBeUndefined();
  expect(violationText([zone("a", false)], false)).toBeUndefined();
});

test("a fleet with zones of the wrong status, and one that could not be read", () => {
  const failed = { ...zone("d", null), error: "HTTP status 403" };
  expect(violationText([failed, zone("a", false, "a.example"), zone("b", true), zone("c", false)], true)).toBe(
    [
      "Auto-Origin TLS KEX must be enabled, and is disabled for 2 of 4 zones; 1 could not be read:",
      "  a a.example: disabled",
      "  c: disabled",
      "  d: could not be read: HTTP status 403",
      "  What to do: Turn it on with new cloudflare.ZoneAutoOriginTlsKex(…, { zoneId, enabled: true }), in the dashboard " +
        "under SSL/TLS > Overview > Automatic key exchange, or with PATCH /zones/<zone id>/settings/auto_origin_tls_kex and " +
        `{"enabled":true}.${AGAIN}`,
    ].join("\n"),
  );
  expect(violationText([zone("a", true), zone("b", false)], false)).toMatch(
    /^Auto-Origin TLS KEX must be disabled, and is enabled for 1 of 2 zones:\n {2}a: enabled\n.*\/zones\/a\/settings/,
  );
  expect(violationText([failed, zone("b", true)], true)).toBe(
    "1 of 2 zones could not be read:\n  d: could not be read: HTTP status 403",
  );
  expect(violationText([{ ...failed, error: "x".repeat(400) }], true)).toMatch(
    /^Zone d could not be read: x{300}… \(100 more characters\)$/,
  );
});

test("of many zones the first twenty are named, and it is said where all of them are", () => {
  const zones = Array.from({ length: 22 }, (_, i) => zone(`z${i}`, false));
  const lines = violationText(zones, true)?.split("\n") ?? [];
  expect(lines[0]).toBe("Auto-Origin TLS KEX must be enabled, and is disabled for 22 of 22 zones:");
  expect(lines.slice(20, 22)).toEqual([
    "  z19: disabled",
    "  and 2 more: the output zones of this fleet has them all; export it, or see pulumi stack export after an up",
  ]);
  expect(violationText(zones.slice(2), true)).not.toContain("more:");
  const mentioned = zones.map(({ zoneId }) => ({ zoneId, wrong: "disabled", wanted: "true" }));
  expect(violationsOf(mentioned, kexTexts(true))[0]?.text).toContain(
    "\n  and 2 more: an AutoOriginTlsKexFleet of these zones lists them all\n",
  );
});

test("what is wrong for all zones alike, and how to set it for the pack", () => {
  const error = new OriginTlsError("CREDENTIALS", "m", {
    reason: "No Cloudflare credentials found",
    hint: "Set a token.",
  });
  expect(noLookUpText([{ zoneId: "a" }, { zoneId: "b" }], undefined, error)).toBe(
    [
      "2 zones, which nothing in the stack has read, could not be looked up: No Cloudflare credentials found",
      "  What to do: Set a token.",
      "  This policy has the environment of the Pulumi CLI and the configuration of the stack, in pulumi policy analyze the environment alone.",
      "  lookUp: false in its own configuration stops it from sending requests.",
    ].join("\n"),
  );
  expect(noLookUpText([{ zoneId: "a" }], { name: "acme" } as never, error)).toBe(
    [
      'Zone a, which nothing in the stack has read, could not be looked up as the Cloudflare provider "acme": ' +
        "No Cloudflare credentials found",
      "  What to do: Set a token.",
      "  This policy has the environment of the Pulumi CLI and what this provider is given.",
      "  lookUp: false in its own configuration stops it from sending requests.",
    ].join("\n"),
  );
});

test("what to do is told of the number of zones that it is about, and of two reasons however many zones have the first", () => {
  const hint = "It needs Zone Settings: Read for this zone.";
  const unread = (zoneId: string, hint: string) => ({ zoneId, unread: "HTTP status 403", hint });
  const textOf = (...zones: object[]) => violationsOf(zones, kexTexts(true))[0]?.text;
  expect(textOf(unread("a", hint))).toMatch(/\n {2}What to do: It needs Zone Settings: Read for this zone\.$/);
  expect(
    textOf(unread("a", hint), unread("b", hint), unread("c", "Ask about this zone."), unread("d", "Third.")),
  ).toMatch(/\n {2}What to do: It needs Zone Settings: Read for these zones\. Ask about this zone\.$/);
  const error = new OriginTlsError("API", "m", { hint });
  expect(noLookUpText([{ zoneId: "a" }, { zoneId: "b" }], undefined, error)).toContain("Read for these zones.\n");
  expect(noLookUpText([{ zoneId: "a" }], undefined, error)).toContain("Read for this zone.\n");
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
  expect(statusType("AutoOriginTlsKex")).toBe("cloudflare-origin-tls:index:AutoOriginTlsKexStatus");
});
