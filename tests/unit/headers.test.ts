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
  ["", 0],
  [undefined, 0],
])("Retry-After: %j asks for %i seconds", (value, seconds) => {
  expect(readRetryAfter(response({ "retry-after": value }))).toBe(seconds);
});

test("Retry-After may be a date", () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
  expect([3_599, 3_600]).toContain(readRetryAfter(response({ "retry-after": inAnHour })));
  expect(readRetryAfter(response({ "retry-after": new Date(0).toUTCString() }))).toBe(0);
});

const left = (policy: string, requests: number, seconds: number) => ({ policy, requests, seconds });

test.each<[unknown, object[]]>([
  ['"default";r=50;t=30', [left("default", 50, 30)]],
  ['"default";r=0;t=0', [left("default", 0, 0)]],
  ['"a";r=1;t=2, "b";r=3;t=4', [left("a", 1, 2), left("b", 3, 4)]],
  ['"a";r=1, "b";r=3;t=4', [left("b", 3, 4)]],
  ['"default";r=1;t=86401', [left("default", 1, 86_400)]],
  ['"default";r=-1;t=30', []],
  ['"default";r=50;t=-1', []],
  ['"default";r=50', []],
  ['"default";t=30', []],
  ['"default";r="50";t=30', []],
  ['"default";r=50;t="30"', []],
  ['"default"', []],
  ["r=50;t=30;", []],
  ["", []],
  [7, []],
  [undefined, []],
])("Ratelimit: %j", (ratelimit, expected) => {
  expect(readRateLimit(response({ ratelimit }))).toEqual(expected);
});

test.each<[unknown, number | undefined, number | undefined]>([
  ['"a";q=10;w=1, "b";q=1200;w=300', 10, 1200],
  ['"b";q=0', undefined, 0],
  ['"a";q=-1, "b";q="5"', undefined, undefined],
  ["?;", undefined, undefined],
  [undefined, undefined, undefined],
])("Ratelimit-Policy: %j", (policy, a, b) => {
  const answer = response({ ratelimit: '"a";r=1;t=2, "b";r=3;t=4', "ratelimit-policy": policy });
  expect(readRateLimit(answer).map(({ quota }) => quota)).toEqual([a, b]);
});
