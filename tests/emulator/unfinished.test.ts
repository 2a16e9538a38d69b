import { type AddressInfo, createServer, type Socket } from "node:net";
import { readInProcess } from "./proxy-process";

const body = JSON.stringify({ success: true, result: { id: "auto_origin_tls_kex", enabled: true } });
const GOOD = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const UPGRADE = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
const informational = [100, 102, 103].map((status) => `HTTP/1.1 ${status} Wait\r\n\r\n`);
/** Without the name of a protocol it is the answer itself. */
const NO_UPGRADE = "HTTP/1.1 101 Switching Protocols\r\n\r\n";

/** Reads in one process once of each of these servers, which are given each request's socket and its number. */
async function readFrom(servers: ((socket: Socket, request: number) => void)[]) {
  const requests = servers.map(() => 0);
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      const [, read] = /^GET \/(\d+)/.exec(data.toString("latin1")) ?? [];
      const index = Number(read);
      requests[index] = (requests[index] ?? 0) + 1;
      servers[index]?.(socket, requests[index] as number);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/{read}`;
    const { outcomes, ...end } = await readInProcess({}, {}, { baseUrl, timeoutMs: 200, reads: servers.length });
    expect(end).toEqual({ exitCode: 0, stderr: "" });
    expect(outcomes).toHaveLength(servers.length);
    return outcomes;
  } finally {
    server.close();
  }
}

test("an informational status without a final answer is one error, and the process does not end before", async () => {
  const outcomes = await readFrom([...informational, UPGRADE].map((head) => (socket) => socket.write(head)));
  for (const { code, message } of outcomes) {
    expect(code).toBe("NETWORK");
    expect(message).toContain("No answer: not complete within 0.2 seconds after 4 attempts");
  }
});

test("an informational status before the answer does not matter, nor does an upgrade once", async () => {
  const outcomes = await readFrom([
    ...informational.map((head) => (socket: Socket) => socket.end(head + GOOD)),
    (socket, request) => (request === 1 ? socket.write(UPGRADE) : socket.end(GOOD)),
    (socket, request) => (request === 1 ? socket.end(UPGRADE) : socket.end(GOOD)),
  ]);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ result: { enabled: true } });
});

const closings: [string, (socket: Socket) => void][] = [
  ["ends", (socket) => socket.end()],
  ["is destroyed", (socket) => socket.destroy()],
  ["is reset", (socket) => socket.resetAndDestroy()],
];

test.each(closings)("a socket that %s at any moment is an error", async (_, close) => {
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n";
  const starts = ["", "HTTP/1.1 2", GOOD.slice(0, 20), GOOD.slice(0, -body.length), GOOD.slice(0, -1), chunked];
  const outcomes = await readFrom(
    [...starts, ...informational, UPGRADE].map((start) => (socket) => {
      socket.write(start, () => close(socket));
    }),
  );
  for (const { code, message } of outcomes) {
    expect(code).toBe("NETWORK");
    expect(message).toMatch(/No answer: .* after 4 attempts\n/);
  }
});

test("a status 101 without an upgrade is an answer, whatever becomes of the socket", async () => {
  const ends: [string, (socket: Socket) => void][] = [...closings, ["stays", () => {}]];
  const outcomes = await readFrom(
    ends.map(
      ([, close]) =>
        (socket) =>
          socket.write(NO_UPGRADE, () => close(socket)),
    ),
  );
  for (const { message } of outcomes) {
    expect(message).toMatch(
      /HTTP status 101( after 2 attempts)?: the answer is empty\n|No answer: the connection was cut/,
    );
  }
});
