import "./reading";
import { autoOriginTlsKexEnabled as kex, originTlsComplianceModesMatch } from "../../sdk/policy";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";
import type { Fault } from "./faults";
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
} from "./policy-stack";

const { enabled, disabled, neverChanged } = ZONES;
const off = (zoneId: string) =>
  expect.stringMatching(new RegExp(`is disabled for zone ${zoneId}( \\(.*\\))?, and must be enabled`));
const record = (name: string, props: object) => resource("cloudflare:index/dnsRecord:DnsRecord", name, props);
const other = (name: string, props: object) => resource("test:index:Other", name, props);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  process.env.CLOUDFLARE_BASE_URL = emulator.baseUrl;
  process.env.CLOUDFLARE_API_TOKEN = CREDENTIALS.token;
});
afterEach(() => emulator.requests.splice(0));
afterAll(() => emulator.close());

/** The zones of the settings that were asked for since the test has begun. */
const asked = () => emulator.requests.map(({ url }) => url.split("/")[4]).sort();

test("has a name, a level and a schema for its configuration", () => {
  expect(kex).toMatchObject({
    name: "auto-origin-tls-kex-enabled",
    description: "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.",
    enforcementLevel: "mandatory",
  });
  expect(kex.configSchema).toMatchObject({
    properties: {
      zones: { type: "array", items: { type: "string", pattern: "^[A-Za-z0-9]{1,32}$" } },
      exemptZones: { type: "array", items: { type: "string", pattern: "^[^\\s]{1,253}$" } },
      minimum: { type: "integer", minimum: 1 },
    },
  });
});

test("looks up each zone once, and reports it on the zone itself, else where it is mentioned first", async () => {
  const stack = resource("pulumi:pulumi:Stack", "stack", { zoneId: disabled });
  const resources = [
    stack,
    record("first", { zoneId: disabled.toUpperCase() }),
    record("second", { zoneId: disabled }),
    other("list", { zoneIds: [enabled, neverChanged] }),
  ];
  expect(await judgeStack(kex, resources, PREVIEW)).toEqual({ violations: [["first", off(disabled)]] });
  expect(asked()).toEqual([enabled, disabled, neverChanged].sort());
  const withZone = [...resources, zone("zone", { id: disabled, name: "disabled.example" })];
  expect(await judgeStack(kex, withZone, UP)).toEqual({ violations: [["zone", off(disabled)]] });
  expect(await judgeStack(kex, [stack], UP)).toEqual({ violations: [["stack", off(disabled)]] });
});

test("finds ids at any depth, and leaves those of other clouds alone", async () => {
  const resources = [
    other("deep", { rules: [{ target: { zoneId: disabled } }], nothing: null, text: "zoneId" }),
    resource("aws:route53/record:Record", "route53", { zoneId: "Z1D633PJN98FT9" }),
    other("short", { zoneId: "abc" }),
    other("no-id", { zoneId: 7, zoneIds: "abc" }),
    other("longer", { zoneIds: [`f${enabled}`, `${enabled}f`] }),
    resource("my-cloudflare:index:X", "other-cloud", { zoneId: "abc" }),
    record("none", { zoneId: null, zoneIds: null }),
  ];
  expect(await judgeStack(kex, resources, PREVIEW)).toEqual({ violations: [["deep", off(disabled)]] });
  expect(asked()).toEqual([disabled]);
  // Of Cloudflare's own resources every id counts.
  const own = await judgeStack(kex, [record("short", { zoneId: "abc" })], PREVIEW);
  expect(own).toEqual({
    violations: [
      ["short", expect.stringMatching(/^Zone abc could not be read: HTTP status 404, .*\n {2}What to do: Check/)],
    ],
  });
});

test("is undecided about what is unknown in a resource of Cloudflare, after all that is known", async () => {
  const resources = [
    record("unknown", { zoneId: UNKNOWN }),
    resource("cloudflare:index/x:X", "list", { zoneIds: [UNKNOWN, disabled] }),
    other("not-cloudflare", { zoneId: UNKNOWN, deep: UNKNOWN }),
  ];
  expect(await judgeStack(kex, resources, PREVIEW)).toEqual({
    violations: [["list", off(disabled)]],
    undecided: expect.stringMatching(/zoneId can't be known/),
  });
  expect(await judgeStack(kex, resources.slice(2), PREVIEW)).toEqual({ violations: [] });
});

test("a zone that is yet to be created is undecided in preview, and one without an id a violation in up", async () => {
  const yet = zone("yet", { name: "new.example" });
  expect(await judgeStack(kex, [yet], PREVIEW)).toEqual({
    violations: [],
    undecided: expect.stringMatching(/\.id can't be known/),
  });
  expect(await judgeStack(kex, [yet], UP)).toEqual({
    violations: [["yet", "The id of this zone is missing, so it was not checked."]],
  });
});

test("a zone of the stack is looked up in preview too", async () => {
  const known = zone("zone", { id: disabled, name: "disabled.example" });
  expect(await judgeStack(kex, [known], PREVIEW)).toEqual({ violations: [["zone", off(disabled)]] });
});

test("a fleet without zones is a violation, and one of unknown size undecided", async () => {
  expect(await judgeStack(kex, [other("bill", { total: 0 })], UP)).toEqual({ violations: [] });
  const noZones = [["none", expect.stringContaining("This fleet has no zones")]];
  expect(await judgeStack(kex, [fleetStatus("none", [])], UP)).toEqual({ violations: noZones });
  expect(await judgeStack(kex, [fleetStatus("some", UNKNOWN, UNKNOWN)], PREVIEW)).toEqual({
    violations: [],
    undecided: expect.stringContaining(".zones"),
  });
});

describe("what the stack declares", () => {
  const disable = kexResource("disable", { zoneId: enabled.toUpperCase(), enabled: false });
  const enable = kexResource("enable", { zoneId: disabled, enabled: true });
  const willBe = (about: string) => expect.stringContaining(`will be disabled for ${about} by this resource`);

  test("is judged in preview without a request", async () => {
    const resources = [disable, enable, record("www", { zoneId: disabled })];
    expect(await judgeStack(kex, resources, PREVIEW)).toEqual({
      violations: [["disable", willBe(`zone ${enabled}`)]],
    });
    expect(asked()).toEqual([]);
  });

  test("is what is live in up, and reported where it can be changed", async () => {
    const resources = [zone("zone", { id: disabled, name: "disabled.example" }), enable];
    expect(await judgeStack(kex, resources, UP)).toEqual({ violations: [["enable", off(disabled)]] });
    expect(asked()).toEqual([disabled]);
    expect((await judgeResource(kex, disable, UP)).violations).toEqual([["", willBe(`zone ${enabled}`)]]);
  });

  test("decides nothing in a preview when it changes nothing: the zone is looked up", async () => {
    const unchanged = kexResource("same", { zoneId: disabled, enabled: true, modifiedOn: "2014-01-01T05:20:00Z" });
    expect(await judgeStack(kex, [unchanged], PREVIEW)).toEqual({ violations: [["same", off(disabled)]] });
    expect(asked()).toEqual([disabled]);
  });

  test("is judged without a request for what a lookup has read", async () => {
    const read = [
      status("on", { zoneId: enabled, enabled: true }),
      fleetStatus("all", [{ zoneId: disabled, enabled: true }]),
      record("www", { zoneId: disabled }),
    ];
    for (const mode of [PREVIEW, UP]) expect(await judgeStack(kex, read, mode)).toEqual({ violations: [] });
    expect(asked()).toEqual([]);
  });

  test("is undecided while it is unknown", async () => {
    const ofNew = kexResource("new", { zoneId: UNKNOWN, enabled: false });
    expect(await judgeStack(kex, [ofNew], PREVIEW)).toEqual({
      violations: [["new", willBe("a zone")]],
      undecided: expect.stringContaining(".zoneId"),
    });
    const unknown = kexResource("unknown", { zoneId: disabled, enabled: UNKNOWN });
    expect(await judgeStack(kex, [unknown], PREVIEW)).toEqual({
      violations: [],
      undecided: expect.stringContaining(".enabled"),
    });
    // What waits for a change is not looked up meanwhile.
    const later = [status("later", { zoneId: disabled, enabled: UNKNOWN }), record("www", { zoneId: disabled })];
    expect(await judgeStack(kex, later, PREVIEW)).toEqual({
      violations: [],
      undecided: expect.stringContaining(".enabled"),
    });
    expect(asked()).toEqual([]);
  });
});

describe("the configuration", () => {
  test("names further zones, which count once", async () => {
    const config = { zones: [disabled.toUpperCase(), enabled] };
    expect(await judgeStack(kex, [record("www", { zoneId: enabled })], { preview: true, config })).toEqual({
      violations: [["", off(disabled)]],
    });
    expect(asked()).toEqual([enabled, disabled].sort());
    const mentioned = await judgeStack(kex, [record("www", { zoneId: disabled })], { preview: true, config });
    expect(mentioned.violations).toEqual([["www", off(disabled)]]);
    emulator.requests.splice(0);
    const declared = [disabled, enabled].map((zoneId) => kexResource(zoneId, { zoneId, enabled: true }));
    expect(await judgeStack(kex, declared, { preview: true, config })).toEqual({ violations: [] });
    expect(asked()).toEqual([]);
  });

  test("exempts zones by id and by name, of what is live and of what is declared", async () => {
    const config = { exemptZones: [disabled.toUpperCase(), "Enabled.example", "yet.example"] };
    const yet = zone("yet", { name: "yet.example" });
    const resources = [
      record("www", { zoneId: disabled }),
      status("by-name", { zoneId: enabled, zoneName: "enabled.example" }),
      kexResource("disable", { zoneId: enabled, enabled: false }),
    ];
    expect(await judgeStack(kex, resources, { preview: true, config })).toEqual({ violations: [] });
    expect(await judgeStack(kex, resources, { preview: false, config })).toEqual({ violations: [] });
    const ofNew = [yet, kexResource("new", { zoneId: UNKNOWN, enabled: false }, [yet])];
    expect((await judgeStack(kex, ofNew, { preview: true, config })).violations).toEqual([]);
    expect(asked()).toEqual([]);
  });

  test("demands a minimum, before zones are exempt", async () => {
    const resources = [record("www", { zoneId: enabled })];
    const config = { minimum: 1, exemptZones: [enabled] };
    expect(await judgeStack(kex, resources, { preview: false, config })).toEqual({ violations: [] });
    const tooFew = { violations: [["", expect.stringContaining("at least 2 zones in the stack, and has found 1.")]] };
    expect(await judgeStack(kex, resources, { preview: false, config: { ...config, minimum: 2 } })).toEqual(tooFew);
    expect(await judgeStack(kex, resources, { preview: true, config: { ...config, minimum: 2 } })).toEqual(tooFew);
    const unknown = [...resources, record("unknown", { zoneId: UNKNOWN })];
    expect((await judgeStack(kex, unknown, { preview: true, config: { ...config, minimum: 2 } })).violations).toEqual(
      [],
    );
    const exempt = { minimum: 1, exemptZones: ["enabled.example"] };
    const ofZone = [zone("zone", { id: enabled, name: "enabled.example" })];
    expect(await judgeStack(kex, ofZone, { preview: false, config: exempt })).toEqual({ violations: [] });
    const further = { zones: [neverChanged], minimum: 2 };
    expect(await judgeStack(kex, resources, { preview: false, config: further })).toEqual({ violations: [] });
  });

  test("of another name is a violation", async () => {
    expect(await judgeStack(kex, [], { preview: true, config: { zone: ["a"], enforcementLevels: 1 } })).toEqual({
      violations: ["zone", "enforcementLevels"].map((name) => [
        "",
        `The configuration of this policy has no "${name}", only exemptZones, minimum, zones and lookUp.`,
      ]),
    });
    expect(asked()).toEqual([]);
  });
});

describe("what is wrong for all zones alike", () => {
  const resources = [record("www", { zoneId: enabled }), record("api", { zoneId: neverChanged })];
  const alike = (reason: string) => [
    ["", expect.stringMatching(new RegExp(`^2 zones, .* looked up: ${reason}[^]*lookUp: false in`))],
  ];

  test("is one violation on the stack", async () => {
    process.env.CLOUDFLARE_API_TOKEN = "another-token-0123456789abcdefghijklmnopqrs";
    expect((await judgeStack(kex, resources, PREVIEW)).violations).toEqual(alike("HTTP status 403, 10000"));
    process.env.CLOUDFLARE_API_TOKEN = "";
    expect((await judgeStack(kex, resources, PREVIEW)).violations).toEqual(alike("No Cloudflare credentials found"));
    process.env.CLOUDFLARE_API_TOKEN = CREDENTIALS.token;
    process.env.CLOUDFLARE_BASE_URL = "http://127.0.0.1:9/client/v4";
    expect((await judgeStack(kex, resources, PREVIEW)).violations).toEqual(alike("No answer: "));
    process.env.CLOUDFLARE_BASE_URL = emulator.baseUrl;
  });

  test("is told of these zones, and a firewall without a word of the token", async () => {
    const faultOf = async (fault: Fault) => {
      for (const zoneId of [enabled, neverChanged]) emulator.faults.set(zoneId, fault);
      const { violations } = await judgeStack(kex, resources, PREVIEW);
      emulator.faults.clear();
      return violations;
    };
    const refused = { success: false, errors: [{ code: 10000, message: "Authentication error" }] };
    expect((await faultOf({ status: 403, body: refused }))[0]?.[1]).toContain("Zone Settings: Read for these zones.\n");
    const [[, text] = []] = await faultOf({ status: 403, body: "error code: 1020" });
    expect(text).toMatch(/\n {2}What to do: A firewall in front of the API refused this machine /);
    expect(text).not.toMatch(/valid|permission/);
    const invalid = { success: false, errors: [{ code: 9109, message: "Invalid zone" }] };
    expect((await faultOf({ status: 403, body: invalid })).map(([on]) => on)).toEqual(["www", "api"]);
  });

  test("is not what is wrong for some, or about the zones", async () => {
    const some = [record("www", { zoneId: enabled }), record("gone", { zoneId: "0".repeat(32) })];
    expect((await judgeStack(kex, some, PREVIEW)).violations.map(([on]) => on)).toEqual(["gone"]);
    const odd = [record("odd", { zoneId: "no id" }), record("odder", { zoneId: "no id?" })];
    expect((await judgeStack(kex, odd, PREVIEW)).violations.map(([on]) => on)).toEqual(["odd", "odder"]);
  });
});

test("zones of one resource are one violation, with a line for each, of the names that the stack tells", async () => {
  const gone = "0".repeat(32);
  const list = other("list", { zoneIds: [enabled, disabled, gone], deep: { zoneTag: neverChanged } });
  const named = status("named", { zoneId: enabled, zoneName: "enabled.example", enabled: true });
  const { violations } = await judgeStack(
    kex,
    [list, named, fleetStatus("f", [{ zoneId: enabled, name: "x", enabled: false }])],
    PREVIEW,
  );
  expect(violations.map(([on]) => on)).toEqual(["f", "list"]);
  expect(violations[1]?.[1]).toMatch(
    new RegExp(
      `^Auto-.* is disabled for 1 of 3 zones; 1 could not be read:\\n {2}${disabled}: disabled\\n {2}${gone}: could not`,
    ),
  );
  expect(asked()).toEqual([disabled, gone, neverChanged].sort());
});

describe("compliance modes", () => {
  const modes = originTlsComplianceModesMatch({ allowed: ["fips", "pqh"], required: ["fips"] });
  const declared = (name: string, props: object) =>
    resource("cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes", name, props);

  test("have a rule, a name, a level and a schema", () => {
    expect(modes).toMatchObject({
      name: "origin-tls-compliance-modes-match",
      description: "Every Cloudflare zone of the stack must have the agreed Origin TLS Compliance Modes.",
      enforcementLevel: "mandatory",
    });
    expect(Object.keys(modes.configSchema?.properties ?? {})).toEqual([
      ...["allowed", "required", "exemptZones", "minimum", "zones", "lookUp"],
    ]);
    const refused = "originTlsComplianceModesMatch needs allowed or required modes";
    expect(() => originTlsComplianceModesMatch({})).toThrow(refused);
    expect(() => originTlsComplianceModesMatch({ required: [] })).toThrow(refused);
    expect(() => originTlsComplianceModesMatch({ required: [] })).toThrow(/Give at least one of them, for example/);
    expect(() => originTlsComplianceModesMatch({ allow: ["fips"] } as never)).toThrow(
      /^originTlsComplianceModesMatch has no argument "allow"/,
    );
    for (const rule of [{ allowed: [] }, { required: ["fips"] }]) originTlsComplianceModesMatch(rule);
  });

  test("may be configured, over the rule, and nothing is demanded before they are", async () => {
    const ready = originTlsComplianceModesMatch();
    const resources = [record("none", { zoneId: neverChanged })];
    for (const config of [{}, { required: [] }]) {
      expect(await judgeStack(ready, resources, { preview: true, config })).toEqual({ violations: [] });
      expect(await judgeResource(ready, declared("d", { values: ["x"] }), { preview: false, config })).toEqual({
        violations: [],
      });
    }
    expect(asked()).toEqual([]);
    const config = { required: ["pqh"] };
    const missing = [["none", expect.stringContaining('["pqh"] missing')]];
    expect((await judgeStack(ready, resources, { preview: true, config })).violations).toEqual(missing);
    expect((await judgeStack(modes, resources, { preview: true, config })).violations).toEqual(missing);
  });

  test("that a lookup has read are judged without a request", async () => {
    const type = "cloudflare-origin-tls:index:OriginTlsComplianceModesStatus";
    const read = resource(type, "read", { zoneId: neverChanged, modes: [] });
    for (const mode of [PREVIEW, UP]) {
      expect((await judgeStack(modes, [read, record("www", { zoneId: neverChanged })], mode)).violations).toEqual([
        ["read", expect.stringContaining("are [],")],
      ]);
    }
    const hidden = resource(type, "hidden", { zoneId: neverChanged });
    expect((await judgeStack(modes, [hidden], PREVIEW)).violations).toEqual([
      ["hidden", expect.stringContaining("not shown")],
    ]);
    expect(asked()).toEqual([]);
  });

  test("stop an up in time, also when a ZoneSetting sets them", async () => {
    const bad = declared("bad", { zoneId: enabled, values: ["fips", "new"] });
    const fix = expect.stringMatching(/will be .*\n.*: Set values: \["fips"\] on the resource "bad"\.$/);
    expect(await judgeResource(modes, bad, UP)).toEqual({ violations: [["", fix]] });
    const setting = { zoneId: enabled, settingId: "origin_tls_compliance_modes", value: [] };
    expect(
      (await judgeResource(modes, resource("cloudflare:index/zoneSetting:ZoneSetting", "s", setting), UP)).violations,
    ).toEqual([["", expect.stringContaining('Set value: ["fips"] on the resource "s"')]]);
  });

  test("are looked up, or judged by what the stack declares", async () => {
    const resources = [record("www", { zoneId: enabled }), record("none", { zoneId: neverChanged })];
    const missing = expect.stringMatching(
      new RegExp(
        `of zone ${neverChanged} are \\[\\], \\["fips"\\] missing\\.\\n {2}What to do: Set them with .* PATCH`,
      ),
    );
    expect(await judgeStack(modes, resources, PREVIEW)).toEqual({ violations: [["none", missing]] });
    expect(asked()).toEqual([enabled, neverChanged].sort());

    emulator.requests.splice(0);
    const good = declared("good", { zoneId: neverChanged, values: ["fips"] });
    expect(await judgeStack(modes, [...resources.slice(1), good], PREVIEW)).toEqual({ violations: [] });
    const bad = declared("bad", { zoneId: enabled, values: ["fips", "new"] });
    const willBe = `The Origin TLS Compliance Modes of zone ${enabled} will be ["fips","new"], ["new"] not allowed.\n  What to do: Set values: ["fips"] on the resource "bad".`;
    expect(await judgeStack(modes, [resources[0] as never, bad], PREVIEW)).toEqual({ violations: [["bad", willBe]] });
    const unset = await judgeStack(modes, [declared("unset", { zoneId: enabled })], PREVIEW);
    expect(unset.violations).toEqual([["unset", expect.stringContaining("will be undefined, which is no list")]]);
    expect(asked()).toEqual([]);
    // The setting of another kind says nothing about this one.
    const kexOnly = kexResource("kex", { zoneId: neverChanged, enabled: true });
    expect(await judgeStack(modes, [kexOnly], PREVIEW)).toEqual({ violations: [["kex", missing]] });
  });
});

describe("what a review that attacked it has found", () => {
  test.each([
    ["a map", { zoneIds: { shop: disabled } }],
    ["a list of objects", { zoneIds: [{ zoneId: disabled }] }],
    ["an id in upper case", { zoneId: disabled.toUpperCase() }],
  ])("%s is searched", async (_, props) => {
    expect(await judgeStack(kex, [other("o", props)], UP)).toEqual({ violations: [["o", off(disabled)]] });
  });

  test("a status that is not shown is a violation", async () => {
    const type = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";
    const { violations } = await judgeStack(kex, [status("s", {}), resource(type, "f", {})], UP);
    expect(violations).toEqual(
      ["s", "f"].map((name) => [name, expect.stringContaining("was not shown to the policy")]),
    );
  });

  test("an exempt zone that is yet to be created is neither undecided nor missing", async () => {
    const config = { exemptZones: ["legacy.example"] };
    const legacy = zone("z", { name: "legacy.example" });
    for (const preview of [true, false]) {
      expect(await judgeStack(kex, [legacy], { preview, config })).toEqual({ violations: [] });
    }
    // What only has its name is not the zone.
    const namesake = record("namesake", { zoneId: disabled, name: "legacy.example" });
    expect(await judgeStack(kex, [namesake], { preview: true, config })).toEqual({
      violations: [["namesake", off(disabled)]],
    });
  });

  test("a setting is judged by its own zone, and an odd one does not hide the others", async () => {
    const config = { exemptZones: ["legacy.example"] };
    const legacy = zone("legacy", { id: neverChanged, name: "legacy.example" });
    const disable = kexResource("kex", { zoneId: enabled, enabled: false }, [legacy]);
    const odd = kexResource("odd", { zoneId: 7, enabled: false }, [zone("z", { name: 7 })]);
    const { violations } = await judgeStack(kex, [legacy, odd, disable], { preview: true, config });
    expect(violations.map(([on]) => on)).toEqual(["odd", "kex"]);
    emulator.requests.splice(0);
    expect((await judgeStack(kex, [odd], { preview: false, config })).violations.map(([on]) => on)).toEqual(["odd"]);
    expect(asked()).toEqual([]);
    const modes = originTlsComplianceModesMatch({ required: ["fips"] });
    const type = "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes";
    const values = resource(type, "modes", { zoneId: enabled, values: 7 });
    expect((await judgeStack(modes, [values], PREVIEW)).violations.map(([on]) => on)).toEqual(["modes"]);
  });
});
