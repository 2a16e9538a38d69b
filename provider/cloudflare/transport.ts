import { Axios, type AxiosError, type AxiosInstance, type AxiosResponse, isAxiosError } from "axios";
import axiosRetry, { exponentialDelay } from "axios-retry";
import { readRateLimit, readRetryAfter } from "./headers";
import type { RequestOptions } from "./limits";
import { isTransientNetworkError } from "./network-error";
import type { Route } from "./proxy";
import { MAX_PAUSE_SECONDS, PausedError, type RateLimit } from "./rate-limit";

/** An answer as it came, before anything in it is trusted. */
export interface RawAnswer {
  status: number;
  /** Response headers by lower-case name. */
  headers: Record<string, string>;
  /** The body as text, decompressed. */
  body: string;
  /** How often the request was sent. */
  attempts: number;
  /** How long Cloudflare asks to wait, in seconds; 0 when it does not. */
  retryAfterSeconds: number;
}

/** What fails later than this after the first attempt is not repeated: two attempts may run into the time limit. */
const RETRY_BUDGET_MS = 45_000;

// Through the package's own name the path is the same in the sources and in the build.
const { name, version } = require("pulumi-cloudflare-origin-tls/package.json") as { name: string; version: string };

/**
 * Sends one GET request within a rate limit. What met a transient failure (408, 429, 5xx, a network that fails) is
 * repeated. No redirect is followed.
 *
 * @throws AxiosError when no answer came; it carries the credentials, so it must not leave this folder
 * @throws PausedError when Cloudflare has asked for a longer pause than is waited for
 */
export async function send(
  url: string,
  headers: Record<string, string>,
  route: Route,
  rateLimit: RateLimit,
  options: RequestOptions,
): Promise<RawAnswer> {
  const response = await createHttp(rateLimit, options)
    .get<string | undefined>(url, { headers, httpAgent: route.agent, httpsAgent: route.agent })
    .catch((error: unknown) => {
      // The last answer of a failure that did not pass is an answer too.
      const answer = isAxiosError<string | undefined>(error) ? answerOf(error) : undefined;
      if (answer) return answer;
      throw error;
    });
  return {
    status: response.status,
    headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    body: response.data ?? "",
    attempts: countAttempts(response),
    retryAfterSeconds: readRetryAfter(response),
  };
}

/** How often a request was sent, told from the answer or the error that it ended with. */
export function countAttempts({ config }: Pick<AxiosError, "config">): number {
  return 1 + (config?.["axios-retry"]?.retryCount ?? 0);
}

/**
 * An axios instance that nothing in the program reaches: one of `axios.create()` would take over whatever the program
 * has set in `axios.defaults`, an agent that verifies no certificates for example.
 */
function createHttp(rateLimit: RateLimit, { timeoutMs, maxBodyBytes, retries, retryDelayMs }: RequestOptions) {
  const axios = new Axios({
    adapter: "http",
    proxy: false,
    maxRedirects: 0,
    maxContentLength: maxBodyBytes,
    responseType: "text",
    // Bodies are parsed where a failure to parse can be explained.
    transformResponse: (body: unknown) => body,
    validateStatus: (status) => !isTransient(status),
    headers: { Accept: "application/json", "User-Agent": `${name}/${version}` } as never,
  });
  let firstAttempt: number | undefined;
  axios.interceptors.request.use(async (config) => {
    await rateLimit.acquire();
    firstAttempt ??= performance.now();
    // Unlike axios' own timeout, the signal also ends an answer that keeps dripping; each attempt has its own.
    config.signal = AbortSignal.timeout(timeoutMs);
    return config;
  });
  axios.interceptors.response.use(
    (response) => {
      learn(rateLimit, response);
      return response;
    },
    (error: unknown) => {
      // Of one that was not sent there is nothing to learn.
      if (!(error instanceof PausedError)) learn(rateLimit, isAxiosError(error) ? error.response : undefined);
      throw error;
    },
  );
  // What axios-retry asks for is what axios.create() makes: a function with interceptors and defaults.
  const callable = Object.assign(axios.request.bind(axios), axios) as unknown as AxiosInstance;
  axiosRetry(callable, {
    retries,
    retryCondition: (error) =>
      performance.now() - (firstAttempt ?? 0) < RETRY_BUDGET_MS &&
      readRetryAfter(error.response) <= MAX_PAUSE_SECONDS &&
      (answerOf(error) !== undefined || isTransientNetworkError(error)),
    retryDelay: (count, error) => exponentialDelay(count - 1, error, retryDelayMs),
    onRetry: (_count, _error, config) => {
      // The signal of the attempt that failed would otherwise cut the wait short.
      delete config.signal;
    },
  });
  return axios;
}

/** Gives the slot of an attempt back, and learns from its answer, if there was one, when the next may start. */
function learn(rateLimit: RateLimit, response: AxiosResponse | undefined): void {
  rateLimit.release();
  if (response?.status === 429) rateLimit.pause(readRetryAfter(response));
  const left = readRateLimit(response);
  if (left) rateLimit.noteLeft(left.requests, left.seconds);
}

/** The answer that made a request fail. An answer that broke off has a status too, but is none. */
function answerOf<T>({ response }: AxiosError<T>): AxiosResponse<T> | undefined {
  return response && isTransient(response.status) ? response : undefined;
}

const isTransient = (status: number) => status === 408 || status === 429 || status >= 500;
