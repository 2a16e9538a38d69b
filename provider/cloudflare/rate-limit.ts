import { setTimeout as sleep } from "node:timers/promises";
import { showProgress } from "./progress";

/** The time in which Cloudflare counts requests, and a second for clocks that differ. */
const WINDOW_MS = 301_000;

/** The longest pause after a 429 that is waited for; a longer one fails at once. */
export const MAX_PAUSE_SECONDS = 60;

/** The longest wait for the next window, which is the length of a window. */
const MAX_WINDOW_SECONDS = 300;

/** Who waits looks again this often, because the answers to others may have changed what there is to wait for. */
const LOOK_AGAIN_MS = 1_000;

/** Those that have waited start this far apart. */
const SPREAD_MS = 20;

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
  private notBefore = { time: 0, maxSeconds: 0 };
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  /** How many of those that have waited are yet to start. */
  private toSpread = 0;
  private announceAfter = 0;

  /** @param limit the most requests in 300 seconds */
  constructor(private readonly limit: number) {}

  /**
   * Resolves when one more request may be started, first come, first served.
   *
   * @throws PausedError when Cloudflare has asked for a longer pause than is waited for, also while it waits
   */
  acquire(): Promise<void> {
    this.waiting++;
    const turn = this.queue.then(() => this.takeSlot()).finally(() => this.waiting--);
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
    this.waitFor(seconds, MAX_PAUSE_SECONDS);
  }

  /** Notes how many requests Cloudflare says are left, and for how many seconds; those under way may count or not. */
  noteLeft(requests: number, seconds: number): void {
    if (requests <= this.underWay) this.waitFor(seconds, MAX_WINDOW_SECONDS);
  }

  private waitFor(seconds: number, maxSeconds: number): void {
    const now = performance.now();
    const { time, maxSeconds: before } = this.notBefore;
    if (now + seconds * 1000 <= time) return;
    this.notBefore = { time: now + seconds * 1000, maxSeconds: time > now ? Math.min(before, maxSeconds) : maxSeconds };
  }

  private async takeSlot(): Promise<void> {
    if (this.toSpread > 0) {
      this.toSpread--;
      await sleep(SPREAD_MS);
    }
    for (let wait = this.nextWait(); wait; wait = this.nextWait()) {
      this.announce(wait);
      await sleep(Math.min(wait.ms, LOOK_AGAIN_MS));
      this.toSpread = this.waiting - 1;
    }
    this.underWay++;
  }

  private announce({ ms, reason }: Wait): void {
    const now = performance.now();
    if (ms < 1_000 || now < this.announceAfter) return;
    this.announceAfter = now + ANNOUNCE_EVERY_MS;
    showProgress(`Cloudflare: waiting ${Math.ceil(ms / 1000)} s: ${reason}`);
  }

  private nextWait(): Wait | undefined {
    const now = performance.now();
    const pause = this.notBefore.time - now;
    if (pause > this.notBefore.maxSeconds * 1000) throw new PausedError(Math.ceil(pause / 1000));
    if (pause > 0) return { ms: pause, reason: "Cloudflare asks for a pause" };

    while (this.answered[0] !== undefined && this.answered[0] + WINDOW_MS <= now) this.answered.shift();
    if (this.underWay + this.answered.length < this.limit) return undefined;
    const [oldest = now] = this.answered;
    return { ms: oldest + WINDOW_MS - now, reason: `${this.limit} requests in 300 seconds are the limit` };
  }
}

interface Wait {
  ms: number;
  reason: string;
}
