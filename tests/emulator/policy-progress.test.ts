import * as log from "@pulumi/pulumi/log";
import "./reading";
import { autoOriginTlsKexEnabled } from "../../sdk/policy";
import { runClockUntil, useFastClock } from "./clock";
import { CREDENTIALS } from "./emulator";
import { judgeStack, resource, UP } from "./policy-stack";
import { startTimedServer, zoneIds } from "./timed-server";

useFastClock();

test("a policy that waits for the rate limit says so, as a passing message", async () => {
  const info = jest.spyOn(log, "info").mockResolvedValue();
  const server = await startTimedServer(() => [0, 0]);
  process.env.CLOUDFLARE_API_TOKEN = CREDENTIALS.token;
  process.env.CLOUDFLARE_BASE_URL = server.readConfig("cloudflare:baseUrl");
  server.replies.push({ status: 429, headers: { "retry-after": "25" } });
  try {
    const [zoneId] = zoneIds(1);
    const record = resource("cloudflare:index/dnsRecord:DnsRecord", "www", { zoneId });
    const verdict = await runClockUntil(judgeStack(autoOriginTlsKexEnabled, [record], UP));
    expect(verdict).toEqual({ violations: [] });
    const said = info.mock.calls.map(([text, ...how]) => [text.replace(/\d+ s/, "… s"), ...how]);
    expect(said.length).toBeGreaterThan(1);
    for (const call of said)
      expect(call).toEqual(["Waiting … s for Cloudflare's rate limit", undefined, undefined, true]);
  } finally {
    server.close();
  }
});
