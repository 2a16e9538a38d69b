import { showProgress } from "./progress";

/** The time in which Cloudflare counts requests, and a second for clocks that differ. */
const WINDOW_MS = 301_000;

/** The longest pause after a 429 that is waited for; a longer one fails at once. */
export const MAX_PAUSE_SECONDS = 60;

/** The longest wait until Cloudflare counts anew, which is the length of its window. */
const MAX_RESET_SECONDS = 300;

/** So many of the requests that Cloudflare says are left are left to others that use the account at the same time. */
const RESERVED = 20;

/** A header may name any number; nothing that Cloudflare counts lasts longer than a day. */
const MAX_SECONDS = 86_400;

/** Who waits looks again this often, because the answers to others change what there is to wait for. */
const LOOK_AGAIN_MS = 1_000;

/** For a while after a wait, requests start this far apart and not all at once. */
const SPREAD_MS = 20;
const SPREAD_FOR_MS = 1_500;

const ANNOUNCE_EVERY_MS = 10_000;

/** Cloudflare has asked for a longer pause than is waited for, so nothing was sent. */
export class PausedError extends Error {
  constructor(readonly seconds: number) {
    super(`Cloudflare has asked for a pause of ${seconds} seconds more`);
  }
}

/**
 * Keeps the requests of one set of credentials within Cloudflare's limit: at most so many in any 300 seconds, and none
 * while Cloudflare has asked for a pause. Time is measured with a clock that nobody can set.
 *
 * Cloudflare counts a request when it arrives, which is some time between its start and its answer. So a slot is taken
 * from the start of a request until 300 seconds after its answer.
 *
 * @see https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export class RateLimit {
  private underWay = 0;
  /** When the requests of the last 300 seconds were answered, the oldest first. */
  private readonly answered: number[] = [];
  private pausedUntil = 0;
  /** What Cloudflare said is left until it counts anew. */
  private left = { requests: Number.POSITIVE_INFINITY, until: 0 };
  private spreadUntil = 0;
  private announceAfter = 0;
  private queue: Promise<unknown> = Promise.resolve();

  /** @param limit the most requests in 300 seconds */
  constructor(private readonly limit: number) {}

  /**
   * Resolves when one more request may be started, first come, first served.
   *
   * @throws PausedError when Cloudflare has asked for a longer pause than is waited for, also while it waits
   */
  acquire(): Promise<void> {
    const turn = this.queue.then(() => this.takeSlot());
    this.queue = turn.catch(() => {});
    return turn;
  }

  /** Gives the slot of a request back when it was answered or has failed; it stays taken for 300 seconds. */
  release(): void {
    this.underWay--;
    this.answered.push(performance.now());
  }

  /** Starts no request for so many seconds, because Cloudflare has asked for it; more than 60 fail all who wait. */
  pause(seconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, inSeconds(seconds));
  }

  /**
   * Notes how many requests Cloudflare says are left, and for how many seconds. Those under way may be counted already
   * or not, so no more than are left may be under way.
   */
  noteLeft(requests: number, seconds: number): void {
    const until = inSeconds(seconds);
    // Answers overtake each other: of those about the same time the smallest number counts. Seconds come rounded.
    if (Math.abs(until - this.left.until) > 2_000) this.left = { requests, until };
    else this.left.requests = Math.min(this.left.requests, requests);
  }

  private async takeSlot(): Promise<void> {
    if (performance.now() < this.spreadUntil) await sleep(SPREAD_MS);
    for (let wait = this.nextWait(); wait.ms > 0; wait = this.nextWait()) {
      this.announce(wait);
      await sleep(Math.min(wait.ms, LOOK_AGAIN_MS));
      this.spreadUntil = performance.now() + SPREAD_FOR_MS;
    }
    this.underWay++;
  }

  private nextWait(): { ms: number; reason: string } {
    const now = performance.now();
    const pause = this.pausedUntil - now;
    const reset = this.underWay < this.left.requests - RESERVED ? 0 : this.left.until - now;
    const asked = Math.max(pause, reset);
    if (pause > MAX_PAUSE_SECONDS * 1000 || reset > MAX_RESET_SECONDS * 1000) {
      throw new PausedError(Math.ceil(asked / 1000));
    }
    if (asked > 0) return { ms: asked, reason: "Cloudflare asks for a pause" };

    while ((this.answered[0] ?? now) + WINDOW_MS <= now) this.answered.shift();
    const isFull = this.underWay + this.answered.length >= this.limit;
    const ms = isFull ? (this.answered[0] ?? now) + WINDOW_MS - now : 0;
    return { ms, reason: `${this.limit} requests in 300 seconds are the limit` };
  }

  private announce({ ms, reason }: { ms: number; reason: string }): void {
    const now = performance.now();
    if (ms < 1_000 || now < this.announceAfter) return;
    this.announceAfter = now + ANNOUNCE_EVERY_MS;
    showProgress(`Cloudflare: waiting ${Math.ceil(ms / 1000)} s: ${reason}`);
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function inSeconds(seconds: number): number {
  return performance.now() + Math.min(seconds, MAX_SECONDS) * 1000;
}
