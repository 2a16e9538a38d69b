import { CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import { enable, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);
const POLICY = "auto-origin-tls-kex-enabled";
const MODES_POLICY = "origin-tls-compliance-modes-match";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
const description = "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/declared")>("declared", emulator);
const fleetOf = stacksOf<typeof import("./programs/fleets")>("fleets", emulator);

/** A violation of the policy; `facts` is the message without the description. */
const violation = (on: string, facts: string) => ({
  policy: POLICY,
  level: "mandatory",
  on,
  message: expect.stringMatching(new RegExp(`^${description}\n${facts}`)),
});

test("looks up zones and zone ids, at any depth, of a program that does not use this package", async () => {
  const [deepOff, deepOn] = ["a1".repeat(16), "b2".repeat(16)];
  emulator.zones.set(deepOff, makeZone(deepOff, "deep-off.example", kex(false)));
  emulator.zones.set(deepOn, makeZone(deepOn, "deep-on.example"));
  const deep = {
    rules: [{ target: { zoneTag: deepOff } }],
    groups: { first: { zoneIds: [deepOn, NO_ZONE] } },
  };
  const own = {
    zones: { own: "own.example" },
    records: { "by-id": ZONES.disabled, good: ZONES.enabled },
  };
  const others = { "other-cloud": { type: "aws:route53/record:Record", props: { zoneId: "Z1D633PJN98FT9" } } };
  const stack = await stackOf("resources", {
    ...own,
    others: { ...others, deep: { type: "test:index:Other", props: deep } },
  });
  const pack = await packOf(stack, "enabled", []);
  const preview = await stack.fail("preview", ...pack);
  const lookedUp = () => emulator.requests.filter(({ method }) => method === "GET").map(({ url }) => url.split("/")[4]);
  expect(lookedUp().sort()).toEqual([ZONES.disabled, ZONES.enabled, deepOff, deepOn, NO_ZONE].sort());
  // The zone is yet to be created, so its own id is unknown; the record's is not.
  expect(undecidedPolicies(preview)).toEqual([POLICY]);
  expect(violationsOf(preview)).toContainEqual(violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled))));
  // One violation for the resource, and a zone that cannot be read is among them.
  const facts = [
    "Auto-Origin TLS KEX must be enabled, and is disabled for 1 of 3 zones; 1 could not be read:",
    `  ${deepOff}: disabled`,
    `  ${NO_ZONE}: could not be read: HTTP status 404, 7003: `,
  ].join("\n");
  expect(violationsOf(preview).filter(({ on }) => on === "test:index:Other (deep)")).toEqual([
    violation("test:index:Other (deep)", `${literally(facts)}.*\n  What to do: Turn it on .* Check the zone id`),
  ]);
  expect(violationsOf(preview).filter(({ level }) => level === "mandatory")).toHaveLength(2);

  await stack.change("resources", { ...own, others });
  await stack.succeed("up");
  const [zone] = await stack.resources("cloudflare:index/zone:Zone");
  changeZone(emulator, zone?.id as string, kex(false));
  emulator.requests.length = 0;
  expect(violationsOf(await stack.fail("up", ...pack)).sort(byResource)).toEqual([
    violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled))),
    violation("cloudflare:index/zone:Zone (own)", literally(enable(zone?.id as string, "own.example"))),
  ]);
  expect(lookedUp().sort()).toEqual([zone?.id, ZONES.disabled, ZONES.enabled].sort());
});

test("what a fleet has read is judged without a further request, of hundreds of zones too", async () => {
  const zoneIds = Array.from({ length: 400 }, (_, i) => `c${i}`);
  for (const [i, zoneId] of zoneIds.entries()) {
    emulator.zones.set(zoneId, makeZone(zoneId, `zone-${i}.example`, i < 30 ? kex(false) : {}));
  }
  const stack = await fleetOf("fleet", { zoneIds });
  const pack = await packOf(stack, "enabled", []);
  for (const operation of ["preview", "up"]) {
    emulator.requests.length = 0;
    const [only, ...others] = violationsOf(await stack.fail(operation, ...pack));
    expect(only).toEqual(
      violation(
        "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (all)",
        "Auto-Origin TLS KEX must be enabled, and is disabled for 30 of 400 zones:(\n  c\\d+: disabled){20}" +
          "\n  and 10 more: the output zones of this fleet .* pulumi stack export after an up\n  What to do: Turn it on",
      ),
    );
    expect(others).toEqual([]);
    expect(emulator.requests).toHaveLength(400);
  }
});

test("refuses a configuration that it does not know, in both policies", async () => {
  const stack = await stackOf("resources", { records: { www: ZONES.enabled } });
  const rule = { allowed: ["fips", "pqh"] };
  const misspelt = { minumum: 100 };
  const pack = await packOf(stack, "all", [rule], { [POLICY]: misspelt, [MODES_POLICY]: misspelt });
  const names = "exemptZones, minimum, zones, profile and lookUp";
  const texts = violationsOf(await stack.fail("preview", ...pack)).map(({ message }) => message.split("\n")[1]);
  expect(texts.sort()).toEqual([
    `The configuration of this policy has no "minumum", only allowed, required, ${names}.`,
    `The configuration of this policy has no "minumum", only ${names}.`,
  ]);
  const wrong = { [POLICY]: { lookUp: "no", minimum: "1", exemptZones: "all" }, [MODES_POLICY]: { required: "fips" } };
  const { text } = await stack.fail("preview", ...(await packOf(stack, "all", [rule], wrong)));
  for (const [policy, config] of Object.entries(wrong)) {
    for (const key of Object.keys(config)) expect(text).toMatch(new RegExp(`${policy}: ${key}: Invalid type`));
  }
});

/** The two records of a program. */
const records = { www: ZONES.enabled, api: ZONES.disabled };
/** What a policy says of them, on the stack, when neither can be looked up. */
const alike = (reason: string) => ({
  level: "mandatory",
  on: "pulumi:pulumi:Stack (shop-dev)",
  message: expect.stringMatching(
    `\n2 zones, which nothing in the stack has read, could not be looked up: ${reason}[^]*What to do: ` +
      "[^]*This policy has the configuration of the stack[^]*lookUp: false",
  ),
});

test("without credentials there is one violation on the stack, and lookUp: false asks nothing", async () => {
  const stack = await stackOf("resources", { records });
  delete stack.env.CLOUDFLARE_API_TOKEN;
  const pack = await packOf(stack, "all", [{ required: ["fips"] }], { [POLICY]: { lookUp: false } });
  const run = await stack.fail("preview", ...pack);
  expect(violationsOf(run).sort((a, b) => (a.policy < b.policy ? -1 : 1))).toEqual([
    {
      policy: POLICY,
      level: "advisory",
      on: "pulumi:pulumi:Stack (shop-dev)",
      message: expect.stringMatching(/^2 zones not judged: .* lookUp is false in the configuration\.$/),
    },
    { policy: MODES_POLICY, ...alike("No Cloudflare credentials found") },
  ]);
  expect(emulator.requests).toEqual([]);
});

test("under --target, what is not part of the update is no violation", async () => {
  const stack = await stackOf("settings", {
    zones: { own: "own.example" },
    kex: { setting: { zoneId: ZONES.neverChanged, enabled: true } },
    records: { www: ZONES.enabled, bad: ZONES.disabled },
  });
  changeZone(emulator, ZONES.neverChanged, kex(false));
  const pack = await packOf(stack, "enabled", []);
  const target = (name: string) => ["--target", `urn:pulumi:dev::shop::${RECORD}::${name}`];
  await stack.succeed("up", ...pack, ...target("www"));
  // What is part of it is judged.
  for (const operation of ["preview", "up"]) {
    const run = await stack.fail(operation, ...pack, ...target("bad"));
    expect(violationsOf(run).map(({ on }) => on)).toEqual([`${RECORD} (bad)`]);
  }
});

test("checks configured zones, and judges two stacks each with its own token", async () => {
  const judgeWith = async (token: string, args: { records?: Record<string, string> }) => {
    const stack = await stackOf("resources", args);
    delete stack.env.CLOUDFLARE_API_TOKEN;
    await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", token);
    const config = { [POLICY]: { zones: [ZONES.disabled] } };
    return violationsOf(await stack.fail("preview", ...(await packOf(stack, "enabled", [], config))));
  };
  expect((await judgeWith(CREDENTIALS.token, {}))[0]?.message).toContain(enable(ZONES.disabled));
  // What is wrong for all zones alike is one violation on the stack.
  expect(await judgeWith("another-accounts-token-0123456789", { records })).toEqual([
    { policy: POLICY, ...alike("HTTP status 403, 10000: Authentication error") },
  ]);
});

/** A text as a part of a regular expression. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const byResource = (a: { on: string }, b: { on: string }) => (a.on < b.on ? -1 : 1);
