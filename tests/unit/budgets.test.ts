import * as v from "valibot";
import { createClient } from "../../provider/cloudflare/client";
import type { RateLimit } from "../../provider/cloudflare/rate-limit";
import { send } from "../../provider/cloudflare/transport";

jest.mock("../../provider/cloudflare/transport");

const body = JSON.stringify({ success: true, errors: [], messages: [], result: {} });
const ANSWER = { status: 200, headers: {}, body, attempts: 1, retryAfterSeconds: 0 };
const sent = jest.mocked(send);
beforeEach(() => sent.mockResolvedValue(ANSWER));

/** Sends a request with a token, which is answered at once, and returns the rate limit that it was sent within. */
async function ask(token: string): Promise<RateLimit> {
  await get(token);
  return sent.mock.lastCall?.[3] as RateLimit;
}

const get = (token: string) =>
  createClient((key) => (key === "cloudflare:apiToken" ? token : undefined)).get({
    path: "/zones",
    schema: v.unknown(),
    failure: "Cannot read",
  });

test("of 10,000 tokens only those are remembered that are in use, or whose requests or pauses still count", async () => {
  const budgets = jest.spyOn(Map.prototype, "set");
  const idle = await ask("idle");
  const isBudget = (value: object) => value !== null && Object.values(value).includes(idle);
  const remembered = budgets.mock.contexts[budgets.mock.calls.findIndex(([, value]) => isBudget(value))] as Map<
    unknown,
    unknown
  >;
  budgets.mockRestore();
  const paused = await ask("paused");
  paused.pause(60);
  const counting = await ask("counting");
  await counting.acquire(1);
  counting.release(true);
  let answer = (_: typeof ANSWER) => {};
  sent.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  const busy = get("busy");
  await Promise.resolve();
  for (let i = 0; i < 10_000; i++) await ask(`token-${i}`);
  expect(remembered.size).toBeLessThan(300);

  expect(await ask("paused")).toBe(paused);
  expect(await ask("counting")).toBe(counting);
  expect(await ask("idle")).not.toBe(idle);
  const [first, second] = ["busy", "busy"].map(async (token) => ask(token));
  answer(ANSWER);
  await busy;
  expect(await first).toBe(await second);
});
