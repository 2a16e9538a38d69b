import { createClient } from "../../provider/cloudflare/client";
import { readFleet } from "../../provider/settings/fleet";
import { runClockUntil, useFastClock } from "./clock";
import "./reading";
import { mostInWindow, startTimedServer, zoneIds } from "./timed-server";

useFastClock();

test.each<[string, (request: number) => [way: number, answer: number]]>([
  ["arrive late at first and early afterwards", (n) => (n < 1200 ? [3_000, 0] : [0, 0])],
  ["are answered late at first and early afterwards", (n) => (n < 1200 ? [0, 3_000] : [0, 0])],
  ["are slow and fast in turn", (n) => (n % 400 < 200 ? [2_000, 1_000] : [10, 10])],
])("of 1,500 requests that %s 1,200 arrive in 300 seconds, and not one more", async (_, delays) => {
  const server = await startTimedServer(delays);
  try {
    const { zones } = await runClockUntil(readFleet({ zoneIds: zoneIds(1500) }, createClient(server.readConfig)));
    expect(zones).toHaveLength(1500);
    expect(server.arrivals).toHaveLength(1500);
    expect(mostInWindow(server.arrivals)).toBe(1200);
  } finally {
    server.close();
  }
});

test.each([
  [{}, 200, 64, 200],
  [{ "cloudflare-origin-tls:maxConcurrentRequests": "3" }, 10, 3, 10],
  [{ "cloudflare-origin-tls:requestsPer5Minutes": "7" }, 10, 7, 7],
])(
  "with the limits %j, of %d requests %d are under way at once and %d arrive in 300 seconds",
  async (limits, count, atOnce, inWindow) => {
    const server = await startTimedServer(() => [500, 500], limits);
    try {
      await runClockUntil(readFleet({ zoneIds: zoneIds(count) }, createClient(server.readConfig)));
      expect(server.mostUnderWay()).toBe(atOnce);
      expect(mostInWindow(server.arrivals)).toBe(inWindow);
    } finally {
      server.close();
    }
  },
);
