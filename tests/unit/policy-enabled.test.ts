import * as pulumi from "@pulumi/pulumi";
import { autoOriginTlsKexEnabled as policy } from "../../sdk/policy";
import {
  fleetStatus,
  judgeResource,
  judgeStack,
  kexResource,
  PREVIEW,
  resource,
  status,
  UNKNOWN,
  UP,
  zone,
} from "../emulator/policy-stack";

const NOT_SHOWN = "The status of this lookup was not shown to the policy, so it cannot be decided.";

const on = status("on", { zoneId: "aa", enabled: true, modifiedOn: null });
const off = status("off", { zoneId: "bb", enabled: false, modifiedOn: null });
const disabled = (zoneId: string) =>
  expect.stringMatching(new RegExp(`is disabled for zone ${zoneId}( \\(.*\\))?, and must be enabled`));
const willBe = (about: string) => expect.stringContaining(`will be disabled for ${about} by this resource`);

test("is mandatory, and has a schema for its configuration", () => {
  expect(policy).toMatchObject({
    name: "auto-origin-tls-kex-enabled",
    description: "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.",
    enforcementLevel: "mandatory",
  });
  const properties = policy.configSchema?.properties ?? {};
  expect(Object.keys(properties)).toEqual(["exemptZones", "minimum", "zones", "lookUp"]);
  for (const { description } of Object.values(properties)) expect(description).toMatch(/^[A-Z].*\.$/);
});

describe("a lookup", () => {
  test("is judged once, with the stack", async () => {
    for (const mode of [PREVIEW, UP]) {
      expect(await judgeResource(policy, off, mode)).toEqual({ violations: [] });
      expect(await judgeStack(policy, [on, off], mode)).toEqual({ violations: [["off", disabled("bb")]] });
      expect(await judgeStack(policy, [on, off, status("again", { zoneId: "BB", enabled: false })], mode)).toEqual({
        violations: [["off", disabled("bb")]],
      });
    }
  });

  test.each([{}, { zoneId: "bb" }, { enabled: true }, { zoneId: 7, enabled: true }, { zoneId: "bb", enabled: "true" }])(
    "whose status is not shown, %j, is a violation",
    async (props) => {
      const hidden = status("hidden", props);
      for (const mode of [PREVIEW, UP]) {
        expect(await judgeStack(policy, [hidden], mode)).toEqual({ violations: [["hidden", NOT_SHOWN]] });
      }
    },
  );

  test("that is unknown is undecided, after what is known", async () => {
    const unknown = status("unknown", { zoneId: "cc", enabled: UNKNOWN });
    expect(await judgeStack(policy, [unknown, off], PREVIEW)).toEqual({
      violations: [["off", disabled("bb")]],
      undecided: expect.stringContaining(".enabled can't be known"),
    });
  });

  test("that policy analyze shows decides before its status", async () => {
    const lookup = (props: object) => resource("pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex", "read", props);
    const stale = status("stale", { zoneId: "bb", enabled: true });
    expect(await judgeStack(policy, [stale, lookup({ zoneId: "bb", enabled: false })], UP)).toEqual({
      violations: [["read", disabled("bb")]],
    });
    expect(await judgeStack(policy, [off, lookup({ zoneId: "bb", enabled: true })], UP)).toEqual({ violations: [] });
    const fleet = resource("pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet", "fleet", {
      zones: [{ zoneId: "bb", name: "off.example", enabled: false }],
    });
    expect(await judgeStack(policy, [stale, fleet], UP)).toEqual({
      violations: [["fleet", expect.stringContaining("is disabled for zone bb (off.example), and must be")]],
    });
    // What only looks like one is no reason to pass.
    const other = resource("pulumi-nodejs:dynamic/cloudflare:Other", "other", { zoneId: "bb", enabled: true });
    expect(await judgeStack(policy, [off, other], UP)).toEqual({ violations: [["off", disabled("bb")]] });
  });
});

describe("a resource that enables the setting", () => {
  const enable = kexResource("enable", { zoneId: "BB", enabled: true, modifiedOn: UNKNOWN });

  test("decides in a preview while its change is pending, and only then", async () => {
    expect(await judgeStack(policy, [off, enable], PREVIEW)).toEqual({ violations: [] });
    const created = kexResource("created", { zoneId: "bb", enabled: true });
    expect(await judgeStack(policy, [off, created], PREVIEW)).toEqual({ violations: [] });
    const ofOther = kexResource("x", { zoneId: "aa", enabled: true });
    expect(await judgeStack(policy, [off, ofOther], PREVIEW)).toEqual({ violations: [["off", disabled("bb")]] });
    const later = kexResource("later", { zoneId: UNKNOWN, enabled: true });
    expect(await judgeStack(policy, [off, later], PREVIEW)).toEqual({
      violations: [["off", disabled("bb")]],
      undecided: expect.stringContaining(".zoneId"),
    });
  });

  test("decides nothing while it changes nothing, and is where it can be set again", async () => {
    const again = expect.stringMatching(
      /is disabled for zone bb,.*\n.*The resource "enable" .* pulumi up --refresh sets/,
    );
    for (const props of [{ modifiedOn: "2014-01-01T05:20:00Z" }, { id: "bb" }]) {
      const unchanged = kexResource("enable", { zoneId: "bb", enabled: true, ...props });
      expect(await judgeStack(policy, [off, unchanged], PREVIEW)).toEqual({ violations: [["enable", again]] });
      expect(await judgeStack(policy, [off, unchanged], UP)).toEqual({ violations: [["enable", again]] });
      expect(await judgeStack(policy, [on, kexResource("e", { zoneId: "aa", enabled: true })], UP)).toEqual({
        violations: [],
      });
    }
  });

  test("may be a ZoneSetting", async () => {
    const setting = (name: string, props: object) => resource("cloudflare:index/zoneSetting:ZoneSetting", name, props);
    const settingId = "auto_origin_tls_kex";
    const disable = setting("disable", { zoneId: "aa", settingId, value: "off", enabled: false });
    const fix = expect.stringMatching(
      /will be disabled for zone aa .*\n.*: Set enabled: true on the resource "disable"\.$/,
    );
    expect(await judgeStack(policy, [on, disable], PREVIEW)).toEqual({ violations: [["disable", fix]] });
    expect(await judgeResource(policy, disable, UP)).toEqual({ violations: [["", fix]] });
    const enable = setting("enable", { zoneId: "bb", settingId, value: "on", enabled: true });
    expect(await judgeStack(policy, [off, enable], PREVIEW)).toEqual({ violations: [] });
    const other = setting("other", { zoneId: "aa", settingId: "ssl", value: "off", enabled: false });
    expect(await judgeStack(policy, [on, other], PREVIEW)).toEqual({ violations: [] });
    expect(await judgeResource(policy, other, UP)).toEqual({ violations: [] });
    const unknown = setting("unknown", { zoneId: "aa", settingId: UNKNOWN, value: "off", enabled: false });
    expect(await judgeStack(policy, [on, unknown], PREVIEW)).toEqual({
      violations: [],
      undecided: expect.stringContaining(".settingId"),
    });
  });
});

describe("a fleet", () => {
  const zones = [
    { zoneId: "aa", enabled: true },
    { zoneId: "bb", name: "off.example", enabled: false },
    { zoneId: "cc", enabled: null, error: "HTTP status 500" },
  ];
  const violation = expect.stringMatching(
    /must be enabled, and is disabled for 1 of 3 zones; 1 could not be read:\n {2}bb off\.example: disabled\n {2}cc: could not be read: HTTP status 500\n {2}What to do: /,
  );

  test("names each zone that is not enabled", async () => {
    expect(await judgeStack(policy, [fleetStatus("all", zones)], PREVIEW)).toEqual({
      violations: [["all", violation]],
    });
    expect(await judgeStack(policy, [fleetStatus("all", zones)], UP)).toEqual({ violations: [["all", violation]] });
    expect(await judgeStack(policy, [fleetStatus("all", zones.slice(0, 1))], PREVIEW)).toEqual({ violations: [] });
  });

  test("passes with its zones exempt, but not without zones or with zones that are not shown", async () => {
    const config = { exemptZones: ["OFF.example", "CC"] };
    expect(await judgeStack(policy, [fleetStatus("all", zones)], { preview: true, config })).toEqual({
      violations: [],
    });
    const none = { violations: [["none", expect.stringContaining("This fleet has no zones")]] };
    expect(await judgeStack(policy, [fleetStatus("none", [])], { preview: true, config })).toEqual(none);
    const hidden = resource("cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus", "hidden", { total: 1 });
    expect(await judgeStack(policy, [hidden], PREVIEW)).toEqual({ violations: [["hidden", NOT_SHOWN]] });
  });
});

describe("a resource that disables the setting", () => {
  const disable = kexResource("disable", { zoneId: "aa", enabled: false });

  test("is a violation before it is applied", async () => {
    expect(await judgeStack(policy, [disable], PREVIEW)).toEqual({ violations: [["disable", willBe("zone aa")]] });
    expect(await judgeResource(policy, disable, UP)).toEqual({ violations: [["", willBe("zone aa")]] });
    expect(await judgeStack(policy, [on, disable], UP)).toEqual({ violations: [] });
    expect(await judgeResource(policy, kexResource("enable", { zoneId: "aa", enabled: true }), UP)).toEqual({
      violations: [],
    });
  });

  test("is one also for a zone that is yet to be created, and undecided while its value is unknown", async () => {
    const ofNew = kexResource("new", { zoneId: UNKNOWN, enabled: false });
    expect(await judgeStack(policy, [ofNew], PREVIEW)).toEqual({
      violations: [["new", willBe("a zone")]],
      undecided: expect.stringContaining(".zoneId can't be known"),
    });
    const unknown = kexResource("unknown", { zoneId: "aa", enabled: UNKNOWN });
    expect(await judgeStack(policy, [unknown, ofNew], PREVIEW)).toEqual({
      violations: [["new", willBe("a zone")]],
      undecided: expect.stringContaining(".enabled can't be known"),
    });
  });

  test("passes for an exempt zone", async () => {
    const config = { exemptZones: ["AA"] };
    expect(await judgeStack(policy, [disable], { preview: true, config })).toEqual({ violations: [] });
    expect(await judgeResource(policy, disable, { preview: false, config })).toEqual({ violations: [] });
  });

  test("stops up at once, unless zones are exempt by name, which only the whole stack tells", async () => {
    const byId = { preview: false, config: { exemptZones: ["bb"] } };
    expect(await judgeResource(policy, disable, byId)).toEqual({ violations: [["", willBe("zone aa")]] });
    expect(await judgeStack(policy, [disable], byId)).toEqual({ violations: [] });
    const byName = { preview: false, config: { exemptZones: ["b.example"] } };
    expect(await judgeResource(policy, disable, byName)).toEqual({ violations: [] });
    expect(await judgeStack(policy, [disable], byName)).toEqual({ violations: [["disable", willBe("zone aa")]] });
  });
});

describe("zones exempt by name", () => {
  const config = { exemptZones: ["Legacy.example"] };
  const legacy = zone("legacy", { id: "BB", name: "legacy.EXAMPLE" });

  test.each([
    ["of a lookup by name", [status("off", { zoneId: "bb", zoneName: "legacy.example", enabled: false })]],
    ["of a zone in the stack", [legacy, off]],
    [
      "that another lookup tells",
      [status("by-name", { zoneId: "bb", zoneName: "legacy.example", enabled: true }), off],
    ],
    ["that a fleet tells", [fleetStatus("all", [{ zoneId: "bb", name: "legacy.example", enabled: false }]), off]],
    ["of what is declared", [legacy, kexResource("disable", { zoneId: "bb", enabled: false })]],
  ])("%s are exempt, in preview and at the end of up", async (_, resources) => {
    expect(await judgeStack(policy, resources, { preview: true, config })).toEqual({ violations: [] });
    expect(await judgeStack(policy, resources, { preview: false, config })).toEqual({ violations: [] });
    for (const each of resources) {
      expect(await judgeResource(policy, each, { preview: false, config })).toEqual({ violations: [] });
    }
  });

  test("are exempt in any spelling", async () => {
    const unicode = status("off", { zoneId: "bb", zoneName: "Straße.example.", enabled: false });
    const exempt = { preview: true, config: { exemptZones: ["xn--strae-oqa.example"] } };
    expect(await judgeStack(policy, [unicode], exempt)).toEqual({ violations: [] });
  });

  test("are exempt while they are yet to be created", async () => {
    const yet = zone("legacy", { name: "legacy.example" });
    const disable = kexResource("disable", { zoneId: UNKNOWN, enabled: false }, [on, yet]);
    expect(await judgeStack(policy, [yet, disable], { preview: true, config })).toEqual({ violations: [] });
    const other = zone("other", { name: "other.example" });
    const disableOther = kexResource("disable", { zoneId: UNKNOWN, enabled: false }, [other]);
    expect(await judgeStack(policy, [other, disableOther], { preview: true, config })).toEqual({
      violations: [["disable", willBe("zone other.example")]],
      undecided: expect.stringContaining(".id can't be known"),
    });
  });

  test("leave every other zone judged, at the end of up too", async () => {
    const other = status("other", { zoneId: "cc", zoneName: "other.example", enabled: false });
    expect(await judgeStack(policy, [legacy, off, other], { preview: false, config })).toEqual({
      violations: [["other", disabled("cc")]],
    });
    const unnamed = zone("unnamed", { id: UNKNOWN, name: UNKNOWN });
    expect(await judgeStack(policy, [unnamed, legacy, off, other], { preview: true, config })).toEqual({
      violations: [["other", disabled("cc")]],
      undecided: expect.stringContaining(".id can't be known"),
    });
  });
});

describe("a name in exemptZones that nothing in the stack tells", () => {
  const note =
    " exemptZones has names that nothing in the stack tells, so that they exempt no zone: legacy.example, b.example. " +
    "Give the ids of these zones.";
  const config = { exemptZones: ["legacy.example", "cc", "told.example", "b.example"] };
  const told = zone("told", { id: "aa", name: "told.example" });
  const named = status("named", { zoneId: "dd", zoneName: "dd.example", enabled: false });
  const disable = kexResource("disable", { zoneId: "ee", enabled: false });

  test.each([PREVIEW, UP])("is said with the violation of each zone without a name, in %j", async (mode) => {
    const { violations } = await judgeStack(policy, [told, off, named, disable], { ...mode, config });
    expect(violations).toEqual([
      ["off", expect.stringMatching(new RegExp(`"enabled":true}\\.${note}$`))],
      ["named", expect.not.stringContaining("exemptZones")],
      ["disable", expect.stringMatching(new RegExp(`on the resource "disable"\\.${note}$`))],
    ]);
  });

  test("is said once of several zones, and of a zone that could not be read", async () => {
    const zones = [
      { zoneId: "bb", enabled: false },
      { zoneId: "ff", error: "HTTP status 500" },
    ];
    for (const [name, given] of [
      ["both", zones],
      ["failed", zones.slice(1)],
    ] as const) {
      const { violations } = await judgeStack(policy, [told, fleetStatus(name, given)], { ...PREVIEW, config });
      expect(violations).toEqual([[name, expect.stringMatching(new RegExp(`^[^]*${note}$`))]]);
      expect(violations[0]?.[1].split("exemptZones")).toHaveLength(2);
    }
  });

  test("is not said where each name is told", async () => {
    const { violations } = await judgeStack(policy, [told, off], { ...UP, config: { exemptZones: ["Told.example"] } });
    expect(violations).toEqual([["off", expect.not.stringContaining("exemptZones")]]);
  });
});

describe("the minimum", () => {
  const tooFew = (found: number, minimum: string) =>
    expect.stringMatching(
      new RegExp(`at least ${minimum} in the stack, and has found ${found}\\.\\n {2}What to do: Check .* minimum in`),
    );

  test.each([PREVIEW, UP])("counts zones, in %j", async (mode) => {
    const fleet = fleetStatus("all", [
      { zoneId: "cc", enabled: true },
      { zoneId: "bb", enabled: true },
    ]);
    const resources = [on, fleet, zone("zone", { id: "AA", name: "a.example" })];
    expect(await judgeStack(policy, resources, { ...mode, config: { minimum: 3 } })).toEqual({ violations: [] });
    expect(await judgeStack(policy, resources, { ...mode, config: { minimum: 4 } })).toEqual({
      violations: [["", tooFew(3, "4 zones")]],
    });
    expect(await judgeStack(policy, [], { ...mode, config: { minimum: 1 } })).toEqual({
      violations: [["", tooFew(0, "1 zone")]],
    });
    expect(await judgeStack(policy, [], mode)).toEqual({ violations: [] });
  });

  test("is undecided while the zones of a fleet are unknown", async () => {
    const unknown = fleetStatus("all", UNKNOWN, UNKNOWN);
    expect(await judgeStack(policy, [unknown], { preview: true, config: { minimum: 2 } })).toEqual({
      violations: [],
      undecided: expect.stringContaining(".zones can't be known"),
    });
  });
});

describe("the configuration", () => {
  test("is a violation where it has a key that there is not", async () => {
    expect(await judgeStack(policy, [on], { preview: true, config: { minumum: 100 } })).toEqual({
      violations: [
        ["", 'The configuration of this policy has no "minumum", only exemptZones, minimum, zones and lookUp.'],
      ],
    });
  });

  test("turns the look-ups off: zones that nobody has read are counted in one line that is no violation", async () => {
    const record = resource("cloudflare:index/dnsRecord:DnsRecord", "www", { zoneId: "ee" });
    const config = { lookUp: false, zones: ["ff"] };
    for (const mode of [PREVIEW, UP]) {
      expect(await judgeStack(policy, [off, record, zone("z", { id: "dd" })], { ...mode, config })).toEqual({
        violations: [["off", disabled("bb")]],
        advice:
          "advisory: 3 zones not judged: nothing in the stack has read the setting, " +
          "and lookUp is false in the configuration.",
      });
    }
  });
});

test("a resource that is not among the targets is shown without properties, and is no violation", async () => {
  const resources = [kexResource("kex", {}), zone("zone", {}), on];
  for (const mode of [PREVIEW, UP]) expect(await judgeStack(policy, resources, mode)).toEqual({ violations: [] });
  expect(await judgeResource(policy, kexResource("kex", {}), UP)).toEqual({ violations: [] });
});

test("what is unknown of a new zone is the error of the copy of @pulumi/policy that has shown it", async () => {
  let other = {} as { unknownCheckingProxy<T>(props: T): T; UnknownValueError: new () => Error };
  jest.isolateModules(() => {
    other = require("@pulumi/policy/proxy");
  });
  const shown = { name: "new.example" };
  const yet = { ...zone("yet", {}), props: other.unknownCheckingProxy(shown) };
  pulumi.runtime.resetOptions("shop", "dev", 1, "", "", true, "");
  const args = { resources: [yet], getConfig: () => ({}) };
  const judged = (policy.validateStack as (args: object, report: () => void) => Promise<void>)(args, () => {});
  await expect(judged).rejects.toBeInstanceOf(other.UnknownValueError);
  await expect(judged).rejects.toThrow(".id can't be known during preview");
  // What other policies are shown is as it was.
  expect(Object.keys(shown)).toEqual(["name"]);
  pulumi.runtime.resetOptions("", "", 1, "", "", false, "");
});
