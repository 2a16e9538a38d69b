import { createClient } from "../../provider/cloudflare/client";
import { LOOKUPS } from "../../provider/lookups";
import { runClockUntil, useFastClock } from "./clock";
import { errorOf } from "./reading";
import { mostInWindow, type Reply, startTimedServer, type TimedServer } from "./timed-server";

useFastClock();

// One for each test: what was learnt of one API does not hold for another.
let server: TimedServer;
beforeEach(async () => {
  server = await startTimedServer(() => [0, 0]);
});
afterEach(() => server.close());

/** Reads once, with these replies of the server to the next requests and other configuration than its own. */
function read(replies: Reply[] = [], config: Record<string, string> = {}) {
  server.replies.push(...replies);
  return LOOKUPS.AutoOriginTlsKex(
    { zoneId: "aa" },
    createClient((key) => config[key] ?? server.readConfig(key)),
  );
}

/** The milliseconds between the arrivals, in which the clock goes on in steps of 100. */
const waits = () => server.arrivals.slice(1).map((time, i) => time - (server.arrivals[i] as number));

test("each wait before a repetition is twice as long, beginning with half a second", async () => {
  await runClockUntil(read([{ status: 503 }, { status: 503 }, { status: 503 }]));
  const bounds = [500, 1_000, 2_000];
  expect(waits()).toHaveLength(bounds.length);
  for (const [i, wait] of waits().entries()) {
    expect(wait).toBeGreaterThanOrEqual(bounds[i] as number);
    expect(wait).toBeLessThan(1.2 * (bounds[i] as number) + 300);
  }
});

test("a pause of 60 seconds is waited for, a longer one is not, and holds all requests of these credentials", async () => {
  const pause = (seconds: number): Reply => ({ status: 429, headers: { "retry-after": `${seconds}` } });
  await runClockUntil(read([pause(60)]));
  expect(waits()).toEqual([expect.any(Number)]);
  expect(waits()[0]).toBeGreaterThanOrEqual(60_000);

  const told = await runClockUntil(errorOf(read([pause(61)])));
  expect(told).toMatchObject({ code: "RATE_LIMITED", status: 429, retryAfterSeconds: 61 });
  const held = await runClockUntil(errorOf(read()));
  expect(held).toMatchObject({ code: "RATE_LIMITED", hint: "Wait as long as Cloudflare asks, then try again." });
  expect(server.arrivals).toHaveLength(3);
  // Cloudflare counts each set of credentials for itself.
  expect(await runClockUntil(read([], { "cloudflare:apiToken": "token-two" }))).toMatchObject({ enabled: true });
});

test.each([
  ["none is left", '"default";r=0;t=30', 30_000],
  ["enough are left", '"default";r=500;t=30', 0],
])("what Cloudflare says is left counts: %s", async (_, ratelimit, wait) => {
  await runClockUntil(read([{ headers: { ratelimit } }]));
  await runClockUntil(read());
  expect(waits()).toHaveLength(1);
  expect(waits()[0]).toBeGreaterThanOrEqual(wait);
  expect(waits()[0]).toBeLessThan(wait + 1_000);
});

test("what was not sent does not count", async () => {
  const limits = { "cloudflare-origin-tls:requestsPer5Minutes": "4" };
  await runClockUntil(errorOf(read([{ status: 429, headers: { "retry-after": "61" } }], limits)));
  for (let i = 0; i < 5; i++) await runClockUntil(errorOf(read([], limits)));
  await jest.advanceTimersByTimeAsync(400_000);
  await runClockUntil(Promise.all(Array.from({ length: 20 }, () => read([], limits))));
  expect(server.arrivals).toHaveLength(21);
  expect(mostInWindow(server.arrivals)).toBe(4);
});
