import * as v from "valibot";
import { SETTINGS } from "../../provider/settings/definitions";
import { settingSchema } from "../../provider/settings/setting";
import { isStatusType, statusType } from "../../sdk/lookup/types";

const { AutoOriginTlsKex, OriginTlsComplianceModes } = SETTINGS;
const kexSchema = settingSchema("AutoOriginTlsKex");
const modesSchema = settingSchema("OriginTlsComplianceModes");
const KEX = { id: "auto_origin_tls_kex", enabled: false };
const MODES = { id: "origin_tls_compliance_modes", value: ["fips", "pqh"] };

test("each setting has Cloudflare's name and one to read", () => {
  expect([AutoOriginTlsKex.id, AutoOriginTlsKex.title]).toEqual([KEX.id, "Auto-Origin TLS KEX setting"]);
  expect([OriginTlsComplianceModes.id, OriginTlsComplianceModes.title]).toEqual([
    MODES.id,
    "Origin TLS Compliance Modes",
  ]);
});

test("a result as documented becomes outputs", () => {
  const modified_on = "2014-01-01T05:20:00.12345Z";
  expect(v.parse(kexSchema, { ...KEX, modified_on })).toEqual({
    enabled: false,
    modifiedOn: modified_on,
  });
  for (const value of [MODES.value, [], ["a.b_c-9"], ["x".repeat(64)]]) {
    expect(v.parse(modesSchema, { ...MODES, value })).toEqual({
      modes: value,
      modifiedOn: null,
    });
  }
});

test.each([
  ["no list", "fips"],
  ["null", null],
  ["a number", [7]],
  ["an empty text", [""]],
  ["one that is too long", ["x".repeat(65)]],
  ["what begins with a space", [" fips"]],
  ["what ends with a space", ["fips "]],
  ["two lines", ["fips\npqh"]],
  ["one among good ones", ["fips", "p q"]],
])("compliance modes that are %s are refused", (_, value) => {
  expect(v.is(modesSchema, { ...MODES, value })).toBe(false);
});

test.each(["2014-01-01T05:20:00+0200", "2014-01-01T05:20:00Z ", "2014-01-01T05:20:00Zx", "2014-01-01T05:20:00", 7])(
  "the date-time %j is refused",
  (modified_on) => {
    expect(v.is(kexSchema, { ...KEX, modified_on })).toBe(false);
  },
);

test("the answer about another setting is refused", () => {
  expect(v.is(kexSchema, { ...KEX, id: "tls_1_3" })).toBe(false);
  expect(v.is(modesSchema, { ...MODES, id: KEX.id })).toBe(false);
});

test("statuses are known by their type", () => {
  expect(statusType("AutoOriginTlsKex")).toBe("cloudflare-origin-tls:index:AutoOriginTlsKexStatus");
  expect(isStatusType("cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus")).toBe(true);
  expect(isStatusType("my-cloudflare-origin-tls:index:AutoOriginTlsKexStatus")).toBe(false);
  expect(isStatusType("cloudflare:index/zone:Zone")).toBe(false);
});
