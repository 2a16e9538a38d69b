import type { Duplex } from "node:stream";
import { CREDENTIALS } from "./emulator";
import { answerWith, ENABLED_ANSWER, OPEN, startProxy, type TestProxy } from "./proxy-servers";
import { askWith, errorOf, shownOf } from "./reading";

const api = { baseUrl: "https://api.cloudflare.invalid/client/v4" };

let proxy: TestProxy;
afterEach(async () => {
  delete process.env.HTTPS_PROXY;
  await proxy.close();
});

/** The error of a request through a proxy that does something else than to open a tunnel. */
async function errorBy(serve: (socket: Duplex) => void, timeoutMs = 5_000) {
  proxy = await startProxy(serve);
  process.env.HTTPS_PROXY = `http://zqxvkuser:zqxvkpass@127.0.0.1:${proxy.port}`;
  const error = await errorOf(askWith(api, { timeoutMs }));
  expect(error.code).toBe("NETWORK");
  expect(error).not.toHaveProperty("status");
  expect(shownOf(error)).not.toMatch(/enabled"?:|emulator-token-0123|zqxvk|enF4dmt1c2VyOnpxeHZrcGFzcw/);
  expect(Buffer.concat(proxy.received).toString("latin1")).not.toContain(CREDENTIALS.token);
  return error;
}

const reasonBy = async (serve: (socket: Duplex) => void, timeoutMs?: number) =>
  (await errorBy(serve, timeoutMs)).reason?.replace(`127.0.0.1:${proxy.port}`, "PROXY");

const apart = (first: string, second: string) => (socket: Duplex) => {
  socket.write(first);
  setTimeout(() => socket.write(second), 20);
};

const informational = ["100 Continue", "101 Switching Protocols", "102 Processing", "103 Early Hints"];
test.each([
  ...informational.map((status) => `HTTP/1.1 ${status}\r\n\r\n`),
  "HTTP/1.1 103 Early Hints\r\nlink: </>; rel=preload\r\n\r\n",
])("%j and then a good answer in plain text is not an answer", async (start) => {
  const status = start.split(" ")[1];
  const reason = `No answer: the proxy PROXY answered ${status} instead of opening a tunnel`;
  expect(await reasonBy((socket) => socket.write(start + ENABLED_ANSWER))).toBe(reason);
  expect(proxy.requests).toHaveLength(1);
  await proxy.close();
  expect(await reasonBy(apart(start, ENABLED_ANSWER))).toBe(reason);
});

test.each([
  ["201 Created", 201, 1],
  ["204 No Content", 204, 1],
  ["302 Found", 302, 1],
  ["403 Forbidden", 403, 1],
  ["407 Proxy Authentication Required", 407, 1],
  ["502 Bad Gateway", 502, 4],
  ["503 Service Unavailable", 503, 4],
])("%s with a good answer's body is not an answer", async (status, code, attempts) => {
  const after = attempts > 1 ? ` after ${attempts} attempts` : "";
  expect(await reasonBy((socket) => socket.write(answerWith(status)))).toBe(
    `No answer: the proxy PROXY answered ${code} instead of opening a tunnel${after}`,
  );
  expect(proxy.requests).toHaveLength(attempts);
});

test("407 says where the user name and password belong", async () => {
  const { hint } = await errorBy((socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
  expect(hint).toBe("Put the user name and password of the proxy into its address, in HTTPS_PROXY or ALL_PROXY.");
});

/** A connection that ends too early, whose code differs between Node.js and Bun. */
const cut = expect.stringMatching(
  /^No answer: the connection was cut \((ECONNRESET|ERR_SOCKET_CLOSED)\), by way of the proxy PROXY after 4 attempts$/,
);
/** Plain text where TLS should be, whose code differs in the same way. */
const noTls = expect.stringMatching(
  /^No answer: the TLS connection could not be trusted \((EPROTO|ERR_SSL_\w+)\), by way of the proxy PROXY$/,
);
const slow = "No answer: not complete within 0.2 seconds, by way of the proxy PROXY after 4 attempts";

test.each<[string, (socket: Duplex) => void, string]>([
  ["a good answer without a tunnel", (socket) => socket.write(ENABLED_ANSWER), slow],
  ["a tunnel that it fills itself at once", (socket) => socket.write(OPEN + ENABLED_ANSWER), slow],
  [
    "a tunnel that it fills itself",
    (socket) => {
      socket.write(OPEN);
      socket.once("data", () => socket.write(ENABLED_ANSWER));
    },
    noTls,
  ],
  ["nothing", () => {}, slow],
  ["a tunnel into nothing", (socket) => socket.write(OPEN), slow],
  ["half an answer", (socket) => socket.write("HTTP/1.1 200 OK\r\nx: "), slow],
  [
    "another protocol",
    (socket) => socket.write("SSH-2.0-OpenSSH_9.6\r\n"),
    "No answer: Parse Error: Expected HTTP/, RTSP/ or ICE/ (HPE_INVALID_CONSTANT), by way of the proxy PROXY",
  ],
  ["an end", (socket) => socket.end(), cut],
  ["a tunnel and then an end", (socket) => socket.end(OPEN), cut],
])("a proxy that answers with %s is not Cloudflare", async (_, serve, reason) => {
  expect(await reasonBy(serve, 200)).toEqual(reason);
});

test("a proxy where nothing listens", async () => {
  proxy = await startProxy(() => {});
  await proxy.close();
  process.env.HTTPS_PROXY = `http://zqxvkuser:zqxvkpass@127.0.0.1:${proxy.port}`;
  const error = await errorOf(askWith(api, {}));
  expect(error.message.split("\n  ").slice(2)).toEqual([
    `No answer: the proxy 127.0.0.1:${proxy.port} refused the connection (ECONNREFUSED) after 4 attempts`,
    "What to do: Check the address of the proxy in HTTPS_PROXY or ALL_PROXY, and the network.",
  ]);
});

test("a proxy with an IPv6 address is not looked up as a host name", async () => {
  proxy = await startProxy(() => {});
  await proxy.close();
  process.env.HTTPS_PROXY = `http://zqxvkuser:zqxvkpass@[::1]:${proxy.port}`;
  const error = await errorOf(askWith(api, {}));
  expect(error.code).toBe("NETWORK");
  expect(error.reason).toContain(`the proxy [::1]:${proxy.port}`);
  expect(error.reason).not.toContain("host name");
});

test("a proxy whose host name does not exist is named, after all attempts", async () => {
  process.env.HTTPS_PROXY = "http://zqxvkuser:zqxvkpass@proxy.invalid:8080";
  const error = await errorOf(askWith(api, {}));
  expect(error.reason).toMatch(
    /^No answer: the host name of the proxy proxy\.invalid:8080 could not be resolved \((ENOTFOUND|EAI_AGAIN)\) after 4 attempts$/,
  );
  expect(shownOf(error)).not.toMatch(/zqxvk/);
});
