import "./reading";
import type { PolicyResource } from "@pulumi/policy/policy";
import { autoOriginTlsKexEnabled as policy } from "../../sdk/policy";
import { ACME, CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
import { judgeStack, PREVIEW, resource, status, UNKNOWN, UP, zone } from "./policy-stack";

const OF_ACME = "ac".repeat(16);
const ALSO_OF_ACME = "ad".repeat(16);

let emulator: Emulator;
let elsewhere: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  elsewhere = await startEmulator();
});
beforeEach(() => {
  process.env.CLOUDFLARE_BASE_URL = emulator.baseUrl;
  process.env.CLOUDFLARE_API_TOKEN = CREDENTIALS.token;
  for (const { requests, zones } of [emulator, elsewhere]) {
    requests.splice(0);
    const kex = { enabled: false, modifiedOn: null };
    for (const id of [OF_ACME, ALSO_OF_ACME]) {
      zones.set(id, makeZone(id, `${id}.example`, { accountId: ACME.account, kex }));
    }
  }
});
afterAll(() => Promise.all([emulator.close(), elsewhere.close()]));

const record = (name: string, zoneId: string) => resource("cloudflare:index/dnsRecord:DnsRecord", name, { zoneId });

/** The same resource with a provider that has these inputs, as a policy pack is shown it. */
function by(name: string, inputs: object, shown: PolicyResource): PolicyResource {
  const { props } = resource("", "", inputs);
  return { ...shown, provider: { type: "pulumi:providers:cloudflare", name, urn: `urn:${name}`, props } as never };
}
const acme = (shown: PolicyResource, more = {}) => by("acme", { apiToken: ACME.tokens[0], ...more }, shown);
/** Pulumi's default provider, which has what is configured, here nothing. */
const byDefault = (shown: PolicyResource) => by("default_6_22_1", { version: "6.22.1" }, shown);

/** The credentials and zones that an API was asked with. */
const asked = ({ requests }: Emulator) =>
  requests.map(({ url, headers: { authorization, "x-auth-key": key } }) => [
    `${authorization ?? key}`.replace("Bearer ", ""),
    url.split("/")[4],
  ]);
const off = (zoneId: string) => expect.stringContaining(`is disabled for zone ${zoneId}, and must be enabled`);

test("a zone is looked up by the provider of the zone itself, else of the first that mentions it, else as the stack", async () => {
  const itself = acme(zone("zone", { id: OF_ACME, name: "shop.example" }));
  const mentioned = by("other", { apiToken: "wrong-token-0123456789" }, record("www", OF_ACME));
  const stack = [
    mentioned,
    itself,
    acme(record("first", ALSO_OF_ACME)),
    byDefault(record("second", ALSO_OF_ACME)),
    byDefault(record("default", ZONES.enabled)),
    resource("test:index:Other", "other", { zoneId: ZONES.neverChanged }),
  ];
  const { violations } = await judgeStack(policy, stack, PREVIEW);
  expect(violations).toEqual([
    ["zone", expect.stringContaining(`is disabled for zone ${OF_ACME} (shop.example)`)],
    ["first", off(ALSO_OF_ACME)],
  ]);
  expect(asked(emulator).sort()).toEqual([
    ...[OF_ACME, ALSO_OF_ACME].map((id) => [ACME.tokens[0], id]),
    ...[ZONES.enabled, ZONES.neverChanged].map((id) => [CREDENTIALS.token, id]),
  ]);
});

test("credentials go to the base URL of their provider, an email and a key as well, and to no other", async () => {
  const { email, apiKey, tokens } = ACME;
  const keyed = by("keyed", { email, apiKey, baseUrl: elsewhere.baseUrl }, record("keyed", OF_ACME));
  const { violations } = await judgeStack(policy, [keyed, acme(record("acme", ALSO_OF_ACME))], UP);
  expect(violations).toEqual([
    ["keyed", off(OF_ACME)],
    ["acme", off(ALSO_OF_ACME)],
  ]);
  expect(asked(elsewhere)).toEqual([[apiKey, OF_ACME]]);
  expect(asked(emulator)).toEqual([[tokens[0], ALSO_OF_ACME]]);
  elsewhere.requests.splice(0);
  const plain = acme(record("plain", OF_ACME), { baseUrl: "http://api.example/client/v4" });
  expect((await judgeStack(policy, [plain], UP)).violations).toEqual([
    ["", expect.stringContaining("uses plain http:// to api.example, which would send the credentials unencrypted")],
  ]);
});

test("credentials that fail for all zones of an account are one violation of it, and all others are judged", async () => {
  const wrong = (shown: PolicyResource) => by("wrong", { apiToken: "wrong-token-0123456789abcdefghijklmnopqr" }, shown);
  const stack = [
    wrong(record("www", ZONES.enabled)),
    wrong(record("api", ZONES.disabled)),
    acme(record("acme", OF_ACME)),
    by("key", { apiUserServiceKey: "v1.0-0123456789" }, record("key", ZONES.neverChanged)),
    by("late", { apiToken: UNKNOWN }, record("late", ALSO_OF_ACME)),
  ];
  expect(await judgeStack(policy, stack, PREVIEW)).toEqual({
    violations: [
      [
        "",
        expect.stringMatching(
          /^2 zones, which .* looked up as the Cloudflare provider "wrong": HTTP status 403, 10000: Authentication error/,
        ),
      ],
      [
        "",
        "Zone 2b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e, which nothing in the stack has read, could not be looked up as the Cloudflare " +
          'provider "key": The Cloudflare provider has nothing but an apiUserServiceKey, with which no setting can be read\n' +
          "  What to do: Give it an apiToken as well, with the permission Zone Settings: Read.\n" +
          "  This policy has the environment of the Pulumi CLI and what this provider is given.\n" +
          "  lookUp: false in its own configuration stops it from sending requests.",
      ],
      ["acme", off(OF_ACME)],
    ],
    undecided: expect.stringMatching(/apiToken can't be known/),
  });
});

test("a new zone whose provider is not known yet is undecided, and none that is not part of the update", async () => {
  const unknown = by("late", { apiToken: UNKNOWN }, zone("new", {}));
  expect(await judgeStack(policy, [unknown], PREVIEW)).toMatchObject({ violations: [], undecided: expect.any(String) });
  expect(await judgeStack(policy, [acme(zone("untargeted", {}))], PREVIEW)).toEqual({ violations: [] });
});

test("a zone that is known counts whatever its provider is: by what has read it, and by its name", async () => {
  const late = (id: string, name: string) => by("late", { apiToken: UNKNOWN }, zone(name, { id, name }));
  const legacy = "1e".repeat(16);
  const read = [status("on", { zoneId: OF_ACME, enabled: true }), status("off", { zoneId: legacy, enabled: false })];
  const stack = [late(OF_ACME, "on.example"), late(legacy, "legacy.example"), ...read];
  expect(await judgeStack(policy, stack, { ...PREVIEW, config: { exemptZones: ["legacy.example"] } })).toEqual({
    violations: [],
  });
  expect(await judgeStack(policy, [late(ALSO_OF_ACME, "unread.example")], PREVIEW)).toMatchObject({
    violations: [],
    undecided: expect.any(String),
  });
});

test("two providers of one name whose look-ups fail alike are two violations", async () => {
  const [first, second] = ["wrong-token-a-0123456789", "wrong-token-b-0123456789"];
  const records = ["a1", "a2", "b1", "b2"].map((name) => {
    const apiToken = name.startsWith("a") ? first : second;
    return by("same", { apiToken }, record(name, name.repeat(16)));
  });
  const { violations } = await judgeStack(policy, records, UP);
  const said = [
    "",
    expect.stringMatching(/^2 zones, which .* could not be looked up as the Cloudflare provider "same"/),
  ];
  expect(violations).toEqual([said, said]);
});
