import { createClient } from "../../provider/cloudflare/client";
import { setProgress } from "../../provider/cloudflare/progress";
import { LOOKUPS } from "../../provider/lookups";
import { runClockUntil, useFastClock } from "./clock";
import { errorOf } from "./reading";
import { mostInWindow, type Reply, startTimedServer, type TimedServer } from "./timed-server";

useFastClock();

// One for each test: what was learnt of one API does not hold for another.
let server: TimedServer;
const shown: string[] = [];
beforeEach(async () => {
  shown.length = 0;
  setProgress((text) => shown.push(text));
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

const pause = (seconds: number, status = 429): Reply => ({ status, headers: { "retry-after": `${seconds}` } });

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

test("a pause of 300 seconds is waited for, a longer one is not, and holds all requests of these credentials", async () => {
  await runClockUntil(read([pause(300)]));
  expect(waits()).toEqual([expect.any(Number)]);
  expect(waits()[0]).toBeGreaterThanOrEqual(300_000);
  expect(waits()[0]).toBeLessThan(301_000);
  expect(shown[0]).toBe("Waiting 300 s for Cloudflare's rate limit");
  expect(shown).toHaveLength(30);

  const told = await runClockUntil(errorOf(read([pause(301)])));
  expect(told).toMatchObject({ code: "RATE_LIMITED", status: 429, retryAfterSeconds: 301 });
  expect(told.message).toContain("\n  Cloudflare asks to wait 301 seconds\n");
  const held = await runClockUntil(errorOf(read()));
  expect(held).toMatchObject({ code: "RATE_LIMITED", zoneId: "aa", retryAfterSeconds: 301 });
  expect(held.reason).toBe("No further request is sent: Cloudflare asks for a pause of 301 seconds");
  expect(held.message).toContain("\n  What to do: Trying again later may help");
  expect(server.arrivals).toHaveLength(3);
  // Cloudflare counts each set of credentials for itself.
  expect(await runClockUntil(read([], { "cloudflare:apiToken": "token-two" }))).toMatchObject({ enabled: true });
});

test("stacks of one process keep to their own limits, with what all of them have sent with the same credentials", async () => {
  const readWithin = (limit: number) => read([], { "cloudflare-origin-tls:requestsPer5Minutes": `${limit}` });
  for (let i = 0; i < 3; i++) await runClockUntil(readWithin(3));
  const waiting = readWithin(3);
  await runClockUntil(readWithin(1_000));
  expect(Math.max(...waits())).toBeLessThan(1_000);
  await runClockUntil(waiting);
  expect(server.arrivals).toHaveLength(5);
  expect(waits().at(-1)).toBeGreaterThan(299_000);
  expect(shown[0]).toMatch(/^Waiting 30\d s for Cloudflare's rate limit of 3 requests in 300 seconds$/);
});

test.each([
  [300, 300_000],
  [301, 0],
])("a server that is down for %d seconds", async (seconds, wait) => {
  const reading = read([pause(seconds, 503)]);
  if (wait > 0) {
    await runClockUntil(reading);
    expect(waits()[0]).toBeGreaterThanOrEqual(wait);
    expect(shown[0]).toMatch(/^Waiting 300 s/);
  } else {
    const error = await runClockUntil(errorOf(reading));
    expect(error).toMatchObject({ code: "API", status: 503, retryAfterSeconds: seconds });
    // Others may be read all the same.
    await runClockUntil(read());
    expect(waits()[0]).toBeLessThan(1_000);
  }
});

test("after a pause of minutes a failure is still repeated", async () => {
  expect(await runClockUntil(read([pause(200), pause(90), { status: 503 }]))).toMatchObject({ enabled: true });
});

test("a pause that gets too long after a request was refused is told with its answer", async () => {
  const error = await runClockUntil(errorOf(read([pause(200), pause(150)])));
  expect(error.message.split("\n").slice(2)).toEqual([
    "  HTTP status 429 after 2 attempts",
    "  Cloudflare asks to wait 150 seconds",
    "  No further request is sent: Cloudflare has refused 2 requests in 300 seconds and let none pass",
    expect.stringMatching(/^ {2}What to do: Trying again later may help/),
  ]);
});

test.each([
  ["none is left", '"default";r=0;t=30', 30_000],
  ["none is left of one limit of two", '"second";r=9;t=1, "default";r=0;t=30', 30_000],
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
  await runClockUntil(errorOf(read([{ status: 429, headers: { "retry-after": "301" } }], limits)));
  for (let i = 0; i < 5; i++) await runClockUntil(errorOf(read([], limits)));
  await jest.advanceTimersByTimeAsync(400_000);
  await runClockUntil(Promise.all(Array.from({ length: 20 }, () => read([], limits))));
  expect(server.arrivals).toHaveLength(21);
  expect(mostInWindow(server.arrivals)).toBe(4);
});

test("an answer that does not come is told every ten seconds, with how long that may go on, and not any more when it came", async () => {
  server.close();
  server = await startTimedServer((request) => [0, request === 0 ? 60_000 : 15_000]);
  expect(await runClockUntil(read())).toMatchObject({ enabled: true });
  const told = (taken: number) => `Cloudflare has sent no answer in ${taken} s; without one, this ends after 60 s`;
  expect(shown).toEqual([10, 20, 40].map(told));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(shown).toHaveLength(3);
});

test("when the answer came nothing holds the process any more", async () => {
  await runClockUntil(read([{ status: 503 }]));
  expect(jest.getTimerCount()).toBe(0);
});

test("many answers that do not come are told as one", async () => {
  server.close();
  server = await startTimedServer(() => [0, 25_000]);
  await runClockUntil(Promise.all(Array.from({ length: 20 }, () => read())));
  expect(shown).toHaveLength(2);
});

test("an API that never answers is an error after two attempts", async () => {
  server.close();
  server = await startTimedServer(() => [0, 600_000]);
  const before = performance.now();
  const { reason } = await runClockUntil(errorOf(read()));
  expect(reason).toBe("No answer: not complete within 30 seconds after 2 attempts");
  expect(performance.now() - before).toBeLessThan(63_000);
  expect(shown.at(-1)).toBe("Cloudflare has sent no answer in 50 s; without one, this ends after 60 s");
});

test("it ends sooner when there is no attempt left, and when those before have taken most of the time", async () => {
  server.close();
  server = await startTimedServer((request) => [0, request < 3 ? 12_000 : 600_000]);
  await runClockUntil(errorOf(read(Array.from({ length: 3 }, () => ({ status: 503 })))));
  const ends = shown.map((text) => Number(/ends after (\d+) s$/.exec(text)?.[1]));
  // Of an attempt that begins after 0, 12, 24 and 36 seconds, and of one more if that one ends before 45.
  expect(ends.slice(0, 4)).toEqual([60, 72, 54, 66]);
  expect(new Set(ends.slice(3))).toEqual(new Set([66]));
  expect(shown.at(-1)).toMatch(/^Cloudflare has sent no answer in 56 s/);
});
