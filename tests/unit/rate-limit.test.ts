import { Pace } from "../../provider/cloudflare/rate-limit";

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Starts as many requests as may be started now, at most `count`, and returns how many those are. */
async function startNow(pace: Pace, count: number): Promise<number> {
  let started = 0;
  for (let i = 0; i < count; i++) void pace.start().then(() => started++);
  await jest.advanceTimersByTimeAsync(0);
  return started;
}

test("never more than 1,200 requests start in any 300 seconds", async () => {
  const waits: [number, string][] = [];
  const pace = new Pace((ms, reason) => waits.push([ms, reason]));
  expect(await startNow(pace, 600)).toBe(600);
  await jest.advanceTimersByTimeAsync(200_000);
  expect(await startNow(pace, 600)).toBe(600);
  expect(await startNow(pace, 3)).toBe(0);
  expect(waits).toEqual([[100_000, "1200 requests in 300 seconds are Cloudflare's limit"]]);
  await jest.advanceTimersByTimeAsync(100_000);
  // The three that waited are among the 600 whose time has come.
  expect(await startNow(pace, 1_000)).toBe(597);
});

test("what the API says is left is kept to, less what is under way", async () => {
  const pace = new Pace(() => {});
  expect(await startNow(pace, 3)).toBe(3);
  pace.end({ ratelimit: '"default";r=10;t=30' });
  expect(await startNow(pace, 20)).toBe(8);
  await jest.advanceTimersByTimeAsync(30_000);
  expect(await startNow(pace, 1)).toBe(1);
});

test("a smaller quota of the API replaces the limit, a larger one does not", async () => {
  const pace = new Pace(() => {});
  await startNow(pace, 1);
  pace.end({ "ratelimit-policy": '"default";q=5000;w=300' });
  pace.end({ "ratelimit-policy": '"default";q=10;w=60' });
  expect(await startNow(pace, 20)).toBe(9);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await startNow(pace, 0)).toBe(0);
});

test("a pause that was asked for delays everything", async () => {
  const pace = new Pace(() => {});
  pace.pause(5);
  expect(pace.pauseMs).toBe(5_000);
  expect(await startNow(pace, 2)).toBe(0);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(pace.pauseMs).toBe(0);
});

test("a window that cannot be Cloudflare's is ignored, and no pause is longer than a day", async () => {
  const pace = new Pace(() => {});
  await startNow(pace, 1);
  pace.end({ ratelimit: '"default";r=0;t=999999999' });
  expect(await startNow(pace, 1)).toBe(1);
  pace.pause(Number.POSITIVE_INFINITY);
  expect(pace.pauseMs).toBe(86_400_000);
});
