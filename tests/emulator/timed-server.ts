import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CREDENTIALS } from "./emulator";

/** What a server answers beside a good body; status 200 and no headers unless they are given. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
}

/** A server that notes when requests arrive where they are counted, some time after they were sent. */
export interface TimedServer {
  /** Configuration to reach it with. */
  readConfig: (key: string) => string | undefined;
  /** When each request arrived, in milliseconds. */
  arrivals: number[];
  /** What the next requests are answered, one after the other; all others succeed. */
  replies: Reply[];
  /** How many requests were under way at once, at most. */
  mostUnderWay(): number;
  close(): void;
}

/**
 * Starts such a server on a free port of loopback; it answers that the setting is on.
 *
 * @param delays for each request, how long it takes to arrive, and from then on until its answer leaves
 * @param limits further configuration
 */
export async function startTimedServer(
  delays: (request: number) => [way: number, answer: number],
  limits: Record<string, string> = {},
): Promise<TimedServer> {
  const arrivals: number[] = [];
  const replies: Reply[] = [];
  let started = 0;
  let underWay = 0;
  let mostUnderWay = 0;
  const server = createServer((_, response) => {
    const [way, answer] = delays(started++);
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    response.on("finish", () => underWay--);
    setTimeout(() => {
      arrivals.push(performance.now());
      const { status = 200, headers = {} } = replies.shift() ?? {};
      const result = { id: "auto_origin_tls_kex", enabled: true, modified_on: null };
      response.writeHead(status, headers);
      setTimeout(() => response.end(JSON.stringify({ success: status === 200, result })), answer);
    }, way);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const config: Record<string, string> = {
    ...limits,
    "cloudflare:apiToken": CREDENTIALS.token,
    "cloudflare:baseUrl": `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  return {
    readConfig: (key) => config[key],
    arrivals,
    replies,
    mostUnderWay: () => mostUnderWay,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The most arrivals in any 300 seconds. */
export function mostInWindow(arrivals: number[]): number {
  const sorted = [...arrivals].sort((a, b) => a - b);
  return Math.max(...sorted.map((end) => sorted.filter((time) => time > end - 300_000 && time <= end).length));
}

/** Ids of so many zones. */
export const zoneIds = (count: number) => Array.from({ length: count }, (_, i) => i.toString(16).padStart(32, "0"));
