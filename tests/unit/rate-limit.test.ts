import type { NoAnswer } from "../../provider/cloudflare/errors";
import { setProgress } from "../../provider/cloudflare/progress";
import { RateLimit } from "../../provider/cloudflare/rate-limit";

const shown: string[] = [];
beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  setProgress((text) => shown.push(text));
});
afterEach(() => {
  jest.useRealTimers();
  shown.length = 0;
});

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);

const left = (requests: number, seconds: number) => ({ policy: "default", requests, seconds });

/** What is said when Cloudflare asks for too long a pause. */
const tooLong = (seconds: number) => `No further request is sent: Cloudflare asks for a pause of ${seconds} seconds`;

/** Asks for slots at once; tells when each was given, in milliseconds from now, and the errors of the others. */
function ask(rateLimit: RateLimit, count: number, limit = 1_200) {
  const now = performance.now();
  const asked = { started: [] as number[], errors: [] as NoAnswer[] };
  for (let i = 0; i < count; i++) {
    rateLimit.acquire(limit).then(
      () => asked.started.push(performance.now() - now),
      (error) => asked.errors.push(error),
    );
  }
  return asked;
}

test("never more than the limit are started in 300 seconds, counted from their answers", async () => {
  const rateLimit = new RateLimit();
  const slow = ask(rateLimit, 1200);
  await pass(20);
  expect(slow.started).toHaveLength(1200);
  for (let i = 0; i < 1200; i++) rateLimit.release(true);
  const more = ask(rateLimit, 3);
  await pass(300);
  expect(more.started).toHaveLength(0);
  expect(shown[0]).toBe("Waiting 301 s for Cloudflare's rate limit of 1200 requests in 300 seconds");
  await pass(2);
  expect(more.started).toHaveLength(3);
});

test("a request that is under way takes a slot, however long it takes", async () => {
  const rateLimit = new RateLimit();
  const asked = ask(rateLimit, 3, 2);
  await pass(1_000);
  expect(asked.started).toHaveLength(2);
  rateLimit.release(true);
  await pass(300);
  expect(asked.started).toHaveLength(2);
  await pass(2);
  expect(asked.started).toHaveLength(3);
});

test("each slot is free 300 seconds after its own answer", async () => {
  const rateLimit = new RateLimit();
  ask(rateLimit, 2, 2);
  await pass(1);
  rateLimit.release(true);
  await pass(100);
  rateLimit.release(true);
  const asked = ask(rateLimit, 2, 2);
  await pass(300);
  expect(asked.started).toEqual([201_000]);
  await pass(2);
  expect(asked.started).toHaveLength(2);
});

test("a limit of one lets one after the other through, in order", async () => {
  const rateLimit = new RateLimit();
  const order: number[] = [];
  for (let i = 0; i < 3; i++) {
    void rateLimit.acquire(1).then(() => {
      order.push(i);
      rateLimit.release(true);
    });
  }
  await pass(301);
  expect(order).toEqual([0, 1]);
  await pass(303);
  expect(order).toEqual([0, 1, 2]);
});

test("a pause is waited for and told, every ten seconds", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(60);
  const asked = ask(rateLimit, 2);
  await pass(59.9);
  expect(asked).toEqual({ started: [], errors: [] });
  expect(shown).toEqual([60, 50, 40, 30, 20, 10].map((s) => `Waiting ${s} s for Cloudflare's rate limit`));
  await pass(0.2);
  expect(asked.started).toEqual([60_000, 60_020]);
});

test("a wait of less than a second is not told, one of a second is", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(0.9);
  const asked = ask(rateLimit, 1);
  await pass(1);
  expect(asked.started).toEqual([900]);
  expect(shown).toEqual([]);
  const other = new RateLimit();
  other.pause(1);
  ask(other, 1);
  await pass(1);
  expect(shown).toEqual(["Waiting 1 s for Cloudflare's rate limit"]);
});

test("a pause of 300 seconds is waited for, a longer one fails at once, and no longer when 300 are left", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(301);
  const failed = ask(rateLimit, 2);
  await pass(0);
  expect(failed.errors.map(({ message }) => message)).toEqual([tooLong(301), tooLong(301)]);
  expect(failed.errors[0]).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 301 });
  expect(failed.errors[0]?.hint).toMatch(/^Trying again later may help/);
  await pass(1);
  const waiting = ask(rateLimit, 1);
  await pass(300);
  expect(waiting).toEqual({ started: [300_000], errors: [] });
});

test("a pause that gets too long while some wait soon fails all of them", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(50);
  const asked = ask(rateLimit, 64);
  await pass(10);
  rateLimit.pause(318);
  await pass(3);
  expect(asked.started).toEqual([]);
  expect(asked.errors).toHaveLength(64);
});

describe("while Cloudflare refuses every request", () => {
  /** Sends one request after the other, each of which is refused with a pause, until one is not sent. */
  async function refuse(rateLimit: RateLimit, seconds: number): Promise<NoAnswer> {
    for (;;) {
      const { errors } = ask(rateLimit, 1);
      await pass(seconds + 1);
      if (errors[0]) return errors[0];
      rateLimit.pause(seconds);
      rateLimit.release(false);
    }
  }

  test("all who wait fail after 300 seconds", async () => {
    const rateLimit = new RateLimit();
    const error = await refuse(rateLimit, 9);
    expect(performance.now()).toBe(320_000);
    expect(error.message).toBe(
      "No further request is sent: Cloudflare has refused 31 requests in 300 seconds and let none pass",
    );
    expect(error).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 9 });
    rateLimit.pause(1);
    const others = ask(rateLimit, 500);
    await pass(0);
    expect(others.errors).toHaveLength(500);
  });

  test("one pause of 300 seconds is waited for, and not a second one", async () => {
    const rateLimit = new RateLimit();
    rateLimit.pause(300);
    const asked = ask(rateLimit, 3);
    await pass(300);
    expect(asked.started).toEqual([300_000]);
    rateLimit.pause(300);
    await pass(1);
    expect(asked.errors).toHaveLength(2);
  });

  test.each(["pause", "left"])("a request that succeeds begins another 300 seconds, by %s", async (told) => {
    const rateLimit = new RateLimit();
    for (let i = 0; i < 40; i++) {
      const { started } = ask(rateLimit, 1);
      await pass(11);
      expect(started).toHaveLength(1);
      rateLimit.pause(told === "pause" ? 10 : 0);
      if (told === "left") rateLimit.noteLeft(left(0, 10));
      rateLimit.release(i % 20 === 19);
    }
  });

  test("without a pause none fails", async () => {
    const rateLimit = new RateLimit();
    for (let i = 0; i < 40; i++) {
      const { started } = ask(rateLimit, 1);
      await pass(10);
      expect(started).toHaveLength(1);
      rateLimit.pause(0);
      rateLimit.release(false);
    }
  });

  test("a wait for a new window counts as a pause", async () => {
    const rateLimit = new RateLimit();
    rateLimit.pause(0);
    await pass(299);
    rateLimit.pause(0);
    rateLimit.noteLeft(left(0, 10));
    const { errors } = ask(rateLimit, 1);
    await pass(3);
    expect(errors[0]?.message).toMatch(/has refused 2 requests in 30[123] seconds and let none pass$/);
  });

  test("what was refused more than 300 seconds after the last pause is another story", async () => {
    const rateLimit = new RateLimit();
    rateLimit.pause(10);
    await pass(310);
    rateLimit.pause(0);
    await pass(301);
    rateLimit.pause(5);
    const { started } = ask(rateLimit, 1);
    await pass(5);
    expect(started).toEqual([5_000]);
  });
});

test("a shorter pause does not end a longer one", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(30);
  rateLimit.pause(1);
  const asked = ask(rateLimit, 1);
  await pass(29);
  expect(asked.started).toEqual([]);
});

test("a pause that is too long fails also those who wait for a window", async () => {
  const rateLimit = new RateLimit();
  rateLimit.noteLeft(left(0, 200));
  rateLimit.pause(301);
  const asked = ask(rateLimit, 1);
  await pass(0);
  expect(asked.errors.map(({ message }) => message)).toEqual([tooLong(301)]);
});

test("no more than Cloudflare says are left are under way, and 20 are left to others", async () => {
  const rateLimit = new RateLimit();
  rateLimit.noteLeft(left(28, 30));
  const asked = ask(rateLimit, 20);
  await pass(0);
  expect(asked.started).toHaveLength(8);
  await pass(29);
  expect(asked.started).toHaveLength(8);
  expect(shown[0]).toBe("Waiting 30 s for Cloudflare's rate limit");
  await pass(2);
  expect(asked.started).toHaveLength(20);
});

test("of answers that overtake each other the smallest number counts, and a new window replaces the old one", async () => {
  const rateLimit = new RateLimit();
  rateLimit.noteLeft(left(22, 30));
  rateLimit.noteLeft(left(25, 32));
  const asked = ask(rateLimit, 10);
  await pass(0);
  expect(asked.started).toHaveLength(2);
  await pass(10);
  rateLimit.noteLeft(left(24, 300));
  await pass(2);
  expect(asked.started).toHaveLength(4);
  rateLimit.noteLeft(left(1200, 298));
  await pass(2);
  expect(asked.started).toHaveLength(4);
  rateLimit.noteLeft(left(1200, 300));
  await pass(2);
  expect(asked.started).toHaveLength(10);
});

test("a window of 300 seconds may be waited for; a longer one fails all who would wait, and only them", async () => {
  const patient = new RateLimit();
  patient.noteLeft(left(0, 300));
  const waiting = ask(patient, 1);
  await pass(300);
  expect(waiting.started).toEqual([300_000]);

  const rateLimit = new RateLimit();
  rateLimit.noteLeft(left(22, 3600));
  const asked = ask(rateLimit, 5);
  await pass(0);
  expect(asked.started).toHaveLength(2);
  expect(asked.errors.map(({ message }) => message)).toEqual([tooLong(3600), tooLong(3600), tooLong(3600)]);
});

test("of several limits each counts", async () => {
  const rateLimit = new RateLimit();
  rateLimit.noteLeft({ policy: "a", requests: 22, seconds: 10 });
  rateLimit.noteLeft({ policy: "b", requests: 0, seconds: 30 });
  rateLimit.noteLeft({ policy: "c", requests: 100, seconds: 60 });
  const { started } = ask(rateLimit, 5);
  await pass(29.9);
  expect(started).toHaveLength(0);
  rateLimit.noteLeft({ policy: "a", requests: 22, seconds: 10 });
  await pass(5);
  expect(started).toHaveLength(2);
  await pass(10);
  expect(started).toHaveLength(5);
});

test.each([
  [4, 6, 4],
  [8, 300, 3],
  [23, 6_000, 3],
])("with %d requests left of %d, %d are under way", async (requests, quota, expected) => {
  const rateLimit = new RateLimit();
  rateLimit.noteLeft({ policy: "small", requests, seconds: 60, quota });
  const { started } = ask(rateLimit, 10);
  await pass(50);
  expect(started).toHaveLength(expected);
});

test("setting the clock of the machine changes nothing", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(2);
  const asked = ask(rateLimit, 1);
  jest.setSystemTime(-7_200_000);
  await pass(2);
  expect(asked.started).toEqual([2_000]);
});

test("after a wait requests start spread out, and after a while at once again", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(5);
  const { started } = ask(rateLimit, 64);
  await pass(5);
  expect(started).toHaveLength(1);
  await pass(0.5);
  expect(started.length).toBeLessThanOrEqual(26);
  await pass(2);
  expect(started).toHaveLength(64);
  const gaps = started.slice(1).map((time, i) => time - (started[i] ?? 0));
  expect(Math.min(...gaps)).toBe(20);
  const later = ask(rateLimit, 100);
  await pass(0);
  expect(later.started).toHaveLength(100);
});

test("one who fails does not hold up the others", async () => {
  const rateLimit = new RateLimit();
  rateLimit.pause(301);
  await expect(rateLimit.acquire(1_200)).rejects.toThrow(tooLong(301));
  await pass(301);
  const asked = ask(rateLimit, 1);
  await pass(0);
  expect(asked.started).toHaveLength(1);
});
