import type { ReadConfig } from "./credentials";
import { badInput } from "./errors";
import { excerpt } from "./redaction";

/** The other limits of a request, which only tests change. */
export const DEFAULTS = {
  /** For one attempt, from the connection to the last byte. */
  timeoutMs: 30_000,
  maxBodyBytes: 4 * 1024 * 1024,
  /** How often a request is repeated after a failure that may pass. */
  retries: 3,
  /** The wait before the first repetition; it doubles each time, and up to a fifth is added at random. */
  retryDelayMs: 500,
};

export type RequestOptions = typeof DEFAULTS & ReturnType<typeof readLimits>;

/** Reads what users can set: how many requests may be under way at once, and how many may be sent in 300 seconds. */
export function readLimits(readConfig: ReadConfig) {
  const read = (name: string, variable: string, fallback: number, digits: number) => {
    const key = `cloudflare-origin-tls:${name}`;
    const text = (readConfig(key) ?? process.env[variable] ?? "").trim();
    if (text === "") return fallback;
    if (/^[1-9]\d*$/.test(text) && text.length <= digits) return Number(text);
    const hint = `Set ${key} or ${variable} to a number such as ${fallback}, or remove it.`;
    throw badInput(`${excerpt(text, 20)} is not a number of requests`, hint);
  };
  return {
    maxConcurrentRequests: read("maxConcurrentRequests", "CLOUDFLARE_ORIGIN_TLS_MAX_CONCURRENT_REQUESTS", 64, 4),
    requestsPer5Minutes: read("requestsPer5Minutes", "CLOUDFLARE_ORIGIN_TLS_REQUESTS_PER_5_MINUTES", 1_200, 6),
  };
}
