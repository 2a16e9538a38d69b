// The second part of npm run bench, about six minutes: Cloudflare's limit, measured for real where requests arrive.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "../../provider/cloudflare/client";
import { setProgress } from "../../provider/cloudflare/progress";
import { readFleet } from "../../provider/settings/fleet";
import { mostInWindow, startTimedServer, zoneIds } from "../emulator/timed-server";

const ZONES = 1_500;
const DELAY_MS = 3_000;

async function main() {
  // Those of a first window arrive late, all others at once.
  const server = await startTimedServer((request) => [request < 1_200 ? DELAY_MS : 0, 0]);
  setProgress((text) => console.log(text));
  const started = performance.now();
  const { zones } = await readFleet({ zoneIds: zoneIds(ZONES) }, createClient(server.readConfig));
  const seconds = (performance.now() - started) / 1000;
  server.close();
  const sorted = [...server.arrivals].sort((a, b) => a - b);
  const waited = Math.max(...sorted.slice(1).map((time, i) => time - (sorted[i] ?? 0))) / 1000;
  const report = `# The rate limit, measured at the server

Made by \`npm run bench\`: a fleet of ${ZONES} zones, on real sockets and a real clock. The first 1,200 requests arrive ${DELAY_MS / 1000}
seconds after they were sent, all others at once.

| figure | measured | at most |
|---|---|---|
| requests that arrived in any 300 seconds | ${mostInWindow(server.arrivals)} | 1200 |
| zones that were read | ${zones.filter(({ enabled }) => enabled).length} | ${ZONES} |
| the longest time without a request | ${waited.toFixed(1)} s | 300 s |
| in all | ${seconds.toFixed(1)} s | |
`;
  console.log(report);
  const folder = join(__dirname, "../../bench");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "rate-limit.md"), report);
}

void main();
