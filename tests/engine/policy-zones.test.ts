import { CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import { enable, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);
const POLICY = "auto-origin-tls-kex-enabled";
const MODES_POLICY = "origin-tls-compliance-modes-match";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
const ZONE = "cloudflare:index/zone:Zone";
/** The two records of a program. */
const records = { www: ZONES.enabled, api: ZONES.disabled };
const description = "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/declared")>("declared", emulator);

/** A violation of the policy; `facts` is the message without the description. */
const violation = (on: string, facts: string) => ({
  policy: POLICY,
  level: "mandatory",
  on,
  message: expect.stringMatching(new RegExp(`^${description}\n${facts}`)),
});

test("looks up zones and zone ids, at any depth, of a program that does not use this package, and under --target none that are new and no target", async () => {
  const [deepOff, deepOn, further] = ["a1", "b2", "c3"].map((id) => id.repeat(16)) as [
    ...[deepOff: string, deepOn: string, further: string],
  ];
  emulator.zones.set(deepOff, makeZone(deepOff, "deep-off.example", kex(false)));
  emulator.zones.set(deepOn, makeZone(deepOn, "deep-on.example"));
  emulator.zones.set(further, makeZone(further, "further.example", kex(false)));
  const deep = {
    rules: [{ target: { zoneTag: deepOff } }],
    groups: { first: { zoneIds: [deepOn, NO_ZONE] } },
  };
  const own = {
    zones: { own: "own.example" },
    records: { "by-id": ZONES.disabled, good: ZONES.enabled },
  };
  const others = { "other-cloud": { type: "aws:route53/record:Record", props: { zoneId: "Z1D633PJN98FT9" } } };
  const stack = await stackOf("settings", {
    ...own,
    others: { ...others, deep: { type: "test:index:Other", props: deep } },
  });
  // The policy and the plugin have the token of the stack's configuration.
  delete stack.env.CLOUDFLARE_API_TOKEN;
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CREDENTIALS.token);
  const configured = await packOf(stack, "enabled", [], { [POLICY]: { zones: [further] } });
  const preview = await stack.fail("preview", ...configured);
  const lookedUp = () => emulator.requests.filter(({ method }) => method === "GET").map(({ url }) => url.split("/")[4]);
  expect(lookedUp().sort()).toEqual([ZONES.disabled, ZONES.enabled, deepOff, deepOn, NO_ZONE, further].sort());
  // The zone is yet to be created, so its own id is unknown; the record's is not.
  expect(undecidedPolicies(preview)).toEqual([POLICY]);
  // One violation for the resource, and a zone that cannot be read is among them.
  const facts = [
    "Auto-Origin TLS KEX must be enabled, and is disabled for 1 of 3 zones; 1 could not be read:",
    `  ${deepOff}: disabled`,
    `  ${NO_ZONE}: could not be read: HTTP status 404, 7003: `,
  ].join("\n");
  expect(
    violationsOf(preview)
      .filter(({ level }) => level === "mandatory")
      .sort(byResource),
  ).toEqual([
    violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled))),
    violation("pulumi:pulumi:Stack (shop-dev)", literally(enable(further))),
    violation("test:index:Other (deep)", `${literally(facts)}.*\n  What to do: Turn it on .* Check the zone id`),
  ]);

  // Under --target, what is new and no target is no violation: a new zone, a setting that is off, and a record.
  changeZone(emulator, ZONES.neverChanged, kex(false));
  await stack.change("settings", {
    zones: { ...own.zones, later: "later.example" },
    kex: { setting: { zoneId: ZONES.neverChanged, enabled: true } },
    records: { ...own.records, later: deepOff },
    others,
  });
  const pack = await packOf(stack, "enabled", []);
  const targets = [`${RECORD}::good`, `${ZONE}::own`, `${RECORD}::by-id`];
  // What is part of it is judged, and so is in the second run what is in the state.
  for (const [operation, targeted] of [
    ["up", targets],
    ["preview", targets.slice(0, 1)],
  ] as const) {
    const options = targeted.flatMap((name) => ["--target", `urn:pulumi:dev::shop::${name}`]);
    const run = await stack.fail(operation, ...pack, ...options);
    expect(violationsOf(run)).toEqual([violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled)))]);
  }

  // A policy judges what an up has made: the zone is there now.
  const [zone] = await stack.resources(ZONE);
  changeZone(emulator, zone?.id as string, kex(false));
  emulator.requests.length = 0;
  expect(violationsOf(await stack.fail("up", ...pack)).sort(byResource)).toEqual([
    violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled))),
    violation(`${RECORD} (later)`, literally(enable(deepOff))),
    violation(`${ZONE} (own)`, literally(enable(zone?.id as string, "own.example"))),
  ]);
  const ownZones = (await stack.resources(ZONE)).map(({ id }) => id);
  expect(ownZones).toHaveLength(2);
  expect(lookedUp().sort()).toEqual([...ownZones, ZONES.disabled, ZONES.enabled, ZONES.neverChanged, deepOff].sort());
});

test("refuses a configuration of a wrong type, in both policies", async () => {
  const stack = await stackOf("resources", { records });
  const wrong = { [POLICY]: { lookUp: "no", minimum: "1", exemptZones: "all" }, [MODES_POLICY]: { required: "fips" } };
  const { text } = await stack.fail("preview", ...(await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }], wrong)));
  for (const [policy, config] of Object.entries(wrong)) {
    for (const key of Object.keys(config)) expect(text).toMatch(new RegExp(`${policy}: ${key}: Invalid type`));
  }
});

test("what is wrong for all zones alike is one violation, lookUp: false asks nothing, and a misspelt configuration is refused", async () => {
  const stack = await stackOf("resources", { records });
  delete stack.env.CLOUDFLARE_API_TOKEN;
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", "another-accounts-token-0123456789");
  const misspelt = { minumum: 100 };
  const config = { [POLICY]: { ...misspelt, lookUp: false }, [MODES_POLICY]: misspelt };
  const violations = violationsOf(
    await stack.fail("preview", ...(await packOf(stack, "all", [{ required: ["fips"] }], config))),
  );
  expect(violations.every(({ on }) => on === "pulumi:pulumi:Stack (shop-dev)")).toBe(true);
  const of = (name: string) =>
    violations.filter(({ policy }) => policy === name).map(({ level, message }) => [level, message]);
  const names = "exemptZones, minimum, zones and lookUp";
  expect(of(POLICY)).toEqual([
    ["mandatory", `${description}\nThe configuration of this policy has no "minumum", only ${names}.`],
    ["advisory", expect.stringMatching(/^2 zones not judged: .* lookUp is false in the configuration\.$/)],
  ]);
  expect(of(MODES_POLICY)).toEqual([
    [
      "mandatory",
      expect.stringMatching(
        `\nThe configuration of this policy has no "minumum", only allowed, required, ${names}\\.$`,
      ),
    ],
    [
      "mandatory",
      expect.stringMatching(
        "\n2 zones, which nothing in the stack has read, could not be looked up: HTTP status 403, 10000: " +
          "Authentication error[^]*What to do: [^]*This policy has the environment of the Pulumi CLI and the configuration of the stack[^]*lookUp: false",
      ),
    ],
  ]);
  expect(violations).toHaveLength(4);
  const asked = emulator.requests.map(({ url }) => url.split("/").at(-1));
  expect(asked).toEqual(["origin_tls_compliance_modes", "origin_tls_compliance_modes"]);
});

/** A text as a part of a regular expression. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const byResource = (a: { on: string }, b: { on: string }) => (a.on < b.on ? -1 : 1);
