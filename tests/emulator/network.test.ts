import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readAutoOriginTlsKex } from "../../provider/auto-origin-tls-kex";
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
])("a connection that is %s", async (_, fault, text) => {
  emulator.faults.set(ZONES.enabled, fault);
  expect((await errorOf(askWith(emulator, { timeoutMs: 200 }))).message).toContain(text);
  expect(emulator.requests).toHaveLength(4);
});

test("an answer that is too long", async () => {
  emulator.faults.set(ZONES.enabled, { status: 200, body: { filler: "x".repeat(2000) } });
  const error = await errorOf(askWith(emulator, { maxBodyBytes: 1000 }));
  expect(error.message).toContain("No answer: it is longer than 1000 bytes\n");
  expect(emulator.requests).toHaveLength(1);
});

const readFrom = (baseUrl: string) =>
  readAutoOriginTlsKex({ zoneId: ZONES.enabled }, (key) =>
    key === "cloudflare:apiToken" ? CREDENTIALS.token : key === "cloudflare:baseUrl" ? baseUrl : undefined,
  );

test("a port where nothing listens", async () => {
  const gone = await startEmulator();
  await gone.close();
  expect((await errorOf(readFrom(gone.baseUrl))).message).toContain(
    "the connection was refused (ECONNREFUSED) after 4",
  );
});

test("a host name that does not exist", async () => {
  const error = await errorOf(readFrom("https://api.cloudflare.invalid/client/v4"));
  expect(error.message).toMatch(/No answer: the host name could not be resolved \((ENOTFOUND|EAI_AGAIN)\)/);
}, 20_000);

test("a request to loopback does not go through a proxy", async () => {
  let proxied = 0;
  const proxy = createServer((_, response) => {
    proxied++;
    response.end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const before = { ...process.env };
  process.env.HTTP_PROXY = process.env.http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  try {
    expect(await read(emulator)).toMatchObject({ enabled: true });
    expect(proxied).toBe(0);
  } finally {
    process.env = before;
    proxy.close();
  }
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

  test("a wait of more than 60 seconds fails at once, and the process sends nothing meanwhile", async () => {
    await jest.isolateModulesAsync(async () => {
      const isolated = await import("./reading");
      serveInTurn(limited({ "retry-after": "300" }));
      const first = await isolated.askWith(emulator, {}).catch((error: unknown) => error);
      expect(first).toMatchObject({ status: 429, retryAfterSeconds: 300 });
      expect((first as Error).message).toContain("Cloudflare asks to wait 300 seconds");
      const second = await isolated.askWith(emulator, {}).catch((error: unknown) => error);
      expect(second).toMatchObject({ retryAfterSeconds: 300 });
      expect((second as Error).message).toContain("Not sent: Cloudflare has asked for a pause of 300 seconds more");
      expect(emulator.requests).toHaveLength(1);
    });
  });
});
