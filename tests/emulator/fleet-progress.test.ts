import { createClient } from "../../provider/cloudflare/client";
import { setProgress } from "../../provider/cloudflare/progress";
import { readFleet } from "../../provider/settings/fleet";
import { runClockUntil, useFastClock } from "./clock";
import "./reading";
import { startTimedServer, zoneIds } from "./timed-server";

useFastClock();

test("a fleet tells every two seconds how many zones are read, while there are more, and stops with it", async () => {
  const shown: string[] = [];
  setProgress((text) => void shown.push(text));
  // Answers after one second, three and nine.
  const server = await startTimedServer((n) => [0, [1_000, 3_000, 9_000][n] as number]);
  try {
    await runClockUntil(readFleet({ zoneIds: zoneIds(3) }, createClient(server.readConfig)));
    expect(shown).toEqual(["Auto-Origin TLS KEX: 1 of 3 zones read", "Auto-Origin TLS KEX: 2 of 3 zones read"]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(jest.getTimerCount()).toBe(0);
    expect(shown).toHaveLength(2);
  } finally {
    setProgress(() => {});
    server.close();
  }
});
