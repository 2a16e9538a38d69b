import { findZoneId, listZones } from "../../provider/cloudflare/zones";
import { LOOKUPS } from "../../provider/lookups";
import { type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
import { configFor, errorOf } from "./reading";

const OTHER_ACCOUNT = "a".repeat(32);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  emulator.zones.set("1".repeat(32), makeZone("1".repeat(32), "twice.example"));
  emulator.zones.set("2".repeat(32), makeZone("2".repeat(32), "twice.example", { accountId: OTHER_ACCOUNT }));
});
afterEach(() => {
  emulator.requests.length = 0;
});
afterAll(() => emulator.close());

test("the id of a zone is found by its name, in any letter case", async () => {
  expect(await findZoneId({ name: "disabled.example" }, configFor(emulator))).toBe(ZONES.disabled);
  expect(emulator.requests.map(({ url }) => url)).toEqual([
    "/client/v4/zones?name=disabled.example&per_page=50&page=1",
  ]);
});

test("a lookup by name reads the zone of that name", async () => {
  expect(await LOOKUPS.AutoOriginTlsKex({ zoneName: "disabled.example" }, configFor(emulator))).toMatchObject({
    zoneId: ZONES.disabled,
    enabled: false,
  });
});

test("a name that several zones have needs the account", async () => {
  const { message } = await errorOf(findZoneId({ name: "twice.example" }, configFor(emulator)));
  expect(message).toMatch(/^2 zones are named "twice.example": 1{32}, 2{32}\./);
  const query = { name: "twice.example", accountId: OTHER_ACCOUNT };
  expect(await findZoneId(query, configFor(emulator))).toBe("2".repeat(32));
});

test("a name that no zone has is an error", async () => {
  const { message } = await errorOf(findZoneId({ name: "www.disabled.example" }, configFor(emulator)));
  expect(message).toMatch(/^No zone "www.disabled.example" is visible to these credentials\.\n {2}What to do: /);
});

test.each(["", "localhost", "a b.example", "x/../y.example", "example.com?name=other"])(
  "%j as a name is refused without a request",
  async (name) => {
    expect((await errorOf(findZoneId({ name }, configFor(emulator)))).message).toMatch(/must be a domain name/);
    expect(emulator.requests).toEqual([]);
  },
);

test("both zoneId and zoneName are refused", async () => {
  const query = { zoneId: ZONES.enabled, zoneName: "disabled.example" };
  expect((await errorOf(LOOKUPS.AutoOriginTlsKex(query, configFor(emulator)))).message).toMatch(
    /^Both zoneId and zoneName/,
  );
});

test.each(["two words.example", "red\u001b[31m.example", ""])(
  "a zone named %j in the list is an error",
  async (name) => {
    emulator.zones.set("3".repeat(32), makeZone("3".repeat(32), name, { accountId: "b".repeat(32) }));
    const { message } = await errorOf(listZones({ accountId: "b".repeat(32) }, configFor(emulator)));
    expect(message).toContain("the answer is not as documented: result.0.name is ");
  },
);
