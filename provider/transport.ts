import axios, {
  type AxiosError,
  type AxiosInstance,
  type AxiosRequestConfig,
  type AxiosResponse,
  isAxiosError,
} from "axios";
import axiosRetry, { exponentialDelay, type IAxiosRetryConfigExtended, retryAfter } from "axios-retry";
import { isPassingNetworkError } from "./network-error";
import { Pace } from "./pace";
import { showProgress } from "./progress";

/** Limits of a request. */
export interface Limits {
  /**
   * Time for one attempt, from the connection to the last byte, in milliseconds.
   * @default 30_000
   */
  timeoutMs: number;
  /**
   * Longest body that is read, in bytes.
   * @default 4_194_304
   */
  maxBodyBytes: number;
  /**
   * How often a request is repeated that met a passing failure.
   * @default 3
   */
  retries: number;
  /**
   * The wait before the first repetition, in milliseconds; it doubles each time, and up to a fifth is added at random.
   * @default 500
   */
  retryDelayMs: number;
}

/** The limits when none are given. */
export const LIMITS: Limits = { timeoutMs: 30_000, maxBodyBytes: 4 * 1024 * 1024, retries: 3, retryDelayMs: 500 };

/** The longest wait that Cloudflare may ask for; longer ones fail at once. */
const MAX_WAIT_SECONDS = 60;

/** What fails later than this after the first attempt is not repeated: two attempts may run into the time limit. */
const RETRY_BUDGET_MS = 45_000;

/** Cloudflare has asked for a longer pause than is waited for, so nothing was sent. */
export class PausedError extends Error {
  constructor(readonly seconds: number) {
    super(`Cloudflare has asked for a pause of ${seconds} seconds more`);
  }
}

// Through the package's own name the path is the same in the sources and in the build.
const { name, version } = require("pulumi-cloudflare-origin-tls/package.json") as { name: string; version: string };

const pace = new Pace((ms, reason) => {
  if (ms >= 1_000) showProgress(`Cloudflare: waiting ${Math.ceil(ms / 1000)} s: ${reason}`);
});

/**
 * The axios instance for all requests of this process. It follows no redirects, keeps to Cloudflare's rate limit, and
 * repeats what met a passing failure: 408, 429, 5xx, and networks that fail.
 */
export const http: AxiosInstance = axios.create({
  maxRedirects: 0,
  responseType: "text",
  // Bodies are parsed where a failure to parse can be explained.
  transformResponse: (body: unknown) => body,
  validateStatus: (status) => !isPassing(status),
  headers: { Accept: "application/json", "User-Agent": `${name}/${version}` },
});

http.interceptors.request.use(async (config) => {
  if (pace.pauseMs > MAX_WAIT_SECONDS * 1000) throw new PausedError(Math.ceil(pace.pauseMs / 1000));
  await pace.start();
  // Unlike axios' own timeout, the signal also ends an answer that keeps dripping; each attempt has its own.
  config.signal = AbortSignal.timeout(config.timeout ?? LIMITS.timeoutMs);
  return config;
});
http.interceptors.response.use(
  (response) => {
    pace.end(response.headers);
    return response;
  },
  (error: unknown) => {
    if (!isAxiosError(error)) throw error;
    pace.end(error.response?.headers);
    if (error.response?.status === 429) pace.pause(retryAfter(error) / 1000);
    throw error;
  },
);
axiosRetry(http, {
  shouldResetTimeout: true,
  onRetry: (_count, _error, config) => {
    // The signal of the attempt that failed would otherwise cut the wait short.
    delete config.signal;
  },
});

/** The retry settings of one request. */
export function retrySettings({ retries, retryDelayMs }: Limits): IAxiosRetryConfigExtended {
  const started = Date.now();
  return {
    retries,
    retryCondition: (error: AxiosError) =>
      Date.now() - started < RETRY_BUDGET_MS &&
      retryAfter(error) <= MAX_WAIT_SECONDS * 1000 &&
      (answerOf(error) !== undefined || isPassingNetworkError(error)),
    retryDelay: (count: number, error: AxiosError) => exponentialDelay(count - 1, error, retryDelayMs),
  };
}

/** How often a request was sent, told from the answer or the error that it ended with. */
export function countAttempts({ config }: { config?: AxiosRequestConfig | undefined }): number {
  return 1 + (config?.["axios-retry"]?.retryCount ?? 0);
}

/** The answer that made a request fail. An answer that broke off has a status too, but is none. */
export function answerOf<T>({ response }: AxiosError<T>): AxiosResponse<T> | undefined {
  return response && isPassing(response.status) ? response : undefined;
}

const isPassing = (status: number) => status === 408 || status === 429 || status >= 500;
