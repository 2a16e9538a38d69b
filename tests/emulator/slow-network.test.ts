import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readInProcess } from "./proxy-process";

const body = JSON.stringify({ success: true, result: { id: "auto_origin_tls_kex", enabled: true } });
const SERVER = `
  const server = require("node:net").createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\\r\\nContent-Length: ${body.length}\\r\\n\\r\\n" + ${JSON.stringify(body)}));
  });
  server.listen(0, "127.0.0.1", 1, () => console.log(server.address().port));`;

let folder: string;
let server: ChildProcess;
let waiting: Socket[];
let baseUrl: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slow-"));
  server = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<number>((resolve) => server.stdout?.once("data", (data) => resolve(Number(data))));
  baseUrl = `http://localhost:${port}/client/v4`;
  // A stopped process accepts no connection, and when its queue is full the next ones have to wait.
  server.kill("SIGSTOP");
  waiting = [];
  for (let isFull = false; !isFull; ) {
    const socket = createConnection(port, "127.0.0.1").on("error", () => {});
    waiting.push(socket);
    const connected = new Promise((resolve) => socket.once("connect", () => resolve(false)));
    isFull = (await Promise.race([connected, sleep(200, true)])) as boolean;
  }
  // Two addresses, as Cloudflare has, of which nobody listens on the second.
  const addresses = '[{ address: "127.0.0.1", family: 4 }, { address: "::1", family: 6 }]';
  await writeFile(
    join(folder, "lookup.cjs"),
    `require("node:dns").lookup = (host, options, callback) => {
      require("node:fs").appendFileSync(${JSON.stringify(join(folder, "asked"))}, host + "\\n");
      callback(null, ${addresses});
    };`,
  );
});
afterEach(async () => {
  for (const socket of waiting) socket.destroy();
  server.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** Reads in a process with these options of Node.js, and lets the server go on half a second after that has begun. */
async function readSlowly(options = "") {
  const lookup = `--require=${join(folder, "lookup.cjs")}`;
  const reading = readInProcess({ NODE_OPTIONS: `${lookup} ${options}` }, {}, { baseUrl });
  if (options) {
    while (!existsSync(join(folder, "asked"))) await sleep(10);
    await sleep(500);
    server.kill("SIGCONT");
  }
  return (await reading).outcomes[0];
}

const OPTION = "--network-family-autoselection-attempt-timeout=5000";

test("a network that takes longer to connect than Node.js waits is named", async () => {
  const { code, message } = (await readSlowly()) ?? {};
  expect(code).toBe("NETWORK");
  expect(message?.split("\n  ").slice(2)).toEqual([
    expect.stringMatching(
      /^No answer: no connection within \d+ ms \(ETIMEDOUT 127\.0\.0\.1, E[A-Z]+ ::1\) after 4 attempts$/,
    ),
    expect.stringMatching(
      `^What to do: Node.js gives each address \\d+ ms\\. .* set NODE_OPTIONS=${OPTION}, in milliseconds\\.$`,
    ),
  ]);
});

test("with the option that it names the API is read, by the first attempt", async () => {
  expect(await readSlowly(OPTION)).toMatchObject({ result: { enabled: true } });
  expect(await readFile(join(folder, "asked"), "utf8")).toBe("localhost\n");
});
