import { createClient } from "../../provider/cloudflare/client";
import { readFleet } from "../../provider/settings/fleet";
import { runClockUntil, useFastClock } from "./clock";
import { errorOf } from "./reading";
import { type Reply, startTimedServer, zoneIds } from "./timed-server";

useFastClock();

const refusals: [string, Reply][] = [
  ["Retry-After", { status: 429, headers: { "retry-after": "1" } }],
  ["Ratelimit", { status: 429, headers: { ratelimit: '"default";r=0;t=1' } }],
];

test.each(
  [80, 500].flatMap((count) => refusals.map(([header, reply]): [number, string, Reply] => [count, header, reply])),
)("a fleet of %d zones that are all refused ends after 300 seconds, %s", async (count, _, reply) => {
  const server = await startTimedServer(() => [0, 0]);
  server.replies.push(...Array(10_000).fill(reply));
  try {
    const started = performance.now();
    const error = await runClockUntil(errorOf(readFleet({ zoneIds: zoneIds(count) }, createClient(server.readConfig))));
    const seconds = (performance.now() - started) / 1000;
    expect(error).toMatchObject({ code: "RATE_LIMITED", status: 429 });
    expect(error.message).toContain(`${count} of ${count} zones\n`);
    expect(seconds).toBeLessThan(310);
    if (count === 500) {
      expect(seconds).toBeGreaterThan(300);
      expect(error.message).toMatch(
        /is sent: Cloudflare has refused \d+ requests in 30\d seconds and let none pass: \d+ more zones/,
      );
    }
  } finally {
    server.close();
  }
});
