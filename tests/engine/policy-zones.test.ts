import { CREDENTIALS, ZONES } from "../emulator/emulator";
import { enable, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);
const POLICY = "zones-have-auto-origin-tls-kex";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
const description = "Every Cloudflare zone that the stack mentions must have Auto-Origin TLS KEX enabled.";

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

test("looks up zones and zone ids of a program that does not use this package", async () => {
  const stack = await stackOf("resources", {
    zones: { own: "own.example" },
    records: { "by-id": ZONES.disabled, good: ZONES.enabled },
    others: { "other-cloud": { type: "aws:route53/record:Record", props: { zoneId: "Z1D633PJN98FT9" } } },
  });
  const pack = await packOf(stack, "zones", []);
  const preview = await stack.fail("preview", ...pack);
  // The zone is yet to be created, so its own id is unknown; the record's is not.
  expect(undecidedPolicies(preview)).toEqual([POLICY]);
  expect(violationsOf(preview)).toContainEqual(violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled))));

  await stack.succeed("up");
  const [own] = await stack.resources("cloudflare:index/zone:Zone");
  changeZone(emulator, own?.id as string, kex(false));
  emulator.requests.length = 0;
  expect(violationsOf(await stack.fail("up", ...pack)).sort(byResource)).toEqual([
    violation(`${RECORD} (by-id)`, literally(enable(ZONES.disabled))),
    violation("cloudflare:index/zone:Zone (own)", literally(enable(own?.id as string))),
  ]);
  const lookedUp = emulator.requests.filter(({ method }) => method === "GET").map(({ url }) => url.split("/")[4]);
  expect(lookedUp.sort()).toEqual([own?.id, ZONES.disabled, ZONES.enabled].sort());
});

test("finds zoneId and zoneIds at any depth, and a zone that cannot be read is a violation of its own", async () => {
  const deep = {
    rules: [{ target: { zoneId: ZONES.disabled } }],
    groups: { first: { zoneIds: [ZONES.enabled, NO_ZONE] } },
  };
  const stack = await stackOf("resources", { others: { deep: { type: "test:index:Other", props: deep } } });
  const preview = await stack.fail("preview", ...(await packOf(stack, "zones", [])));
  const failure = `Cannot read the Auto-Origin TLS KEX setting of zone ${NO_ZONE}[^]*HTTP status 404[^]*What to do: Check the zone id`;
  expect(violationsOf(preview)).toHaveLength(2);
  expect(violationsOf(preview)).toEqual(
    expect.arrayContaining([
      violation("test:index:Other (deep)", literally(enable(ZONES.disabled))),
      violation("test:index:Other (deep)", `Zone ${NO_ZONE} could not be checked\\. ${failure}`),
    ]),
  );
  expect(emulator.requests.map(({ url }) => url.split("/")[4]).sort()).toEqual(
    [ZONES.disabled, ZONES.enabled, NO_ZONE].sort(),
  );
});

test("checks the zones of a fleet, and refuses a configuration that it does not know", async () => {
  const stack = await fleetOf("fleet", { zoneIds: [ZONES.enabled, ZONES.disabled] });
  const pack = await packOf(stack, "zones", [], { [POLICY]: { zone: [ZONES.disabled] } });
  for (const operation of ["preview", "up"]) {
    const violations = violationsOf(await stack.fail(operation, ...pack));
    expect(violations).toHaveLength(2);
    expect(violations).toContainEqual(
      violation("cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (all)", literally(enable(ZONES.disabled))),
    );
    expect(violations.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(
        'The configuration of this policy has no "zone", only zones, exemptZones, minimum and profile.',
      ),
    );
  }
});

test("in up, a violation is on the resource that sets the setting", async () => {
  const stack = await stackOf("settings", {
    kex: { setting: { zoneId: ZONES.enabled, enabled: false } },
    records: { www: ZONES.enabled },
    lookups: { shop: ZONES.enabled },
  });
  expect(violationsOf(await stack.fail("up", ...(await packOf(stack, "zones", []))))).toEqual([
    violation("cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex (setting)", literally(enable(ZONES.enabled))),
  ]);
});

test("checks configured zones, and judges two stacks each with its own token", async () => {
  const judgeWith = async (token: string) => {
    const stack = await stackOf("resources", {});
    delete stack.env.CLOUDFLARE_API_TOKEN;
    await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", token);
    const config = { [POLICY]: { zones: [ZONES.disabled] } };
    return stack.fail("preview", ...(await packOf(stack, "zones", [], config)));
  };
  expect(violationsOf(await judgeWith(CREDENTIALS.token))[0]?.message).toContain(enable(ZONES.disabled));
  const other = await judgeWith("another-accounts-token-0123456789");
  expect(violationsOf(other)[0]?.message).toContain("10000: Authentication error");
});

/** A text as a part of a regular expression. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const byResource = (a: { on: string }, b: { on: string }) => (a.on < b.on ? -1 : 1);
