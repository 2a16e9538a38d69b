import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { findZoneId, listZones } from "../../provider/cloudflare/zones";
import { LOOKUPS } from "../../provider/lookups";
import { ACCOUNT, CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
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

/** Lists the zones of the account from a server that answers with these pages, whatever it is asked for. */
async function listFrom(pages: object[], filter: Parameters<typeof listZones>[0] = { accountId: ACCOUNT }) {
  const left = [...pages];
  const server = createServer((_, response) => response.end(JSON.stringify({ success: true, ...left.shift() })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await listZones(filter, configFor({ baseUrl } as Emulator));
  } finally {
    server.closeAllConnections();
    server.close();
    expect(left).toEqual([]);
  }
}
const listed = (more: object = {}) => ({
  id: ZONES.enabled,
  name: "enabled.example",
  status: "active",
  account: { id: ACCOUNT },
  ...more,
});
const page = (result: unknown[], total_count: unknown = result.length) => ({ result, result_info: { total_count } });

test.each<[string, object, string]>([
  ["of another account", { account: { id: OTHER_ACCOUNT } }, 'result.0.account.id is "a{32}", expected "f0e1'],
  ["of no account", { account: undefined }, "result.0.account is missing"],
  ["of another status", { status: "pending" }, 'result.0.status is "pending", expected "active"'],
  ["of no status", { status: undefined }, "result.0.status is missing"],
  ["with an id that cannot be one", { id: "../x" }, 'result.0.id is "../x", expected '],
])("a zone %s, which was not asked for, is an error", async (_, more, problem) => {
  const { code, message } = await errorOf(listFrom([page([listed(more)])], { accountId: ACCOUNT, status: "active" }));
  expect(code).toBe("BAD_ANSWER");
  expect(message).toMatch(new RegExp(`^Cannot list the zones of account ${ACCOUNT}\n`));
  expect(message).toMatch(new RegExp(problem));
});

test("what was not asked for may be anything", async () => {
  const zones = await listFrom([page([listed({ account: null, status: 7 })])], { name: "enabled.example" });
  expect(zones).toEqual([{ id: ZONES.enabled, name: "enabled.example" }]);
});

test.each([
  ["name", { name: CREDENTIALS.token }, { apiToken: CREDENTIALS.token }],
  ["name", { name: `${CREDENTIALS.token}.example` }, { apiToken: CREDENTIALS.token }],
  ["id", { id: CREDENTIALS.apiKey }, { email: CREDENTIALS.email, apiKey: CREDENTIALS.apiKey }],
])("a credential that comes back as the %s of a zone is an error", async (_, more, credentials) => {
  emulator.zones.set("4".repeat(32), {
    ...makeZone("4".repeat(32), "x.example", { accountId: "c".repeat(32) }),
    ...more,
  });
  const error = await errorOf(listZones({ accountId: "c".repeat(32) }, configFor(emulator, credentials)));
  expect(error.code).toBe("BAD_ANSWER");
  expect(error.message).toContain("HTTP status 200: the answer repeats the credentials that were sent\n");
  emulator.zones.delete("4".repeat(32));
});

const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => listed({ id: `${from + i}`, name: `zone-${from + i}.example` }));

test.each<[string, object[], string]>([
  ["fewer zones than announced", [page([listed()], 2)], "2 were announced, but 1 came"],
  ["more zones than announced", [page([listed(), listed({ id: "b" })], 1)], "1 were announced, but 2 came"],
  ["a first page that is not full", [page(many(49), 120)], "120 were announced, but 49 came"],
  ["a second page that is not full", [page(many(50), 52), page(many(1, 50))], "52 were announced, but 51 came"],
  ["the same zone on two pages", [page(many(50), 51), page(many(1))], "51 were announced, but 50 came"],
  ["no number of zones", [{ result: [listed()] }], "the answer does not say how many there are, or more than 50000"],
  ["half a zone", [page([listed()], 1.5)], "the answer does not say how many"],
  ["less than none", [page([], -1)], "the answer does not say how many"],
  ["too many zones", [page(many(50), 50_001)], "the answer does not say how many"],
])("%s are an error, and no further pages are asked for", async (_, pages, problem) => {
  const { code, message, hint } = await errorOf(listFrom(pages));
  expect(code).toBe("BAD_ANSWER");
  expect(message).toContain(`Cannot list the zones of account ${ACCOUNT}: ${problem}`);
  expect(message).toMatch(/\n {2}What to do: (Zones may have been added or removed|Check that the base URL is)/);
  expect(message).toContain(String(hint));
});

test.each([0, 1, 50, 51, 100])("%d zones are listed with as many pages as they take", async (count) => {
  const pages = count === 0 ? [page([])] : [];
  for (let from = 0; from < count; from += 50) pages.push(page(many(Math.min(50, count - from), from), count));
  expect((await listFrom(pages)).map(({ id }) => id)).toEqual(many(count).map(({ id }) => id));
});

test("a page that cannot be read is an error that says which zones were to be listed", async () => {
  const { message } = await errorOf(
    listZones({ name: "x.example" }, configFor(emulator, { apiToken: "wrong-token-0123456789" })),
  );
  expect(message).toMatch(/^Cannot list the zones named "x.example"\n/);
  expect(message).toContain("the permission Zone Settings: Read for this zone, or Zone: Read to find zones by name");
});

test("a name is found in the answer in any letter case, among others", async () => {
  expect(
    await findZoneId({ name: "TWICE.example", accountId: ACCOUNT }, configFor(emulator)).catch(({ code }) => code),
  ).toBe("INPUT");
});
