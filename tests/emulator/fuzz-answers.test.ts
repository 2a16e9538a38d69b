import fc from "fast-check";
import { createClient } from "../../provider/cloudflare/client";
import { listZones } from "../../provider/cloudflare/zones";
import { settingSchema } from "../../provider/settings/setting";
import { expectNoSecret, json, outcomeOf, RUNS, SECRET, startFuzzServer, text } from "./fuzz";
import { judge } from "./judge";

let server: Awaited<ReturnType<typeof startFuzzServer>>;
beforeAll(async () => {
  server = await startFuzzServer();
});
afterAll(() => server.close());

const dateTime = fc
  .tuple(
    fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
    fc.constantFrom("", ".1", ".123456789"),
  )
  .chain(([date, fraction]) =>
    fc.constantFrom("Z", "+02:00", "-11:30").map((zone) => date.toISOString().slice(0, 19) + fraction + zone),
  );
const nearlyDateTime = fc.constantFrom(
  ...[
    "2014-01-01 05:20:00Z",
    "2014-01-01T05:20:00",
    "2014-01-01T05:20:00+02",
    "2014-01-01T05:20:00+0200",
    "2014-01-01",
  ],
  ...[
    "2014-13-01T05:20:00Z",
    "2014-01-32T05:20:00Z",
    "2014-01-01T24:20:00Z",
    "2014-01-01T05:60:00Z",
    " 2014-01-01T05:20:00Z",
  ],
);
const entry = fc.record({ code: fc.oneof(fc.integer(), json), message: fc.oneof(text, json), documentation_url: json });
const good = fc.record({
  success: fc.constant(true),
  errors: fc.constantFrom([], null, undefined),
  messages: fc.array(entry, { maxLength: 3 }),
  result: fc.record({
    id: fc.constant("auto_origin_tls_kex"),
    enabled: fc.boolean(),
    modified_on: fc.option(dateTime, { freq: 2 }),
  }),
});
/** A good answer with something else in one place. */
const oneWrong = fc
  .tuple(
    good,
    fc.constantFrom("success", "errors", "messages", "result", "id", "enabled", "modified_on"),
    fc.oneof(json, nearlyDateTime, fc.array(entry, { maxLength: 30 })),
  )
  .map(([body, place, value]) =>
    place in body ? { ...body, [place]: value } : { ...body, result: { ...body.result, [place]: value } },
  );
const anyEnvelope = fc.record({
  success: json,
  errors: fc.oneof(fc.array(entry, { maxLength: 30 }), json),
  messages: json,
  result: json,
});
/** A body of which a part is missing or replaced. */
const damaged = fc
  .tuple(good, fc.nat(200), fc.nat(20), text)
  .map(([body, at, length, put]) => JSON.stringify(body).slice(0, at) + put + JSON.stringify(body).slice(at + length));
const body = fc.oneof(
  { weight: 8, arbitrary: oneWrong.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: fc.oneof(anyEnvelope, json).map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: damaged },
  { weight: 1, arbitrary: text },
);
const status = fc.oneof(
  { weight: 9, arbitrary: fc.constant(200) },
  { weight: 3, arbitrary: fc.integer({ min: 200, max: 599 }) },
);
const printable = text.map((value) => value.replace(/[^\x20-\x7e]/g, ""));
const headers = fc.record(
  {
    "cf-ray": printable,
    "content-type": printable,
    location: printable,
    "retry-after": fc.oneof(printable, fc.integer().map(String)),
    "content-encoding": fc.constantFrom("gzip", "br", "identity", "x"),
  },
  { requiredKeys: [] },
);

function read(status: number, body: string, headers: Record<string, string> = {}) {
  const readConfig = server.serve((response) => response.writeHead(status, headers).end(body));
  const request = { path: "/setting", schema: settingSchema("AutoOriginTlsKex"), failure: "Cannot read", zoneId: "a" };
  return outcomeOf(() => createClient(readConfig, { retries: 0, timeoutMs: 10_000 }).get(request));
}

test("no answer gives a value that the judge would not give", async () => {
  await fc.assert(
    fc.asyncProperty(status, body, headers, async (status, body, headers) => {
      const outcome = await read(status, body, headers);
      if ("error" in outcome) return;
      const { result, messages } = outcome.value;
      expect(result).toEqual(judge(status, body));
      expectNoSecret({ result, messages });
    }),
    RUNS,
  );
});

test("every good answer gives the value that the judge gives", async () => {
  await fc.assert(
    fc.asyncProperty(good, async (body) => {
      const outcome = await read(200, JSON.stringify(body));
      const verdict = judge(200, JSON.stringify(body));
      expect(verdict).toEqual({ enabled: body.result.enabled, modifiedOn: body.result.modified_on });
      if ("error" in outcome) throw outcome.error;
      expect(outcome.value.result).toEqual(verdict);
    }),
    RUNS,
  );
});

const ACCOUNT = "f0e1d2c3b4a5968778695a4b3c2d1e0f";
const goodZone = fc.record({
  id: fc.integer({ min: 1, max: 10_000 }).map(String),
  name: fc.domain(),
  status: fc.constant("active"),
  account: fc.constant({ id: ACCOUNT }),
});
/** What may be wrong about one of the zones. */
const wrong = fc.constantFrom(
  ...[{ id: "../x" }, { id: "" }, { id: 7 }, { id: SECRET }, { name: "a b" }, { name: "" }, { name: SECRET }],
  ...[
    { status: "pending" },
    { status: undefined },
    { account: { id: "b".repeat(32) } },
    { account: {} },
    { account: null },
  ],
);

test("no list of zones has one that was not asked for, and none is incomplete", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(goodZone, { minLength: 1, maxLength: 120, selector: ({ id }) => id }),
      fc.option(wrong, { freq: 3 }),
      fc.nat(),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.constantFrom(1, -1, 50, 1e15, 0.5) },
      ),
      fc.constantFrom(50, 50, 50, 20),
      async (goodZones, wrong, place, more, perPage) => {
        const zones: object[] = goodZones.map((zone, i) =>
          i === place % goodZones.length ? { ...zone, ...wrong } : zone,
        );
        let requests = 0;
        const readConfig = server.serve((response, url) => {
          requests++;
          const from = (Number(url.searchParams.get("page")) - 1) * perPage;
          const result_info = { total_count: zones.length + more };
          response.end(JSON.stringify({ success: true, result: zones.slice(from, from + perPage), result_info }));
        });
        const outcome = await outcomeOf(() =>
          listZones({ accountId: ACCOUNT, status: "active" }, createClient(readConfig)),
        );
        expect(requests).toBeLessThanOrEqual(4);
        if ("error" in outcome) return;
        // Nothing was wrong, and pages of another size do not matter where one holds all.
        expect([wrong, more, perPage === 50 || zones.length <= 20]).toEqual([null, 0, true]);
        const listed = { status: "active", account: ACCOUNT };
        expect(outcome.value).toEqual(goodZones.map(({ id, name }) => ({ id, name, ...listed })));
        expectNoSecret(outcome.value);
      },
    ),
    RUNS,
  );
});
