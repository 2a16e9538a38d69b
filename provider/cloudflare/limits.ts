import type { ReadConfig } from "./credentials";
import { badInput } from "./errors";
import { excerpt } from "./redaction";

/** The limits of one request. */
export interface RequestOptions {
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
   * How often a request is repeated that met a transient failure.
   * @default 3
   */
  retries: number;
  /**
   * The wait before the first repetition, in milliseconds; it doubles each time, and up to a fifth is added at random.
   * @default 500
   */
  retryDelayMs: number;
}

/** The options when none are given. */
export const DEFAULTS: RequestOptions = {
  timeoutMs: 30_000,
  maxBodyBytes: 4 * 1024 * 1024,
  retries: 3,
  retryDelayMs: 500,
};

/** What a user can set about the requests of a process. */
export interface Limits {
  /**
   * The most requests under way at once: `cloudflare-origin-tls:maxConcurrentRequests` or
   * `CLOUDFLARE_ORIGIN_TLS_MAX_CONCURRENT_REQUESTS`, 1 to 9,999.
   * @default 64
   */
  maxConcurrentRequests: number;
  /**
   * The most requests in any 300 seconds: `cloudflare-origin-tls:requestsPer5Minutes` or
   * `CLOUDFLARE_ORIGIN_TLS_REQUESTS_PER_5_MINUTES`, 1 to 999,999.
   * @default 1200
   */
  requestsPer5Minutes: number;
}

/**
 * Reads the limits from the stack's configuration, else from the environment.
 *
 * @throws OriginTlsError (`INPUT`) when one of them is not such a number
 */
export function readLimits(readConfig: ReadConfig): Limits {
  const read = (name: string, variable: string, fallback: number, digits: number) => {
    const key = `cloudflare-origin-tls:${name}`;
    const text = (readConfig(key) ?? process.env[variable] ?? "").trim();
    if (text === "") return fallback;
    if (/^[1-9]\d*$/.test(text) && text.length <= digits) return Number(text);
    throw badInput(
      `${excerpt(text, 20)} is not a number of requests`,
      `Set ${key} or ${variable} to a number such as ${fallback}, or remove it.`,
    );
  };
  return {
    maxConcurrentRequests: read("maxConcurrentRequests", "CLOUDFLARE_ORIGIN_TLS_MAX_CONCURRENT_REQUESTS", 64, 4),
    requestsPer5Minutes: read("requestsPer5Minutes", "CLOUDFLARE_ORIGIN_TLS_REQUESTS_PER_5_MINUTES", 1_200, 6),
  };
}
