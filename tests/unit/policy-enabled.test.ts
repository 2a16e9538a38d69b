import { autoOriginTlsKexEnabled as policy, zonesHaveAutoOriginTlsKex } from "../../sdk/policy";
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

const NOT_SHOWN = "The Auto-Origin TLS KEX status of this lookup was not shown to the policy, so it cannot be decided.";

const on = status("on", { zoneId: "aa", enabled: true, modifiedOn: null });
const off = status("off", { zoneId: "bb", enabled: false, modifiedOn: null });
const disabled = (zoneId: string) => expect.stringContaining(`is disabled for zone ${zoneId}, and must be enabled`);
const willBe = (about: string) => expect.stringContaining(`will be disabled for ${about} by this resource`);

test("is mandatory, and has a schema for its configuration", () => {
  expect(policy).toMatchObject({
    name: "auto-origin-tls-kex-enabled",
    description: "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.",
    enforcementLevel: "mandatory",
  });
  expect(Object.keys(policy.configSchema?.properties ?? {})).toEqual(["exemptZones", "minimum"]);
});

test("each part of a policy's configuration is described", () => {
  const descriptions = Object.values(zonesHaveAutoOriginTlsKex.configSchema?.properties ?? {}).map((property) =>
    typeof property === "object" ? property.description : undefined,
  );
  expect(descriptions).toEqual([/further zones/, /leaves out/, /at least/, /credentials/].map(expect.stringMatching));
});

describe("a lookup", () => {
  test("is judged once: in preview with the stack, in up by itself", async () => {
    expect(await judgeResource(policy, off, PREVIEW)).toEqual({ violations: [] });
    expect(await judgeStack(policy, [on, off], PREVIEW)).toEqual({ violations: [["off", disabled("bb")]] });
    expect(await judgeResource(policy, off, UP)).toEqual({ violations: [["", disabled("bb")]] });
    expect(await judgeResource(policy, on, UP)).toEqual({ violations: [] });
    expect(await judgeStack(policy, [on, off], UP)).toEqual({ violations: [] });
  });

  test.each([{}, { zoneId: "bb" }, { enabled: true }, { zoneId: 7, enabled: true }, { zoneId: "bb", enabled: "true" }])(
    "whose status is not shown, %j, is a violation",
    async (props) => {
      const hidden = status("hidden", props);
      expect(await judgeStack(policy, [hidden], PREVIEW)).toEqual({ violations: [["hidden", NOT_SHOWN]] });
      expect(await judgeResource(policy, hidden, UP)).toEqual({ violations: [["", NOT_SHOWN]] });
    },
  );

  test("that is unknown is undecided, after what is known", async () => {
    const unknown = status("unknown", { zoneId: "cc", enabled: UNKNOWN });
    expect(await judgeStack(policy, [unknown, off], PREVIEW)).toEqual({
      violations: [["off", disabled("bb")]],
      undecided: expect.stringContaining(".enabled can't be known"),
    });
  });

  test("counts as enabled in a preview of what enables it, and only then", async () => {
    const enable = kexResource("enable", { zoneId: "BB", enabled: true });
    expect(await judgeStack(policy, [off, enable], PREVIEW)).toEqual({ violations: [] });
    expect(await judgeStack(policy, [off, kexResource("x", { zoneId: "aa", enabled: true })], PREVIEW)).toEqual({
      violations: [["off", disabled("bb")]],
    });
    const unknown = kexResource("unknown", { zoneId: UNKNOWN, enabled: true });
    expect(await judgeStack(policy, [off, unknown], PREVIEW)).toEqual({ violations: [["off", disabled("bb")]] });
    expect(await judgeStack(policy, [off, enable], { ...UP, config: { exemptZones: ["x.example"] } })).toEqual({
      violations: [["off", disabled("bb")]],
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
    /is disabled for 1 zone,[\s\S]*bb off\.example\n1 zone could not be read[\s\S]*cc\n/,
  );

  test("names each zone that is not enabled", async () => {
    expect(await judgeStack(policy, [fleetStatus("all", zones)], PREVIEW)).toEqual({
      violations: [["all", violation]],
    });
    expect(await judgeResource(policy, fleetStatus("all", zones), UP)).toEqual({ violations: [["", violation]] });
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
    expect(await judgeResource(policy, kexResource("enable", { zoneId: "aa", enabled: true }), UP)).toEqual({
      violations: [],
    });
  });

  test("is one also for a zone that is yet to be created, and undecided while its value is unknown", async () => {
    const ofNew = kexResource("new", { zoneId: UNKNOWN, enabled: false });
    expect(await judgeStack(policy, [ofNew], PREVIEW)).toEqual({ violations: [["new", willBe("a zone")]] });
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

  test("are exempt while they are yet to be created", async () => {
    const yet = zone("legacy", { name: "legacy.example" });
    const disable = kexResource("disable", { zoneId: UNKNOWN, enabled: false }, [on, yet]);
    expect(await judgeStack(policy, [yet, disable], { preview: true, config })).toEqual({ violations: [] });
    const other = zone("other", { name: "other.example" });
    const disableOther = kexResource("disable", { zoneId: UNKNOWN, enabled: false }, [other]);
    expect(await judgeStack(policy, [other, disableOther], { preview: true, config })).toEqual({
      violations: [["disable", willBe("a zone")]],
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
    });
  });
});

describe("the minimum", () => {
  const tooFew = (found: number, minimum: string) =>
    expect.stringMatching(
      new RegExp(`at least ${minimum} in the stack, and has found ${found}\\.\\n {2}What to do: Check .* minimum in`),
    );

  test.each([PREVIEW, UP])("counts lookups and the zones of fleets, in %j", async (mode) => {
    const fleet = fleetStatus("all", [
      { zoneId: "cc", enabled: true },
      { zoneId: "bb", enabled: true },
    ]);
    const resources = [on, fleet, zone("zone", { id: "dd", name: "d.example" })];
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
