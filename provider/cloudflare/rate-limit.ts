import type { Left } from "./headers";
import { RATE_LIMIT_HINT } from "./hints";
import { createAnnouncer } from "./progress";
import { count } from "./redaction";
import { NoAnswer } from "./request-error";

/** The time in which Cloudflare counts requests, and a second for clocks that differ. */
const WINDOW_MS = 301_000;

/** The longest pause that is waited for, and how long one may follow the other while no request succeeds. */
export const MAX_PAUSE_SECONDS = 300;
const MAX_PAUSE_MS = MAX_PAUSE_SECONDS * 1000;

/** So many of the requests that Cloudflare says are left are left to others that use the account at the same time. */
const RESERVED = 20;

/** Who waits looks again this often, because the answers to others change what there is to wait for. */
const LOOK_AGAIN_MS = 1_000;

/** For a while after a wait, requests start this far apart and not all at once. */
const SPREAD_MS = 20;
const SPREAD_FOR_MS = 1_500;

/**
 * Keeps the requests of one set of credentials within Cloudflare's limit: at most so many in any 300 seconds, and none
 * while Cloudflare has asked for a pause. Cloudflare counts a request when it arrives, some time between its start and
 * its answer. So a slot is taken from the start of a request until 300 seconds after its answer.
 *
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
  /** Who waits, by the limit: stacks of one process may have different ones. */
  private readonly queues = new Map<number, Promise<void>>();
  /** Shows progress that all who wait have in common. */
  readonly announce = createAnnouncer();

  /**
   * Resolves when one more of at most `limit` requests in 300 seconds may be started, first come, first served.
   *
   * @throws NoAnswer when Cloudflare asks for a longer pause than is waited for, also while it waits
   */
  acquire(limit: number): Promise<void> {
    const takeSlot = () => this.takeSlot(limit);
    // Whether the one before has got a slot or failed, it is the turn of the next.
    const turn = (this.queues.get(limit) ?? Promise.resolve()).then(takeSlot, takeSlot);
    this.queues.set(limit, turn);
    return turn;
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
    const isFirst = this.refused.times === 0 || now > this.pausedUntil + MAX_PAUSE_MS;
    this.refused = isFirst ? { times: 1, since: now } : { ...this.refused, times: this.refused.times + 1 };
    this.pausedUntil = Math.max(this.pausedUntil, now + seconds * 1000);
  }

  /** Notes what Cloudflare says is left. It may count those under way or not, so no more than that may be under way. */
  noteLeft({ policy, requests, seconds, quota = 1_200 }: Left): void {
    // Of a small limit nothing is kept back, or it would never allow a request.
    const left = requests - Math.min(RESERVED, quota / 60);
    const until = performance.now() + seconds * 1000;
    const known = this.left.get(policy);
    // Answers overtake each other: of those about the same time the smallest number counts. Seconds come rounded.
    if (known && Math.abs(until - known.until) <= 2_000) known.requests = Math.min(known.requests, left);
    else this.left.set(policy, { requests: left, until });
  }

  private async takeSlot(limit: number): Promise<void> {
    if (performance.now() < this.spreadUntil) await sleep(SPREAD_MS);
    for (let wait = this.nextWait(limit); wait.ms > 0; wait = this.nextWait(limit)) {
      if (wait.ms >= 1_000)
        this.announce(`Waiting ${Math.ceil(wait.ms / 1000)} s for Cloudflare's rate limit${wait.why}`);
      await sleep(Math.min(wait.ms, LOOK_AGAIN_MS));
      this.spreadUntil = performance.now() + SPREAD_FOR_MS;
    }
    this.underWay++;
  }

  private forget(now: number): void {
    for (const [policy, { until }] of this.left) if (until <= now) this.left.delete(policy);
    while ((this.answered[0] ?? now) + WINDOW_MS <= now) this.answered.shift();
  }

  /** Whether there is nothing to remember: no request is under way or counts any more, and no pause lasts. */
  isIdle(): boolean {
    const now = performance.now();
    this.forget(now);
    return this.pausedUntil <= now && this.left.size + this.underWay + this.answered.length === 0;
  }

  /** How long to wait, first by what Cloudflare has said so far, then by what was sent. */
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
        const period = `${Math.round(refusedFor / 1000)} seconds`;
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
