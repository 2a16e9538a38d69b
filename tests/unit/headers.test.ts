import type { AxiosResponse } from "axios";
import { readRateLimit, readRetryAfter } from "../../provider/cloudflare/headers";

const response = (headers: Record<string, unknown>) => ({ headers }) as unknown as AxiosResponse;

test.each<[unknown, number]>([
  ["30", 30],
  ["0.2", 1],
  ["0", 0],
  ["-5", 0],
  ["86401", 86_400],
  ["1e400", 86_400],
  ["soon", 0],
  [undefined, 0],
])("Retry-After: %j asks for %i seconds", (value, seconds) => {
  expect(readRetryAfter(response({ "retry-after": value }))).toBe(seconds);
});

test("Retry-After may be a date", () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
  expect([3_599, 3_600]).toContain(readRetryAfter(response({ "retry-after": inAnHour })));
  expect(readRetryAfter(response({ "retry-after": new Date(0).toUTCString() }))).toBe(0);
});

test("without an answer there is no header", () => {
  expect(readRetryAfter(undefined)).toBe(0);
  expect(readRateLimit(undefined)).toBeUndefined();
});

test.each<[unknown, [requests: number, seconds: number] | undefined]>([
  ['"default";r=50;t=30', [50, 30]],
  ['"default";r=0;t=0', [0, 0]],
  ['"a";r=1;t=2, "b";r=3;t=4', [1, 2]],
  ['"default";r=-1;t=30', undefined],
  ['"default";r=50;t=-1', undefined],
  ['"default";r=50', undefined],
  ['"default";t=30', undefined],
  ['"default";r="50";t=30', undefined],
  ['"default";r=50;t="30"', undefined],
  ['"default"', undefined],
  ["r=50;t=30;", undefined],
  ["", undefined],
  [7, undefined],
  [undefined, undefined],
])("Ratelimit: %j", (ratelimit, left) => {
  const expected = left && { requests: left[0], seconds: left[1] };
  expect(readRateLimit(response({ ratelimit }))).toEqual(expected);
});
