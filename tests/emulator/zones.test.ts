import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Client } from "../../provider/cloudflare/client";
import { findZoneId, listZones } from "../../provider/cloudflare/zones";
import { LOOKUPS } from "../../provider/lookups";
import { ACCOUNT, CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
import { clientFor, errorOf } from "./reading";

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
  expect(await findZoneId({ name: "disabled.example" }, clientFor(emulator))).toBe(ZONES.disabled);
  expect(emulator.requests.map(({ url }) => url)).toEqual([
    "/client/v4/zones?name=disabled.example&per_page=50&page=1",
  ]);
});

const IDN = "b\u00fccher.example";

test.each(["xn--bcher-kva.example", "XN--BCHER-KVA.example.", "BU\u0308CHER.example", IDN])(
  "a zone with a name in another script is found as %s",
  async (name) => {
    emulator.zones.set("5".repeat(32), makeZone("5".repeat(32), IDN));
    expect(await findZoneId({ name }, clientFor(emulator))).toBe("5".repeat(32));
    const [, query] = String(emulator.requests[0]?.url).split("?");
    expect(new URLSearchParams(query).get("name")).toBe(IDN);
    emulator.zones.delete("5".repeat(32));
  },
);

const LISTED = { id: ZONES.enabled, name: "enabled.example", status: "active", account: ACCOUNT };

test("the name of an account, which is that of its owner's email, does not matter", async () => {
  const { email, apiKey } = CREDENTIALS;
  const account = { id: ACCOUNT, name: `${email}'s Account`, owner: email };
  const zones = [listed({ account, owner: { email } })];
  for (const filter of [{ name: "enabled.example" }, { accountId: ACCOUNT }]) {
    await withPages(
      [page(zones)],
      async (client) => {
        expect(await listZones(filter, client)).toEqual([LISTED]);
      },
      { email, apiKey },
    );
  }
});

test("what else a list says, be it a credential, is dropped", async () => {
  const zones = await listFrom([page([listed({ account: { name: CREDENTIALS.token } })])], { name: "enabled.example" });
  expect(zones).toEqual([{ ...LISTED, account: undefined }]);
});

test("a lookup by name reads the zone of that name", async () => {
  expect(await LOOKUPS.AutoOriginTlsKex({ zoneName: "disabled.example" }, clientFor(emulator))).toMatchObject({
    zoneId: ZONES.disabled,
    enabled: false,
  });
});

test("a name that several zones have needs the account or the id, and both ways work", async () => {
  const name = "twice.example";
  const { message, about } = await errorOf(findZoneId({ name }, clientFor(emulator)));
  expect(message).toBe(
    `2 zones are named "twice.example":\n    ${"1".repeat(32)} (active, account ${ACCOUNT})\n` +
      `    ${"2".repeat(32)} (active, account ${OTHER_ACCOUNT}).\n` +
      "  What to do: Give the id of the right one, or its account: getZoneId takes an accountId.",
  );
  expect(about).toBeUndefined();
  const id = await findZoneId({ name, accountId: OTHER_ACCOUNT }, clientFor(emulator));
  expect(id).toBe("2".repeat(32));
  for (const zoneId of [id, "1".repeat(32)]) {
    expect(await LOOKUPS.AutoOriginTlsKex({ zoneId }, clientFor(emulator))).toMatchObject({ zoneId });
  }
});

test("an active zone beside one that has moved is not chosen in silence, and in one account only the id helps", async () => {
  const moved = "6".repeat(32);
  emulator.zones.set(moved, makeZone(moved, "enabled.example", { status: "moved" }));
  for (const accountId of [undefined, ACCOUNT]) {
    const { message } = await errorOf(findZoneId({ name: "enabled.example", accountId }, clientFor(emulator)));
    expect(message).toContain(`${ZONES.enabled} (active, account ${ACCOUNT})`);
    expect(message).toMatch(/6{32} \(moved, account \w+\)\.\n {2}What to do: Give the id of the right one\.$/);
  }
  emulator.zones.delete(moved);
});

test.each<[string, object, string]>([
  ["nothing", { status: undefined, account: undefined }, "?, account ?"],
  ["no account's id", { account: { id: null } }, "active, account ?"],
  ["other things", { status: 7, account: "x" }, "?, account ?"],
  ["what a terminal acts upon", { status: "a\u001b[31m", account: { id: "a\nb" } }, "?, account ?"],
  ["long texts", { status: "x".repeat(33), account: { id: "y".repeat(33) } }, "?, account ?"],
])("of two zones of one name of which the list tells %s no more is shown", async (_, more, shown) => {
  const zones = ["a", "b"].map((id) => listed({ id, ...more }));
  await withPages([page(zones)], async (client) => {
    const { message } = await errorOf(findZoneId({ name: "enabled.example" }, client));
    expect(message.split("\n").slice(1, 3)).toEqual([`    a (${shown})`, `    b (${shown}).`]);
  });
});

test("a name that no zone has is an error", async () => {
  const { message, about } = await errorOf(findZoneId({ name: "www.disabled.example" }, clientFor(emulator)));
  expect(message).toBe(
    'No zone "www.disabled.example" is visible to these credentials.\n' +
      "  What to do: Check the name: use the zone's domain (example.com), not a host name below it. A token needs the permission Zone: Read.",
  );
  expect(about).toBe("zone");
});

test.each(["", "localhost", "a b.example", "x/../y.example", "example.com?name=other", undefined, 7, ["a.example"]])(
  "%j as a name is refused without a request",
  async (name) => {
    const { message } = await errorOf(findZoneId({ name: name as string }, clientFor(emulator)));
    expect(message).toBe(
      "The name of a zone must be a domain name such as example.com.\n" +
        "  What to do: Check the name, or give the id of the zone.",
    );
    expect(emulator.requests).toEqual([]);
  },
);

test("both zoneId and zoneName are refused", async () => {
  const query = { zoneId: ZONES.enabled, zoneName: "disabled.example" };
  expect((await errorOf(LOOKUPS.AutoOriginTlsKex(query, clientFor(emulator)))).message).toMatch(
    /^Both zoneId and zoneName were given\.\n {2}What to do: Give exactly one of them\.$/,
  );
});

test.each(["two words.example", "red\u001b[31m.example", ""])(
  "a zone named %j in the list is an error",
  async (name) => {
    emulator.zones.set("3".repeat(32), makeZone("3".repeat(32), name, { accountId: "b".repeat(32) }));
    const { message } = await errorOf(listZones({ accountId: "b".repeat(32) }, clientFor(emulator)));
    expect(message).toContain("the answer is not as documented: result.0.name is ");
  },
);

/**
 * Runs something against a server that answers with these pages, one after the other, whatever it is asked for.
 *
 * @returns the addresses that it was asked for
 */
async function withPages(
  pages: object[],
  run: (client: Client) => Promise<unknown>,
  credentials?: Record<string, string>,
): Promise<string[]> {
  const urls: string[] = [];
  const server = createServer((request, response) => {
    response.end(JSON.stringify({ success: true, ...pages[urls.length] }));
    urls.push(String(request.url));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await run(clientFor({ baseUrl }, credentials));
    return urls;
  } finally {
    server.closeAllConnections();
    server.close();
    expect(urls).toHaveLength(pages.length);
  }
}

/** Lists the zones of the account from such a server. */
async function listFrom(pages: object[], filter: Parameters<typeof listZones>[0] = { accountId: ACCOUNT }) {
  let zones: Awaited<ReturnType<typeof listZones>> = [];
  await withPages(pages, async (client) => {
    zones = await listZones(filter, client);
  });
  return zones;
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
  ["with an id that only begins as one", { id: "abc/.." }, 'result.0.id is "abc/..", expected '],
])("a zone %s, which was not asked for, is an error", async (_, more, problem) => {
  const { code, message } = await errorOf(listFrom([page([listed(more)])], { accountId: ACCOUNT, status: "active" }));
  expect(code).toBe("BAD_ANSWER");
  expect(message).toMatch(new RegExp(`^Cannot list the zones of account ${ACCOUNT}\n`));
  expect(message).toMatch(new RegExp(problem));
});

test("what was not asked for may be anything", async () => {
  const zones = await listFrom([page([listed({ account: null, status: 7 })])], { name: "enabled.example" });
  expect(zones).toEqual([{ ...LISTED, status: undefined, account: undefined }]);
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
  const error = await errorOf(listZones({ accountId: "c".repeat(32) }, clientFor(emulator, credentials)));
  expect(error.code).toBe("BAD_ANSWER");
  expect(error.message).toContain("HTTP status 200: the answer repeats the credentials that were sent\n");
  emulator.zones.delete("4".repeat(32));
});

const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => listed({ id: `${from + i}`, name: `zone-${from + i}.example` }));

test.each<[string, object[], string]>([
  ["fewer zones than announced", [page([listed()], 2)], "of 2 zones that were announced 1 came"],
  ["more zones than announced", [page([listed(), listed({ id: "b" })], 1)], "of 1 zone that were announced 2 came"],
  ["a first page that is not full", [page(many(49), 120)], "of 120 zones that were announced 49 came"],
  [
    "a second page that is not full",
    [page(many(50), 52), page(many(1, 50))],
    "of 52 zones that were announced 51 came",
  ],
  ["the same zone on two pages", [page(many(50), 51), page(many(1))], "of 51 zones that were announced 50 came"],
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
    listZones({ name: "x.example" }, clientFor(emulator, { apiToken: "wrong-token-0123456789" })),
  );
  expect(message).toMatch(/^Cannot list the zones named "x.example"\n/);
  expect(message).toContain("and has the permission Zone: Read.");
});

test("of zones that were not asked for, those of another name do not count", async () => {
  const zones = [listed({ id: "a", name: "other.example" }), listed({ id: "b", name: "Xn--Bcher-kva.example" })];
  await withPages([page(zones)], async (client) => {
    expect(await findZoneId({ name: IDN }, client)).toBe("b");
  });
});

test("requests say which zones are wanted, page by page", async () => {
  const urls = await withPages([page(many(50), 120), page(many(50, 50), 120), page(many(20, 100), 120)], (client) =>
    listZones({ accountId: ACCOUNT, status: "active" }, client),
  );
  expect(urls.sort()).toEqual([1, 2, 3].map((n) => `/zones?account.id=${ACCOUNT}&status=active&per_page=50&page=${n}`));
});

test("an account id that cannot be one is refused by its name", async () => {
  const { message } = await errorOf(listZones({ accountId: "a/b" }, clientFor(emulator)));
  expect(message).toMatch(/^accountId must be 1 to 32 letters and digits/);
});
