import type { Socket } from "node:net";
import { readInProcess } from "./proxy-process";
import { OPEN, startProxy } from "./proxy-servers";

/** Writes a piece of a head every now and then, and never ends it. */
const drip = (start: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write("x: y\r\n"), 20);
  socket.on("close", () => clearInterval(timer));
};

// All of them at once: each waits for time limits.
test.concurrent.each<[string, (socket: Socket) => void, RegExp]>([
  ["says nothing", () => {}, /not complete within/],
  ["never ends its answer", drip("HTTP/1.1 200 OK\r\n"), /not complete within/],
  ["opens a tunnel into nothing", (socket) => socket.write(OPEN), /not complete within/],
  ["opens a tunnel too late", (socket) => setTimeout(() => socket.write(OPEN), 1_300), /not complete within/],
  ["resets the connection", (socket) => socket.resetAndDestroy(), /ECONNRESET/],
  [
    "resets the connection in the tunnel at once",
    (socket) => {
      socket.write(OPEN);
      socket.resetAndDestroy();
    },
    /ECONNRESET|EPIPE|ERR_SOCKET_CLOSED/,
  ],
  [
    "resets the connection in the tunnel after the first bytes",
    (socket) => {
      socket.write(OPEN);
      socket.once("data", () => socket.resetAndDestroy());
    },
    /ECONNRESET|EPIPE|ERR_SOCKET_CLOSED/,
  ],
])("after a proxy that %s the process ends by itself, with one error", async (_, serve, reason) => {
  const proxy = await startProxy((socket) => serve(socket as Socket));
  try {
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const run = await readInProcess({}, environment, { timeoutMs: 1_000 });
    expect(run).toMatchObject({ outcomes: [{ code: "NETWORK" }], exitCode: 0, stderr: "" });
    expect(run.outcomes[0]?.message).toMatch(reason);
    expect(run.outcomes[0]?.message).toContain(`by way of the proxy 127.0.0.1:${proxy.port} after 4 attempts`);
    expect(proxy.requests).toHaveLength(4);
  } finally {
    await proxy.close();
  }
});
