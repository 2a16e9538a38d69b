import axios, { isAxiosError } from "axios";
import type * as v from "valibot";
import { type Connection, findConnection, isLoopback, type ReadConfig } from "./credentials";
import { type Answer, openEnvelope, type RawAnswer, requestError } from "./envelope";
import { explainNetworkError } from "./network-error";
import { cleaner } from "./text";

/** One question to the API. */
export interface Question<T> {
  /** The path below the base URL, for example `/zones/023e…/settings/auto_origin_tls_kex`. */
  path: string;
  /** The shape that `result` must have. */
  schema: v.GenericSchema<unknown, T>;
  /** How an error begins, for example "Cannot read the Auto-Origin TLS KEX setting of zone 023e…". */
  failure: string;
  /** The zone that it is about, for {@link CloudflareError.zoneId}. */
  zoneId?: string;
  /** The configuration namespace with the credentials. */
  profile?: string | undefined;
}

/** Limits of one attempt. */
export interface Limits {
  /**
   * Time from the connection to the last byte, in milliseconds.
   * @default 30_000
   */
  timeoutMs: number;
  /**
   * Longest body that is read, in bytes.
   * @default 4_194_304
   */
  maxBodyBytes: number;
}

const LIMITS: Limits = { timeoutMs: 30_000, maxBodyBytes: 4 * 1024 * 1024 };

// Through the package's own name the path is the same in the sources and in the build.
const { name, version } = require("pulumi-cloudflare-origin-tls/package.json") as { name: string; version: string };

const http = axios.create({
  maxRedirects: 0,
  responseType: "text",
  // Bodies are parsed where a failure to parse can be explained.
  transformResponse: (body: unknown) => body,
  validateStatus: () => true,
  headers: { Accept: "application/json", "User-Agent": `${name}/${version}` },
});

/**
 * Asks the API one question with one GET request. Credentials are looked up now and forgotten afterwards.
 *
 * @throws CloudflareError when there are no credentials, no answer, or an answer that is an error or not as documented
 */
export async function ask<T>(
  question: Question<T>,
  readConfig: ReadConfig,
  limits: Partial<Limits> = {},
): Promise<Answer<T>> {
  const connection = findConnection(readConfig, question.profile);
  const clean = cleaner(connection.secrets);
  const url = connection.baseUrl + question.path;
  const asked = { ...question, url };
  let answer: RawAnswer;
  try {
    answer = await get(url, connection, { ...LIMITS, ...limits });
  } catch (error) {
    if (!isAxiosError(error)) throw error;
    // The axios error itself stays here: it carries the request with its headers.
    const { reason, hint } = explainNetworkError(error, { ...LIMITS, ...limits });
    throw requestError(asked, [`No answer: ${clean(reason)}`], { hint });
  }
  return openEnvelope(answer, question.schema, asked, clean);
}

async function get(url: string, connection: Connection, limits: Limits): Promise<RawAnswer> {
  const response = await http.get<string | undefined>(url, {
    headers: connection.headers,
    // Unlike axios' own timeout, the signal also ends an answer that keeps dripping.
    signal: AbortSignal.timeout(limits.timeoutMs),
    maxContentLength: limits.maxBodyBytes,
    // Through a proxy, a plain request to loopback would leave the machine.
    ...(isLoopback(new URL(url).hostname) && { proxy: false as const }),
  });
  const headers = Object.entries(response.headers).map(([key, value]) => [key.toLowerCase(), String(value)]);
  return { status: response.status, headers: Object.fromEntries(headers), body: response.data ?? "" };
}
