import { Agent } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import type { OriginTlsError } from "../../provider/cloudflare/errors";
import { DEFAULTS, readLimits } from "../../provider/cloudflare/limits";
import type { RateLimit } from "../../provider/cloudflare/rate-limit";
import { send } from "../../provider/cloudflare/transport";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";
import type { Fault } from "./faults";
import { askWith, errorOf, read } from "./reading";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => {
  emulator.faults.clear();
  emulator.requests.length = 0;
});
afterAll(() => emulator.close());

test.each<[string, Fault, string]>([
  ["reset", { connection: "reset" }, "No answer: the connection was cut (ECONNRESET) after 4 attempts"],
  [
    "cut in the middle of the answer",
    { connection: "cut" },
    "No answer: it broke off (stream has been aborted) after 4 attempts",
  ],
  ["left without an answer", { connection: "hang" }, "No answer: not complete within 0.2 seconds after 4 attempts"],
  ["kept busy without end", { connection: "drip" }, "No answer: not complete within 0.2 seconds after 4 attempts"],
])("a connection that is %s", async (_, fault, reason) => {
  emulator.faults.set(ZONES.enabled, fault);
  const error = await errorOf(askWith(emulator, { timeoutMs: 200 }));
  expect(error).toMatchObject({ code: "NETWORK", reason });
  expect(emulator.requests).toHaveLength(4);
});

test("an answer that is too long", async () => {
  emulator.faults.set(ZONES.enabled, { status: 200, body: { filler: "x".repeat(2000) } });
  const error = await errorOf(askWith(emulator, { maxBodyBytes: 1000 }));
  expect(error).toMatchObject({ code: "NETWORK", reason: "No answer: it is longer than 1000 bytes" });
  expect(emulator.requests).toHaveLength(1);
});

/** Runs a function while a server listens on loopback that answers each connection with a text and notes what it got. */
async function withServer(answer: string, run: (port: number, received: string[]) => Promise<void>) {
  const received: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (data) => {
      received.push(data.toString("latin1"));
      socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run((server.address() as AddressInfo).port, received);
  } finally {
    server.close();
  }
}

test("a port where nothing listens", async () => {
  const gone = await startEmulator();
  await gone.close();
  const error = await errorOf(askWith(gone, {}));
  expect(error.message).toBe(
    [
      "Cannot read",
      `GET ${gone.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`,
      "No answer: the connection was refused (ECONNREFUSED) after 4 attempts",
      "What to do: Check the base URL and the network.",
    ].join("\n  "),
  );
  expect(error).toMatchObject({ code: "NETWORK", errors: [], hint: "Check the base URL and the network." });
  expect(error).not.toHaveProperty("status");
});

test("a host name that does not exist", async () => {
  const error = await errorOf(askWith({ baseUrl: "https://api.cloudflare.invalid/client/v4" }, {}));
  expect(error.code).toBe("NETWORK");
  expect(error.reason).toMatch(
    /^No answer: the host name api\.cloudflare\.invalid could not be resolved \((ENOTFOUND|EAI_AGAIN)\) after 4 attempts$/,
  );
});

test("a server that speaks another protocol", async () => {
  await withServer("SSH-2.0-OpenSSH_9.6\r\n", async (port) => {
    const error = await errorOf(read({ baseUrl: `http://127.0.0.1:${port}` }));
    expect(error.code).toBe("NETWORK");
    expect(error.reason).toMatch(/^No answer: Parse Error: .* \(HPE_/);
  });
});

test("a server that speaks no TLS gets no credentials", async () => {
  await withServer("HTTP/1.1 400 Bad Request\r\n\r\n", async (port, received) => {
    const error = await errorOf(read({ baseUrl: `https://127.0.0.1:${port}` }));
    expect(error.code).toBe("NETWORK");
    expect(error.reason).toMatch(/^No answer: the TLS connection could not be trusted \((EPROTO|ERR_SSL_\w+)\)$/);
    expect(received).not.toEqual([]);
    expect(received.join()).not.toContain(CREDENTIALS.token);
  });
});

test("plain http to an address that is not loopback gets no request", async () => {
  // On most systems this address reaches the emulator all the same.
  const error = await errorOf(read({ baseUrl: emulator.baseUrl.replace("127.0.0.1", "0.0.0.0") }));
  expect(error.code).toBe("INPUT");
  expect(error.message).toContain("uses plain http:// to 0.0.0.0, which would send the credentials unencrypted.");
  expect(emulator.requests).toEqual([]);
});

describe("a passing failure", () => {
  const good = { success: true, result: { id: "auto_origin_tls_kex", enabled: true } };

  /** Serves the faults one after the other, then a good answer. */
  function serveInTurn(...faults: Fault[]) {
    const left = [...faults, { status: 200, body: good }];
    emulator.faults.set(ZONES.enabled, () => left.shift() ?? { status: 200, body: good });
  }
  const limited = (headers: Record<string, string>): Fault => ({
    status: 429,
    body: { success: false, errors: [] },
    headers,
  });

  test.each([408, 429, 500, 502, 503, 504, 522])("status %s is repeated until it passes", async (status) => {
    serveInTurn({ status, body: "" }, { status, body: "" });
    expect(await askWith(emulator, {})).toMatchObject({ result: { enabled: true } });
    expect(emulator.requests).toHaveLength(3);
  });

  test("the time limit of an attempt does not end the wait for the next one", async () => {
    serveInTurn({ status: 503, body: "" });
    const started = performance.now();
    expect(await askWith(emulator, { timeoutMs: 200, retryDelayMs: 500 })).toMatchObject({ result: { enabled: true } });
    expect(performance.now() - started).toBeGreaterThanOrEqual(490);
    expect(emulator.requests).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 409, 301])("status %s is not repeated", async (status) => {
    serveInTurn({ status, body: "" });
    expect((await errorOf(askWith(emulator, {}))).status).toBe(status);
    expect(emulator.requests).toHaveLength(1);
  });

  test("Retry-After is waited for, in seconds and as a date", async () => {
    serveInTurn(limited({ "retry-after": "1" }), limited({ "retry-after": new Date(Date.now() + 3000).toUTCString() }));
    const started = Date.now();
    await askWith(emulator, {});
    // Dates have whole seconds, so the second wait may end up to one second early.
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_900);
  });

  test.each([
    ["seconds", () => "310"],
    ["a date", () => new Date(Date.now() + 310_000).toUTCString()],
  ])(
    "a wait of more than 300 seconds, given in %s, fails at once, and nothing is sent meanwhile",
    async (_, header) => {
      await jest.isolateModulesAsync(async () => {
        const isolated = await import("./reading");
        const failure = () => isolated.askWith(emulator, {}).catch((error: unknown) => error as OriginTlsError);
        serveInTurn(limited({ "retry-after": header() }));
        const [first, second] = [await failure(), await failure()] as [OriginTlsError, OriginTlsError];
        for (const { name, code, retryAfterSeconds } of [first, second]) {
          expect([name, code]).toEqual(["OriginTlsError", "RATE_LIMITED"]);
          expect(retryAfterSeconds).toBeGreaterThan(300);
          expect(retryAfterSeconds).toBeLessThanOrEqual(310);
        }
        expect(first.status).toBe(429);
        expect(first.message).toContain(`Cloudflare asks to wait ${first.retryAfterSeconds} seconds`);
        expect(second.message).toContain(
          `No further request is sent: Cloudflare asks for a pause of ${second.retryAfterSeconds} seconds`,
        );
        expect(emulator.requests).toHaveLength(1);
      });
    },
  );

  test.each([
    ["is repeated after minutes in the queue", 100_000, 0, 2],
    ["is not repeated after an answer that took most of a minute", 0, 50_000, 1],
  ])("that %s", async (_, queueMs, answerMs, attempts) => {
    const now = performance.now.bind(performance);
    let passed = 0;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => now() + passed);
    const queue = {
      acquire: async () => {
        passed += queueMs;
      },
      release: () => {
        passed += answerMs;
      },
      pause: () => {},
    } as unknown as RateLimit;
    try {
      serveInTurn({ status: 503, body: "" });
      const url = `${emulator.baseUrl}/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`;
      const headers = { Authorization: `Bearer ${CREDENTIALS.token}` };
      await send(url, headers, { agent: new Agent() }, queue, {
        ...DEFAULTS,
        ...readLimits(() => undefined),
        retryDelayMs: 10,
      });
      expect(emulator.requests).toHaveLength(attempts);
    } finally {
      clock.mockRestore();
    }
  });
});
