import { createClient } from "../../provider/cloudflare/client";
import { readFleet } from "../../provider/settings/fleet";
import { autoOriginTlsKexEnabled as kex } from "../../sdk/policy";
import { ACCOUNT, type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
import { fleetStatus, judgeStack } from "./policy-stack";
import { clientFor, configFor, errorOf } from "./reading";

const id = (number: number) => number.toString(16).padStart(32, "0");

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const read = (query: Parameters<typeof readFleet>[0]) => readFleet(query, clientFor(emulator));

test("a fleet of ids is ordered by id, each once", async () => {
  const zoneIds = [ZONES.neverChanged, ZONES.disabled, ZONES.enabled, ZONES.disabled];
  expect((await read({ zoneIds })).zones).toEqual([
    { zoneId: ZONES.enabled, enabled: true, modifiedOn: "2014-01-01T05:20:00.12345Z" },
    { zoneId: ZONES.disabled, enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" },
    { zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
  ]);
  expect(emulator.requests).toHaveLength(3);
});

test("a fleet of an account has its active zones with such names, ordered by name, over several pages", async () => {
  emulator.zones.clear();
  for (let i = 0; i < 120; i++) {
    const status = i % 10 === 0 ? "pending" : "active";
    emulator.zones.set(id(i), makeZone(id(i), `${i % 2 ? "shop" : "blog"}-${i}.example`, { status }));
  }
  emulator.zones.set(id(999), makeZone(id(999), "shop-other.example", { accountId: "other" }));
  const { zones } = await read({ accountId: ACCOUNT, namePattern: "blog-*.example" });
  expect(zones).toHaveLength(48);
  expect(zones.map(({ name }) => name)).toEqual(zones.map(({ name }) => name).sort());
  expect(emulator.requests.filter(({ url }) => url.includes("/zones?"))).toHaveLength(3);
  expect((await read({ accountId: ACCOUNT, activeOnly: false })).zones).toHaveLength(120);
});

test("zones of an account are ordered by name and then by id, however they are listed", async () => {
  emulator.zones.clear();
  const names = ["b.example", "a.example", "b.example", "c.example", "a.example.org", "a-b.example"];
  for (const [i, name] of names.entries()) emulator.zones.set(id(9 - i), makeZone(id(9 - i), name));
  const { zones } = await read({ accountId: ACCOUNT });
  expect(zones.map(({ name, zoneId }) => `${name} ${zoneId.at(-1)}`)).toEqual([
    "a-b.example 4",
    "a.example 8",
    "a.example.org 5",
    "b.example 7",
    "b.example 9",
    "c.example 6",
  ]);
});

test("what is wrong with the settings fails a fleet that reports its zones too, once", async () => {
  const readConfig = (key: string) => (key.endsWith(":requestsPer5Minutes") ? "many" : configFor(emulator)(key));
  const error = await errorOf(readFleet({ zoneIds: [id(1), id(2)], onZoneError: "report" }, createClient(readConfig)));
  expect(error).toMatchObject({ code: "INPUT", message: expect.stringMatching(/^"many" is not a number of requests/) });
  const broken = new TypeError("broken");
  const breaking = (key: string) => {
    if (key.endsWith(":requestsPer5Minutes")) throw broken;
    return configFor(emulator)(key);
  };
  await expect(readFleet({ zoneIds: [id(1)], onZoneError: "report" }, createClient(breaking))).rejects.toBe(broken);
});

test("a name pattern means only what it says", async () => {
  emulator.zones.clear();
  for (const [i, name] of ["a.example", "axexample", "b.a.example"].entries())
    emulator.zones.set(id(i), makeZone(id(i), name));
  const names = async (namePattern: string) =>
    (await read({ accountId: ACCOUNT, namePattern })).zones.map(({ name }) => name);
  expect(await names("a.example")).toEqual(["a.example"]);
  expect(await names("*.example")).toEqual(["a.example", "b.a.example"]);
  expect(await names("*a.EXAMPLE")).toEqual(["a.example", "b.a.example"]);
  expect(await names("a*e*e")).toEqual(["a.example", "axexample"]);
  expect(await names("a.*.example")).toEqual([]);
  expect(await names("*b*")).toEqual(["b.a.example"]);
  expect(await names("*z*")).toEqual([]);
  expect(await names("a*")).toEqual(["a.example", "axexample"]);
  expect(await names("")).toEqual([]);
});

test("a name pattern of many stars ends", async () => {
  const name = `${"a".repeat(63)}.${"a".repeat(63)}.example`;
  emulator.zones.set(id(1), makeZone(id(1), name));
  expect((await read({ accountId: ACCOUNT, namePattern: "*a".repeat(50) })).zones).toEqual([]);
  expect((await read({ accountId: ACCOUNT, namePattern: `${"*a".repeat(50)}*` })).zones).toMatchObject([{ name }]);
});

test("a list of zones that is not complete is an error", async () => {
  const { zones } = emulator;
  emulator.zones.set(id(1), makeZone(id(1), "one.example"));
  const values = zones.values.bind(zones);
  // The same zone on two places, as when zones are removed while the pages are read.
  zones.values = () => [...values(), ...values()].values() as ReturnType<typeof values>;
  expect((await errorOf(read({ accountId: ACCOUNT }))).message).toMatch(/of 8 zones that were announced 4 came/);
});

test("zones that cannot be read fail the fleet with one error: the first ten in full, the others by reason", async () => {
  for (let i = 0; i < 13; i++) {
    const denied = {
      status: 403,
      body: { success: false, errors: [{ code: 10000, message: "Authentication error" }] },
    };
    if (i % 2) emulator.faults.set(id(i), denied);
  }
  const zoneIds = [ZONES.enabled, ...Array.from({ length: 13 }, (_, i) => id(i))];
  const { message } = await errorOf(read({ zoneIds }));
  expect(message).toMatch(/^Cannot read the Auto-Origin TLS KEX setting of 13 of 14 zones\n/);
  expect(message.match(/Cannot read the Auto-Origin TLS KEX setting of zone /g)).toHaveLength(10);
  expect(message).toContain(`  HTTP status 404, 7003: Could not route to /zones/…/settings`);
  expect(message).toContain(`: 2 more zones\n    ${id(10)}, ${id(12)}`);
  expect(message).toContain(`  HTTP status 403, 10000: Authentication error: 1 more zone\n    ${id(11)}`);
});

test("zones that cannot be read are reported on demand, with enabled null", async () => {
  const { zones } = await read({ zoneIds: [ZONES.enabled, id(1)], onZoneError: "report" });
  expect(zones).toEqual([
    {
      zoneId: id(1),
      enabled: null,
      modifiedOn: null,
      error:
        "HTTP status 404, 7003: Could not route to /zones/…/settings/auto_origin_tls_kex, perhaps your object identifier is invalid?",
    },
    { zoneId: ZONES.enabled, enabled: true, modifiedOn: "2014-01-01T05:20:00.12345Z" },
  ]);
});

test("a zone without the setting is named, and each way to leave it out that the error tells works", async () => {
  const free = makeZone(id(9), "free.example");
  emulator.zones.set(free.id, free);
  const body = { success: false, errors: [{ code: 1006, message: "Not entitled" }] };
  emulator.faults.set(free.id, { status: 400, body });
  const { message, hint = "" } = await errorOf(read({ accountId: ACCOUNT }));
  expect(message).toContain(`\n  Cannot read the Auto-Origin TLS KEX setting of zone ${free.id} (free.example)\n`);
  expect(message).toContain("That is not the same as disabled: ask Cloudflare.\n");
  for (const way of ["namePattern", "zoneIds", 'onZoneError: "report"', "exemptZones"]) expect(hint).toContain(way);

  const others = [ZONES.enabled, ZONES.disabled, ZONES.neverChanged];
  expect((await read({ accountId: ACCOUNT, namePattern: "*ed.example" })).zones).toHaveLength(3);
  expect((await read({ zoneIds: others })).zones).toHaveLength(3);
  expect((await errorOf(read({ zoneIds: [...others, free.id] }))).hint).toContain("take them out of zoneIds");
  emulator.zones.delete(ZONES.disabled);
  const { zones } = await read({ accountId: ACCOUNT, onZoneError: "report" });
  expect(zones).toHaveLength(3);
  const judged = (config: object) => judgeStack(kex, [fleetStatus("f", zones)], { preview: true, config });
  expect((await judged({})).violations).toEqual([
    ["f", expect.stringContaining(`${free.id} free.example: could not be`)],
  ]);
  for (const zone of [free.id, free.name]) expect((await judged({ exemptZones: [zone] })).violations).toEqual([]);
});

test("of many zones that cannot be read a readable number is told, and how many the others are", async () => {
  const body = (i: number) => ({ success: false, errors: [{ code: 1000 + (i % 40), message: "x".repeat(5_000) }] });
  for (let i = 0; i < 200; i++) emulator.faults.set(id(i), { status: 400, body: body(i) });
  for (let i = 200; i < 300; i++) emulator.faults.set(id(i), { status: 400, body: body(0) });
  const { message } = await errorOf(read({ zoneIds: Array.from({ length: 300 }, (_, i) => id(i)) }));
  expect(message).toMatch(/^Cannot read the Auto-Origin TLS KEX setting of 300 of 300 zones\n/);
  // Code 1000 is that of zones 0, 40, 80, 120, 160 and the last 100, of which the first is told in full.
  expect(message).toMatch(/HTTP status 400, 1000: x+… \(\d+ more characters\): 104 more zones\n/);
  expect(message).toMatch(/, [0-9a-f]{32} and 84 more\n/);
  expect(message).toMatch(/\n {2}other reasons: 91 more zones\n {4}([0-9a-f]{32}, ){19}[0-9a-f]{32} and 71 more\n/);
  expect(message.length).toBeLessThan(60_000);
});

test("of a reason of many entries the first ones are told", async () => {
  const errors = Array.from({ length: 9 }, () => ({ code: 1234, message: "x".repeat(999) }));
  emulator.faults.set(id(0), { status: 400, body: { success: false, errors } });
  const { zones } = await read({ zoneIds: [id(0)], onZoneError: "report" });
  expect(zones[0]?.error).toMatch(/^HTTP status 400, 1234: x{999}; 1234: x{970}… \(7078 more characters\)$/);
});

test("of messages beside good answers the first twenty are kept, and how many the others are", async () => {
  for (let i = 0; i < 25; i++) {
    emulator.zones.set(
      id(i),
      makeZone(id(i), `zone-${i}.example`, { messages: [{ code: 1234, message: "soon gone" }] }),
    );
  }
  const { messages } = await read({ zoneIds: Array.from({ length: 25 }, (_, i) => id(i)) });
  expect(messages).toHaveLength(21);
  expect(messages[0]).toEqual({ code: 1234, message: expect.stringMatching(/^zone 0{31}.: soon gone$/) });
  expect(messages[20]).toEqual({ code: 0, message: "5 more not shown" });
});

test("missing credentials are told once, not for each zone", async () => {
  const reading = readFleet(
    { zoneIds: [id(1), id(2)] },
    createClient(() => undefined),
  );
  const before = process.env.CLOUDFLARE_API_TOKEN;
  delete process.env.CLOUDFLARE_API_TOKEN;
  try {
    expect((await errorOf(reading)).message).toMatch(/^No Cloudflare credentials found/);
  } finally {
    if (before !== undefined) process.env.CLOUDFLARE_API_TOKEN = before;
  }
});

test.each([{}, { zoneIds: [], accountId: ACCOUNT }])("%j is refused: exactly one of ids and account", async (query) => {
  expect((await errorOf(read(query))).message).toMatch(
    /^A fleet needs zoneIds or accountId, and (none was|both were) given\.\n {2}What to do: Give exactly one of them\.$/,
  );
});

test.each([
  [{ zoneIds: [ZONES.enabled], onZoneError: "ignore" }, /^onZoneError must be "fail" or "report"\.\n.*: Give one of/],
  [{ zoneIds: [7] }, /^zoneId must be 1 to 32 letters and digits, but a value of type number/],
  [{ zoneIds: ZONES.enabled }, /^zoneIds must be a list of zone ids\.\n.*: Give a list/],
  [{ zoneIds: "" }, /^zoneIds must be a list/],
  [{ zoneIds: null }, /^zoneIds must be a list/],
  [{ accountId: ACCOUNT, namePattern: 7 }, /^namePattern must be a text\.\n.*: Give a pattern such as/],
  [{ zoneIds: [ZONES.enabled], namePattern: "*" }, /^namePattern and activeOnly choose among .*\.\n.*: Leave them out/],
  [{ zoneIds: [ZONES.enabled], activeOnly: true }, /^namePattern and activeOnly choose among the zones of an account/],
  [{ accountId: ACCOUNT, activeOnly: "no" }, /^activeOnly must be true or false\.\n.*: Give one of the two/],
  [{ accountId: "../x" }, /^accountId must be 1 to 32 letters and digits/],
])("%j is refused without a request", async (query, text) => {
  expect((await errorOf(read(query as never))).message).toMatch(text);
  expect(emulator.requests).toEqual([]);
});
