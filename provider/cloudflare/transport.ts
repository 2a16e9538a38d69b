import { Axios, type AxiosResponse, isAxiosError } from "axios";
import { attemptsNote, NoAnswer } from "./errors";
import { readRateLimit, readRetryAfter } from "./headers";
import type { RequestOptions } from "./limits";
import { explainNetworkError, isTransientNetworkError } from "./network-error";
import { ANNOUNCE_EVERY_MS } from "./progress";
import type { Route } from "./proxy";
import { MAX_PAUSE_MS, type RateLimit, sleep } from "./rate-limit";

/** An answer as it came, after so many attempts and before anything in it is trusted. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  attempts: number;
  retryAfterSeconds: number;
  /** Why the request was not repeated, although it might pass. */
  notRepeated?: string;
}

/** After so long a request is not repeated, so that at most two of its attempts run into the time limit. */
const RETRY_BUDGET_MS = 45_000;

// Through the package's own name the path is the same in the sources and in the build.
const { name, version } = require("pulumi-cloudflare-origin-tls/package.json") as { name: string; version: string };

// An axios instance that nothing in the program reaches: one of axios.create() would take over whatever the program has
// set in axios.defaults, an agent that verifies no certificates for example.
const http = new Axios({
  adapter: "http",
  proxy: false,
  maxRedirects: 0,
  responseType: "text",
  // Bodies are parsed where a failure to parse can be explained.
  transformResponse: (body: unknown) => body,
  // Every answer is one, whatever its status.
  validateStatus: null,
  headers: { Accept: "application/json", "User-Agent": `${name}/${version}` } as never,
});

/** Sends a GET request within a rate limit, and again after a failure that may pass. Throws NoAnswer if none came. */
export async function send(
  url: string,
  headers: Record<string, string>,
  { agent, proxy }: Route,
  rateLimit: RateLimit,
  options: RequestOptions,
): Promise<RawAnswer> {
  const { timeoutMs, retries, retryDelayMs, maxBodyBytes, requestsPer5Minutes } = options;
  const get = (signal: AbortSignal) =>
    http.get(url, { headers, httpAgent: agent, httpsAgent: agent, maxContentLength: maxBodyBytes, signal });
  let last: RawAnswer | undefined;
  for (let attempts = 1, spentMs = 0; ; attempts++) {
    try {
      await rateLimit.acquire(requestsPer5Minutes);
    } catch (error) {
      if (last && error instanceof NoAnswer) return { ...last, notRepeated: error.message };
      throw error;
    }
    const started = performance.now();
    // How long all attempts take together if no answer comes.
    let mostMs = spentMs + timeoutMs;
    for (let left = retries + 1 - attempts; left > 0 && mostMs < RETRY_BUDGET_MS; left--) mostMs += timeoutMs;
    const announce = () => {
      const [taken, most] = [spentMs + performance.now() - started, mostMs].map((ms) => Math.round(ms / 1000));
      rateLimit.announce(`Cloudflare has sent no answer in ${taken} s; without one, this ends after ${most} s`);
    };
    const outcome = await sendOnce(get, rateLimit, timeoutMs, announce);
    spentMs += performance.now() - started;
    const mayRepeat = attempts <= retries && spentMs < RETRY_BUDGET_MS;
    if (!isAxiosError(outcome)) {
      last = { ...outcome, attempts };
      if (!mayRepeat || !isTransient(last.status) || last.retryAfterSeconds * 1000 > MAX_PAUSE_MS) return last;
    } else if (!mayRepeat || !isTransientNetworkError(outcome)) {
      // The axios error itself stays here: it carries the request with its headers.
      const { reason, hint } = explainNetworkError(outcome, options, proxy);
      throw new NoAnswer("NETWORK", `No answer: ${reason}${attemptsNote(attempts)}`, { hint });
    }
    // What Cloudflare asks for is waited for by the rate limit.
    await sleep(retryDelayMs * 2 ** (attempts - 1) * (1 + Math.random() / 5));
  }
}

type Get = (signal: AbortSignal) => Promise<AxiosResponse<string | undefined>>;

/** Sends a request once, and learns from the answer when the next may start. */
async function sendOnce(get: Get, rateLimit: RateLimit, timeoutMs: number, announce: () => void) {
  const limit = new AbortController();
  // Unlike axios' own time limit this one also ends an answer that keeps dripping. Unlike AbortSignal.timeout it keeps the
  // process alive until then: an upgrade, for example, ends a request without any event.
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  const progress = setInterval(announce, ANNOUNCE_EVERY_MS);
  let hasSucceeded = false;
  try {
    const { status, headers, data: body = "" } = await get(limit.signal);
    const retryAfterSeconds = readRetryAfter({ headers });
    hasSucceeded = !isTransient(status);
    // A long wait for one address of a server that is down should not hold up other requests.
    const isForAll = status === 429 || (!hasSucceeded && retryAfterSeconds * 1000 <= MAX_PAUSE_MS);
    if (isForAll) rateLimit.pause(retryAfterSeconds);
    for (const left of readRateLimit({ headers })) rateLimit.noteLeft(left);
    return { status, headers: headers as Record<string, string>, body, retryAfterSeconds };
  } catch (error) {
    if (!isAxiosError(error)) throw error;
    return error;
  } finally {
    clearTimeout(timer);
    clearInterval(progress);
    rateLimit.release(hasSucceeded);
  }
}

const isTransient = (status: number) => status === 408 || status === 429 || status >= 500;
