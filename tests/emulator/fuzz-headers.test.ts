import fc from "fast-check";
import { createClient } from "../../provider/cloudflare/client";
import { setProgress } from "../../provider/cloudflare/progress";
import { settingSchema } from "../../provider/settings/setting";
import { runClockUntil, useFastClock } from "./clock";
import { outcomeOf, RUNS, startFuzzServer, text } from "./fuzz";

let server: Awaited<ReturnType<typeof startFuzzServer>>;
beforeAll(async () => {
  server = await startFuzzServer();
});
afterAll(() => server.close());
useFastClock();

const number = fc.oneof(
  fc.integer({ min: -2, max: 400 }).map(String),
  fc.constantFrom("1e3", "1e308", "Infinity", "NaN", "0.5", "-0", "2592000", "999999999999999", "9".repeat(400)),
);
const printable = text.map((value) => value.replace(/[^\x20-\x7e]/g, ""));
const date = fc
  .date({ min: new Date("1960-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
  .map((date) => date.toUTCString());
const soon = fc.integer({ min: -100, max: 400 }).map((seconds) => new Date(Date.now() + seconds * 1000).toUTCString());
const rateLimit = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(number, number).map(([r, t]) => `"default";r=${r};t=${t}`) },
  { weight: 1, arbitrary: fc.tuple(number, number).map(([r, t]) => `"a";r=${t};t=${r}, "default";r=${r};t=${t}`) },
  { weight: 1, arbitrary: printable },
);
const headers = fc.record(
  {
    "retry-after": fc.oneof(number, date, soon, printable),
    ratelimit: rateLimit,
    "ratelimit-policy": fc.tuple(number, number).map(([q, w]) => `"default";q=${q};w=${w}`),
  },
  { requiredKeys: [] },
);
const good = JSON.stringify({ success: true, result: { id: "auto_origin_tls_kex", enabled: true } });

test("whatever headers ask for, each request ends within two windows, and waits that are long are told", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(200, 200, 429, 503), headers), { minLength: 1, maxLength: 4 }),
      async (answers) => {
        const left = [...answers];
        const readConfig = server.serve((response) => {
          const [status, headers] = left.shift() ?? [200, {}];
          response.writeHead(status, headers).end(status === 200 ? good : "");
        });
        const told: string[] = [];
        setProgress((text) => told.push(text));
        const request = {
          path: "/setting",
          schema: settingSchema("AutoOriginTlsKex"),
          failure: "Cannot read",
          zoneId: "a",
        };
        for (let i = 0; i < 3; i++) {
          const before = performance.now();
          const outcome = await runClockUntil(
            outcomeOf(() => createClient(readConfig).get(request)),
            1_000,
          );
          const seconds = (performance.now() - before) / 1000;
          expect(seconds).toBeLessThan(700);
          // Without a pause three repetitions take a few seconds, and the clock goes on while an answer is on its way.
          if (seconds > 30) expect(told.join()).toMatch(/Waiting \d+ s for Cloudflare's rate limit/);
          if ("value" in outcome) expect(outcome.value.result.enabled).toBe(true);
          else expect(["RATE_LIMITED", "BAD_ANSWER", "API"]).toContain(outcome.error.code);
        }
      },
    ),
    { ...RUNS, numRuns: 150 },
  );
});
