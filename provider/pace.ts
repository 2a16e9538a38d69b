/**
 * Keeps the requests of a process within Cloudflare's limit: 1,200 in any 300 seconds, or fewer when the API says so
 * in its `Ratelimit` and `Ratelimit-Policy` headers or asks for a pause.
 *
 * @see https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export class Pace {
  /** When the latest requests were started, the oldest first; at most `limit` of them. */
  private readonly starts: number[] = [];
  private limit = 1_200;
  private windowMs = 300_000;
  /** What the API has said is left until a moment, less what has been started since. */
  private quota: { left: number; until: number } | undefined;
  private pausedUntil = 0;
  private inFlight = 0;
  private announcedUntil = 0;

  /** @param onWait is told about each wait: how long, and why */
  constructor(private readonly onWait: (ms: number, reason: string) => void) {}

  /** How long Cloudflare has asked to wait before the next request, in milliseconds from now; 0 when it has not. */
  get pauseMs(): number {
    return Math.max(0, this.pausedUntil - Date.now());
  }

  /** Resolves when one more request may be started, and counts it as started. */
  async start(): Promise<void> {
    let wait = this.nextWait();
    while (wait) {
      const { ms, reason } = wait;
      this.announce(ms, reason);
      await new Promise((resolve) => setTimeout(resolve, ms));
      wait = this.nextWait();
    }
    this.starts.push(Date.now());
    if (this.starts.length > this.limit) this.starts.shift();
    if (this.quota) this.quota.left--;
    this.inFlight++;
  }

  /** Counts a request as ended and learns from the headers of its answer, when there was one. */
  end(headers: Record<string, unknown> = {}): void {
    this.inFlight--;
    const [remaining, seconds] = readNumbers(headers.ratelimit, "r", "t");
    if (remaining !== undefined && seconds !== undefined && seconds <= LONGEST_WINDOW_SECONDS) {
      const until = Date.now() + seconds * 1000;
      // Answers overtake each other: the lowest number within the same window is the latest.
      const sameWindow = this.quota !== undefined && Math.abs(this.quota.until - until) < 2_000;
      const left = remaining - this.inFlight;
      this.quota = { left: sameWindow ? Math.min(left, this.quota?.left ?? left) : left, until };
    }
    const [limit, windowSeconds] = readNumbers(headers["ratelimit-policy"], "q", "w");
    if (limit && windowSeconds && limit / windowSeconds < this.limit / (this.windowMs / 1000)) {
      this.limit = limit;
      this.windowMs = windowSeconds * 1000;
      this.starts.splice(0, this.starts.length - limit);
    }
  }

  /** Starts no request for a while, because Cloudflare has asked for it. */
  pause(seconds: number): void {
    const bounded = Math.min(seconds, LONGEST_PAUSE_SECONDS);
    this.pausedUntil = Math.max(this.pausedUntil, Date.now() + bounded * 1000);
  }

  /** Many wait for the same moment at once, which is told once. */
  private announce(ms: number, reason: string): void {
    const until = Date.now() + ms;
    if (until - this.announcedUntil < 1_000) return;
    this.announcedUntil = until;
    this.onWait(ms, reason);
  }

  private nextWait(): { ms: number; reason: string } | undefined {
    const now = Date.now();
    if (this.pausedUntil > now) return { ms: this.pausedUntil - now, reason: "Cloudflare asks for a pause" };
    if (this.quota && this.quota.until <= now) this.quota = undefined;
    if (this.quota && this.quota.left <= 0) {
      return { ms: this.quota.until - now, reason: "Cloudflare allows no more requests until then" };
    }
    const [oldest] = this.starts;
    if (this.starts.length >= this.limit && oldest !== undefined && oldest + this.windowMs > now) {
      const reason = `${this.limit} requests in ${this.windowMs / 1000} seconds are Cloudflare's limit`;
      return { ms: oldest + this.windowMs - now, reason };
    }
    return undefined;
  }
}

/** A window that is longer than this is not Cloudflare's. */
const LONGEST_WINDOW_SECONDS = 3_600;

/** Longer pauses would overflow timers. */
const LONGEST_PAUSE_SECONDS = 86_400;

/** Reads parameters of a structured header such as `"default";r=50;t=30`. */
function readNumbers(header: unknown, ...names: string[]): (number | undefined)[] {
  const text = typeof header === "string" ? header : "";
  return names.map((name) => {
    const value = new RegExp(`;\\s*${name}=(\\d{1,9})(?=\\D|$)`).exec(text)?.[1];
    return value === undefined ? undefined : Number(value);
  });
}
