// What a review that attacked the policies has found: each was a pass, a wrong violation or a TypeError.
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

// A zone that nobody has read is not looked up here.
const config = { exemptZones: ["legacy.example"], lookUp: false };
const EXEMPTING_PREVIEW = { ...PREVIEW, config };
const EXEMPTING_UP = { ...UP, config };
const legacy = zone("legacy", { id: "aa", name: "legacy.example" });
const shop = zone("shop", { id: "bb", name: "shop.example" });
const willBe = expect.stringContaining("will be disabled for");
const off = expect.stringContaining("is disabled for");

test.each([EXEMPTING_PREVIEW, EXEMPTING_UP])(
  "a known zone id is not exempt by what it was made of, %j",
  async (mode) => {
    for (const dependencies of [[legacy, shop], [legacy], [shop, legacy]]) {
      const disable = kexResource("kex", { zoneId: "bb", enabled: false }, dependencies);
      expect(await judgeStack(policy, [legacy, shop, disable], mode)).toEqual({
        violations: [["kex", willBe]],
      });
      const exempt = kexResource("kex", { zoneId: "aa", enabled: false }, dependencies);
      expect((await judgeStack(policy, [legacy, shop, exempt], mode)).violations).toEqual([]);
    }
  },
);

test("a fleet of ids is not shown", async () => {
  const { violations } = await judgeStack(policy, [fleetStatus("f", ["aa" as never])], PREVIEW);
  expect(violations).toEqual([["f", expect.stringContaining("was not shown to the policy")]]);
});

test("an id that is unknown is exempt by one zone only", async () => {
  const disable = kexResource("kex", { zoneId: UNKNOWN, enabled: false }, [legacy, shop]);
  expect(await judgeStack(policy, [legacy, shop, disable], EXEMPTING_PREVIEW)).toMatchObject({
    violations: [["kex", willBe]],
    undecided: expect.stringContaining(".zoneId"),
  });
});

test.each([
  ["a zone of a fleet without a value", fleetStatus("f", [{ zoneId: "aa", error: "HTTP status 500" }])],
  ["a fleet of what are no zones", fleetStatus("f", [null as never])],
  ["a zone without an id", fleetStatus("f", [{ zoneId: null, enabled: false }])],
  ["a zone whose name is null", fleetStatus("f", [{ zoneId: "bb", name: null, enabled: false }])],
  ["a name that is null", status("f", { zoneId: "bb", zoneName: null, enabled: false })],
  ["a name that is no text", status("f", { zoneId: "bb", zoneName: 7, enabled: false })],
  ["a text in place of a boolean", kexResource("f", { zoneId: "bb", enabled: "false" })],
  ["an id that is null", kexResource("f", { zoneId: null, enabled: false })],
  ["an id that is a list", kexResource("f", { zoneId: ["bb"], enabled: false })],
  ["a dependency without a name", kexResource("f", { zoneId: UNKNOWN, enabled: false }, [zone("z", { name: null })])],
  ["a dependency that is none", kexResource("f", { zoneId: UNKNOWN, enabled: false }, [undefined as never])],
])("%s is a violation", async (_, given) => {
  for (const mode of [{ ...PREVIEW, config: { lookUp: false } }, EXEMPTING_PREVIEW]) {
    const { violations } = await judgeStack(policy, [given], mode);
    expect(violations).toEqual([["f", expect.any(String)]]);
  }
});

test("what could not be read does not pass for what the stack enables, nor what has no id", async () => {
  const enable = kexResource("enable", { zoneId: "aa", enabled: true });
  const failed = fleetStatus("f", [{ zoneId: "aa", enabled: null, error: "HTTP status 403" }]);
  expect((await judgeStack(policy, [failed, enable], PREVIEW)).violations).toHaveLength(1);
  const later = kexResource("later", { zoneId: UNKNOWN, enabled: true });
  expect((await judgeStack(policy, [fleetStatus("f", [{ enabled: false }]), later], PREVIEW)).violations).toEqual([
    ["f", expect.stringContaining("was not shown to the policy")],
  ]);
  const odd = kexResource("odd", { zoneId: 7, enabled: true });
  expect((await judgeStack(policy, [fleetStatus("f", [{ enabled: false }]), odd], PREVIEW)).violations).toHaveLength(1);
});

test("what the stack disables, or what only looks like the resource that enables, is no reason to pass", async () => {
  const disabled = status("s", { zoneId: "bb", enabled: false });
  const disable = kexResource("kex", { zoneId: "bb", enabled: false });
  const lookalike = resource("test:index:Other", "o", { zoneId: "bb", enabled: true });
  const { violations } = await judgeStack(policy, [disabled, disable, lookalike], PREVIEW);
  expect(violations).toEqual([["kex", willBe]]);
  const { violations: live } = await judgeStack(policy, [disabled, lookalike], PREVIEW);
  expect(live).toEqual([["s", off]]);
});

test("only a zone or a lookup tells which zone has a name that is exempt", async () => {
  const disabled = status("s", { zoneId: "bb", enabled: false });
  const claims = { id: "bb", name: "legacy.example", zoneId: "bb", zoneName: "legacy.example" };
  for (const mode of [EXEMPTING_PREVIEW, EXEMPTING_UP]) {
    const { violations } = await judgeStack(policy, [resource("test:index:Other", "o", claims), disabled], mode);
    expect(violations).toEqual([["s", off]]);
  }
});

test("the minimum counts each zone once, whatever else a status has", async () => {
  const minimum = { preview: false, config: { minimum: 2 } };
  const tooFew = { violations: [["", expect.stringContaining("has found 1.")]] };
  const lookups = ["a", "b"].map((name) => status(name, { zoneId: "aa", enabled: true }));
  expect(await judgeStack(policy, lookups, minimum)).toEqual(tooFew);
  const type = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";
  const untotalled = resource(type, "f", { zones: [{ zoneId: "AA", enabled: true }] });
  expect(await judgeStack(policy, [...lookups, untotalled], minimum)).toEqual(tooFew);
  expect(await judgeStack(policy, [resource(type, "f", {})], minimum)).toEqual({
    violations: [
      ["", expect.stringContaining("has found 0.")],
      ["f", expect.stringContaining("was not shown to the policy")],
    ],
  });
});

test("validateResource judges odd values too", async () => {
  for (const props of [{ zoneId: 7, enabled: false }, { zoneId: "bb", enabled: null }, { zoneId: "bb" }]) {
    expect((await judgeResource(policy, kexResource("f", props), UP)).violations).toEqual([["", willBe]]);
  }
});

test("a resource that up has kept out of the update, and so has not shown to validateResource, is judged at the end", async () => {
  const kept = kexResource("kept", { zoneId: "bb", enabled: false, modifiedOn: null });
  const { violations } = await judgeStack(policy, [kept], { ...UP, config: { lookUp: false } });
  expect(violations).toEqual([["kept", willBe]]);
});

test("a status of a kind that is not known is no reason to pass", async () => {
  const future = (props: object) => resource("cloudflare-origin-tls:index:FutureStatus", "future", props);
  expect((await judgeStack(policy, [future({ enabled: true })], UP)).violations).toEqual([
    ["future", expect.stringContaining("was not shown to the policy")],
  ]);
  const named = await judgeStack(policy, [future({ zoneId: "bb", enabled: true })], {
    ...UP,
    config: { lookUp: false },
  });
  expect(named.advice).toContain("1 zone not judged");
});
