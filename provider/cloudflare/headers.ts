import type { AxiosResponse } from "axios";
import { type List, parseList } from "structured-headers";

/** A header may name any number; nothing that Cloudflare counts lasts longer than a day. */
const MAX_SECONDS = 86_400;

/** The wait that `Retry-After` asks for in seconds or with a date, in seconds; 0 when there is none. */
export function readRetryAfter({ headers }: Pick<AxiosResponse, "headers">): number {
  const text = String(headers["retry-after"] ?? "");
  const seconds = Number(text) || (Date.parse(text) - Date.now()) / 1000 || 0;
  return Math.min(Math.max(Math.ceil(seconds), 0), MAX_SECONDS);
}

/** How many requests are left of a limit of Cloudflare's, for how many seconds, and how many it allows in all. */
export type Left = { policy: string; requests: number; seconds: number; quota?: number };

/** What is left of each limit, from `Ratelimit: "default";r=50;t=30` and `Ratelimit-Policy: "default";q=1200;w=300`. */
export function readRateLimit({ headers }: Pick<AxiosResponse, "headers">): Left[] {
  const policies = readList(headers["ratelimit-policy"]);
  return readList(headers.ratelimit).flatMap(([policy, parameters]) => {
    const [requests, seconds] = [parameters.get("r"), parameters.get("t")];
    if (!isCount(requests) || !isCount(seconds)) return [];
    const quota = policies.find(([name]) => name === policy)?.[1].get("q");
    const left = { policy: String(policy), requests, seconds: Math.min(seconds, MAX_SECONDS) };
    return [isCount(quota) ? { ...left, quota } : left];
  });
}

const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0;

function readList(header: unknown): List {
  try {
    return parseList(String(header ?? ""));
  } catch {
    // What cannot be read says nothing.
    return [];
  }
}
