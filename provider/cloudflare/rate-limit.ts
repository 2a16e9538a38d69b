import pLimit, { type Limit } from "p-limit";
import { NoAnswer } from "./errors";
import type { Left } from "./headers";
import { RATE_LIMIT_HINT } from "./hints";
import { ANNOUNCE_EVERY_MS, showProgress } from "./progress";
import { count } from "./redaction";

/** The time for which Cloudflare counts a request, and a second for clocks that differ. */
const WINDOW_MS = 301_000;
/** The longest pause that is waited for, and how long one may follow the other while no request succeeds. */
export const MAX_PAUSE_MS = 300_000;

/**
 * Keeps the requests with the same credentials within Cloudflare's limit, and starts none while it has asked for a pause.
 * It counts a request when it arrives, between start and answer: a slot is taken until 300 seconds after the answer.
 * @see https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export class RateLimit {
  private underWay = 0;
  /** When the requests of the last 300 seconds were answered, the oldest first. */
  private readonly answered: number[] = [];
  private pausedUntil = 0;
  /** How many requests were refused since the last one that succeeded, and since when. */
  private refused = { times: 0, since: 0 };
  /** What Cloudflare said is left until it counts anew, by the name of the limit. */
  private readonly left = new Map<string, { requests: number; until: number }>();
  private spreadUntil = 0;
  /** Who waits, one after the other, by the limit: stacks of one process may have different ones. */
  private readonly queues = new Map<number, Limit>();
  private announcedUntil = 0;

  /** Waits, first come, first served, for one of `limit` slots. Throws NoAnswer once it would take too long. */
  acquire(limit: number): Promise<void> {
    const queue = this.queues.get(limit) ?? pLimit(1);
    this.queues.set(limit, queue);
    return queue(() => this.takeSlot(limit));
  }

  /** Gives the slot of a request back when it has succeeded or failed; it stays taken for 300 seconds. */
  release(hasSucceeded: boolean): void {
    this.underWay--;
    this.answered.push(performance.now());
    if (hasSucceeded) this.refused.times = 0;
  }

  /** Starts no request for so many seconds, because Cloudflare has refused one; more than 300 fail all who wait. */
  pause(seconds: number): void {
    const now = performance.now();
    if (this.refused.times === 0 || now > this.pausedUntil + MAX_PAUSE_MS) this.refused = { times: 0, since: now };
    this.refused.times++;
    this.pausedUntil = Math.max(this.pausedUntil, now + seconds * 1000);
  }

  /** Notes what Cloudflare says is left. It may count those under way or not, so no more than that may be under way. */
  noteLeft({ policy, requests, seconds, quota = 1_200 }: Left): void {
    // 20 are kept back for others that use the account; fewer of a small limit, or it would never allow a request.
    const left = requests - Math.min(20, quota / 60);
    const until = performance.now() + seconds * 1000;
    const known = this.left.get(policy);
    // Answers overtake each other: of those about the same time the smallest number counts. Seconds come rounded.
    if (known && Math.abs(until - known.until) <= 2_000) known.requests = Math.min(known.requests, left);
    else this.left.set(policy, { requests: left, until });
  }

  /** Shows progress of a wait, unless that of another one has just been shown. */
  announce(text: string): void {
    if (performance.now() < this.announcedUntil) return;
    this.announcedUntil = performance.now() + ANNOUNCE_EVERY_MS;
    showProgress(text);
  }

  /** Whether there is nothing to remember: no request is under way or counts any more, and no pause lasts. */
  isIdle(): boolean {
    const now = performance.now();
    this.forget(now);
    return this.pausedUntil <= now && this.left.size + this.underWay + this.answered.length === 0;
  }

  private forget(now: number): void {
    for (const [policy, { until }] of this.left) if (until <= now) this.left.delete(policy);
    while ((this.answered[0] ?? now) + WINDOW_MS <= now) this.answered.shift();
  }

  private async takeSlot(limit: number): Promise<void> {
    // For a while after a wait, requests do not start all at once.
    if (performance.now() < this.spreadUntil) await sleep(20);
    for (let wait = this.nextWait(limit); wait.ms > 0; wait = this.nextWait(limit)) {
      if (wait.ms >= 1_000)
        this.announce(`Waiting ${Math.ceil(wait.ms / 1000)} s for Cloudflare's rate limit${wait.why}`);
      // The answers to others may change what there is to wait for.
      await sleep(Math.min(wait.ms, 1_000));
      this.spreadUntil = performance.now() + 1_500;
    }
    this.underWay++;
  }

  /** How long to wait, first by what Cloudflare has said, then by what was sent. */
  private nextWait(limit: number): { ms: number; why: string } {
    const now = performance.now();
    this.forget(now);
    const used = [...this.left.values()].filter(({ requests }) => this.underWay >= requests);
    const pause = Math.max(this.pausedUntil, ...used.map(({ until }) => until)) - now;
    if (pause > 0) {
      const seconds = Math.ceil(pause / 1000);
      const { times, since } = this.refused;
      const refusedFor = times > 0 ? now - since : 0;
      if (pause > MAX_PAUSE_MS) throw notSent(`Cloudflare asks for a pause of ${count(seconds, "second")}`, seconds);
      if (refusedFor > MAX_PAUSE_MS) {
        const period = count(Math.round(refusedFor / 1000), "second");
        throw notSent(`Cloudflare has refused ${count(times, "request")} in ${period} and let none pass`, seconds);
      }
      return { ms: pause, why: "" };
    }
    const isFull = this.underWay + this.answered.length >= limit;
    const ms = isFull ? (this.answered[0] ?? now) + WINDOW_MS - now : 0;
    return { ms, why: ` of ${limit} requests in 300 seconds` };
  }
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const notSent = (reason: string, retryAfterSeconds: number) =>
  new NoAnswer("RATE_LIMITED", `No further request is sent: ${reason}`, { hint: RATE_LIMIT_HINT, retryAfterSeconds });
