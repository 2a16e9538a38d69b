import { OriginTlsError } from "../../provider/cloudflare/errors";
import { DEFAULTS, readLimits } from "../../provider/cloudflare/limits";

const CONCURRENT = "CLOUDFLARE_ORIGIN_TLS_MAX_CONCURRENT_REQUESTS";
const REQUESTS = "CLOUDFLARE_ORIGIN_TLS_REQUESTS_PER_5_MINUTES";
const environment = { ...process.env };
beforeEach(() => {
  delete process.env[CONCURRENT];
  delete process.env[REQUESTS];
});
afterAll(() => {
  process.env = environment;
});

const read = (config: Record<string, string> = {}) => readLimits((key) => config[`${key}`.replace(/^.*:/, "")]);

test("the limits when nothing is set", () => {
  expect(read()).toEqual({ maxConcurrentRequests: 64, requestsPer5Minutes: 1200 });
  expect(DEFAULTS).toEqual({ timeoutMs: 30_000, maxBodyBytes: 4_194_304, retries: 3, retryDelayMs: 500 });
});

test("the environment, and the configuration before it", () => {
  process.env[CONCURRENT] = " 9 ";
  process.env[REQUESTS] = "5000\n";
  expect(read()).toEqual({ maxConcurrentRequests: 9, requestsPer5Minutes: 5000 });
  expect(read({ maxConcurrentRequests: "10", requestsPer5Minutes: "999999" })).toEqual({
    maxConcurrentRequests: 10,
    requestsPer5Minutes: 999_999,
  });
  expect(read({ maxConcurrentRequests: " 9999 " }).maxConcurrentRequests).toBe(9_999);
});

test("the keys are those of this package", () => {
  const keys: string[] = [];
  readLimits((key) => void keys.push(key));
  expect(keys).toEqual(["cloudflare-origin-tls:maxConcurrentRequests", "cloudflare-origin-tls:requestsPer5Minutes"]);
});

test.each(["0", "-1", "1.5", "1e3", "x1", "1x", "10000"])("%j is no number of requests at once", (text) => {
  expect(() => read({ maxConcurrentRequests: text })).toThrow(
    new OriginTlsError(
      "INPUT",
      `"${text}" is not a number of requests.\n  What to do: Set cloudflare-origin-tls:maxConcurrentRequests or ${CONCURRENT} to a number such as 64, or remove it.`,
    ),
  );
});

test("a number of requests in five minutes that is too large, of which the beginning is shown", () => {
  process.env[REQUESTS] = "1".repeat(30);
  expect(() => read()).toThrow(
    new OriginTlsError(
      "INPUT",
      `"${"1".repeat(20)}…" (10 more characters) is not a number of requests.\n  What to do: Set cloudflare-origin-tls:requestsPer5Minutes or ${REQUESTS} to a number such as 1200, or remove it.`,
    ),
  );
  expect(() => read({ requestsPer5Minutes: "1000000" })).toThrow("is not a number of requests");
});
