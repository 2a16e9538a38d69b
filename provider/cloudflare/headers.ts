import type { AxiosError, AxiosResponse } from "axios";
import { retryAfter } from "axios-retry";
import { parseList } from "structured-headers";

/** Longer waits than a day are nothing that Cloudflare asks for. */
const MAX_RETRY_AFTER_SECONDS = 86_400;

/** The wait that `Retry-After` asks for in seconds or with a date, in seconds; 0 when there is none. */
export function readRetryAfter(response: AxiosResponse | undefined): number {
  if (!response) return 0;
  return Math.min(Math.ceil(retryAfter({ response } as AxiosError) / 1000), MAX_RETRY_AFTER_SECONDS);
}

/** The requests that are left and for how many seconds, from a header such as `Ratelimit: "default";r=50;t=30`. */
export function readRateLimit(response: AxiosResponse | undefined): { requests: number; seconds: number } | undefined {
  try {
    const [[, parameters] = []] = parseList(String(response?.headers.ratelimit ?? ""));
    const [requests, seconds] = [parameters?.get("r"), parameters?.get("t")];
    if (typeof requests !== "number" || typeof seconds !== "number" || requests < 0 || seconds < 0) return undefined;
    return { requests, seconds };
  } catch {
    // What cannot be read says nothing.
    return undefined;
  }
}
