import { setProgress } from "../../provider/cloudflare/progress";
import { PausedError, RateLimit } from "../../provider/cloudflare/rate-limit";

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

/** Asks for slots at once; tells when each was given, in milliseconds from now, and the errors of the others. */
function ask(rateLimit: RateLimit, count: number) {
  const now = performance.now();
  const asked = { started: [] as number[], errors: [] as PausedError[] };
  for (let i = 0; i < count; i++) {
    rateLimit.acquire().then(
      () => asked.started.push(performance.now() - now),
      (error) => asked.errors.push(error),
    );
  }
  return asked;
}

test("never more than the limit are started in 300 seconds, counted from their answers", async () => {
  const rateLimit = new RateLimit(1200);
  const slow = ask(rateLimit, 1200);
  await pass(20);
  expect(slow.started).toHaveLength(1200);
  for (let i = 0; i < 1200; i++) rateLimit.release();
  const more = ask(rateLimit, 3);
  await pass(300);
  expect(more.started).toHaveLength(0);
  expect(shown[0]).toBe("Cloudflare: waiting 301 s: 1200 requests in 300 seconds are the limit");
  await pass(2);
  expect(more.started).toHaveLength(3);
});

test("a request that is under way takes a slot, however long it takes", async () => {
  const rateLimit = new RateLimit(2);
  const asked = ask(rateLimit, 3);
  await pass(1_000);
  expect(asked.started).toHaveLength(2);
  rateLimit.release();
  await pass(300);
  expect(asked.started).toHaveLength(2);
  await pass(2);
  expect(asked.started).toHaveLength(3);
});

test("each slot is free 300 seconds after its own answer", async () => {
  const rateLimit = new RateLimit(2);
  ask(rateLimit, 2);
  await pass(1);
  rateLimit.release();
  await pass(100);
  rateLimit.release();
  const asked = ask(rateLimit, 2);
  await pass(300);
  expect(asked.started).toEqual([201_000]);
  await pass(2);
  expect(asked.started).toHaveLength(2);
});

test("a limit of one lets one after the other through, in order", async () => {
  const rateLimit = new RateLimit(1);
  const order: number[] = [];
  for (let i = 0; i < 3; i++) {
    void rateLimit.acquire().then(() => {
      order.push(i);
      rateLimit.release();
    });
  }
  await pass(301);
  expect(order).toEqual([0, 1]);
  await pass(303);
  expect(order).toEqual([0, 1, 2]);
});

test("a pause of 60 seconds is waited for and told, every ten seconds", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(60);
  const asked = ask(rateLimit, 2);
  await pass(59.9);
  expect(asked).toEqual({ started: [], errors: [] });
  expect(shown).toEqual([60, 50, 40, 30, 20, 10].map((s) => `Cloudflare: waiting ${s} s: Cloudflare asks for a pause`));
  await pass(0.2);
  expect(asked.started).toEqual([60_000, 60_020]);
});

test("a wait of less than a second is not told, one of a second is", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(0.9);
  const asked = ask(rateLimit, 1);
  await pass(1);
  expect(asked.started).toEqual([900]);
  expect(shown).toEqual([]);
  const other = new RateLimit(1200);
  other.pause(1);
  ask(other, 1);
  await pass(1);
  expect(shown).toEqual(["Cloudflare: waiting 1 s: Cloudflare asks for a pause"]);
});

test("a pause of more than 60 seconds fails at once, and no longer when 60 are left", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(120);
  const failed = ask(rateLimit, 2);
  await pass(0);
  expect(failed.errors).toEqual([new PausedError(120), new PausedError(120)]);
  expect(failed.errors[0]?.message).toBe("Cloudflare has asked for a pause of 120 seconds more");
  await pass(60);
  const waiting = ask(rateLimit, 1);
  await pass(60);
  expect(waiting.started).toEqual([60_000]);
});

test("a pause that gets too long while some wait soon fails all of them", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(50);
  const asked = ask(rateLimit, 64);
  await pass(10);
  rateLimit.pause(118);
  await pass(3);
  expect(asked.started).toEqual([]);
  expect(asked.errors).toHaveLength(64);
});

test("a shorter pause does not end a longer one", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(30);
  rateLimit.pause(1);
  const asked = ask(rateLimit, 1);
  await pass(29);
  expect(asked.started).toEqual([]);
});

test("a pause that is too long fails also those who wait for a window", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.noteLeft(0, 200);
  rateLimit.pause(120);
  const asked = ask(rateLimit, 1);
  await pass(1);
  expect(asked.errors).toEqual([new PausedError(200)]);
});

test("no more than Cloudflare says are left are under way, and 20 are left to others", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.noteLeft(28, 30);
  const asked = ask(rateLimit, 20);
  await pass(0);
  expect(asked.started).toHaveLength(8);
  await pass(29);
  expect(asked.started).toHaveLength(8);
  expect(shown[0]).toBe("Cloudflare: waiting 30 s: Cloudflare asks for a pause");
  await pass(2);
  expect(asked.started).toHaveLength(20);
});

test("of answers that overtake each other the smallest number counts, and a new window replaces the old one", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.noteLeft(22, 30);
  rateLimit.noteLeft(25, 32);
  const asked = ask(rateLimit, 10);
  await pass(0);
  expect(asked.started).toHaveLength(2);
  await pass(10);
  rateLimit.noteLeft(24, 300);
  await pass(2);
  expect(asked.started).toHaveLength(4);
  rateLimit.noteLeft(1200, 298);
  await pass(2);
  expect(asked.started).toHaveLength(4);
  rateLimit.noteLeft(1200, 300);
  await pass(2);
  expect(asked.started).toHaveLength(10);
});

test("a window of 300 seconds may be waited for; a longer one fails all who would wait, and only them", async () => {
  const patient = new RateLimit(1200);
  patient.noteLeft(0, 300);
  const waiting = ask(patient, 1);
  await pass(300);
  expect(waiting.started).toEqual([300_000]);

  const rateLimit = new RateLimit(1200);
  rateLimit.noteLeft(22, 3600);
  const asked = ask(rateLimit, 5);
  await pass(0);
  expect(asked.started).toHaveLength(2);
  expect(asked.errors).toEqual([new PausedError(3600), new PausedError(3600), new PausedError(3600)]);
});

test.each([Number.POSITIVE_INFINITY, 1e15, 2_592_000])("%d seconds fail at once, as a day", async (seconds) => {
  for (const tell of ["pause", "window"]) {
    const rateLimit = new RateLimit(1200);
    if (tell === "pause") rateLimit.pause(seconds);
    else rateLimit.noteLeft(0, seconds);
    const asked = ask(rateLimit, 1);
    await pass(0);
    expect(asked.errors).toEqual([new PausedError(86_400)]);
  }
});

test("setting the clock of the machine changes nothing", async () => {
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(2);
  const asked = ask(rateLimit, 1);
  jest.setSystemTime(-7_200_000);
  await pass(2);
  expect(asked.started).toEqual([2_000]);
});

test("after a wait requests start spread out, and after a while at once again", async () => {
  const rateLimit = new RateLimit(1200);
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
  const rateLimit = new RateLimit(1200);
  rateLimit.pause(61);
  await expect(rateLimit.acquire()).rejects.toThrow(PausedError);
  await pass(61);
  const asked = ask(rateLimit, 1);
  await pass(0);
  expect(asked.started).toHaveLength(1);
});
