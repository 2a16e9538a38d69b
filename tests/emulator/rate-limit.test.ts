import { setImmediate as turn } from "node:timers/promises";
import { readFleet } from "../../provider/settings/fleet";
import "./reading";
import { mostInWindow, startTimedServer, zoneIds } from "./timed-server";

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "clearImmediate", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Lets the clock run as fast as what is on its way on the sockets arrives, until a promise is settled. */
async function runClockUntil(promise: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  promise.then(done, done);
  while (!isDone) {
    for (let i = 0; i < 20; i++) await turn();
    await jest.advanceTimersByTimeAsync(100);
  }
}

test.each<[string, (request: number) => [way: number, answer: number]]>([
  ["arrive late at first and early afterwards", (n) => (n < 1200 ? [3_000, 0] : [0, 0])],
  ["are answered late at first and early afterwards", (n) => (n < 1200 ? [0, 3_000] : [0, 0])],
  ["are slow and fast in turn", (n) => (n % 400 < 200 ? [2_000, 1_000] : [10, 10])],
])("of 1,500 requests that %s 1,200 arrive in 300 seconds, and not one more", async (_, delays) => {
  const server = await startTimedServer(delays);
  try {
    const reading = readFleet({ zoneIds: zoneIds(1500) }, server.readConfig);
    await runClockUntil(reading);
    expect((await reading).zones).toHaveLength(1500);
    expect(server.arrivals).toHaveLength(1500);
    expect(mostInWindow(server.arrivals)).toBe(1200);
  } finally {
    server.close();
  }
});
