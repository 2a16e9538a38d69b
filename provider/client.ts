import { isAxiosError } from "axios";
import pLimit, { type Limit } from "p-limit";
import type * as v from "valibot";
import { badInput } from "./cloudflare-error";
import { type Connection, findConnection, isLoopback, type ReadConfig } from "./credentials";
import { type Answer, type Asked, attemptsNote, openEnvelope, type RawAnswer, requestError } from "./envelope";
import { explainNetworkError } from "./network-error";
import { cleaner, excerpt } from "./text";
import { answerOf, countAttempts, http, LIMITS, type Limits, PausedError, retrySettings } from "./transport";

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

/** Questions that are being asked, by URL and credentials: who asks the same meanwhile gets the same answer. */
const pending = new Map<string, Promise<RawAnswer>>();

/**
 * Asks the API one question with a GET request. Credentials are looked up now and forgotten afterwards.
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
  const asked: Asked = { ...question, url };
  const allLimits = { ...LIMITS, ...limits };
  const key = JSON.stringify([url, connection.headers]);
  try {
    let answer = pending.get(key);
    if (!answer) {
      answer = slots(readConfig)(() => get(url, connection, allLimits)).finally(() => pending.delete(key));
      pending.set(key, answer);
    }
    return openEnvelope(await answer, question.schema, asked, clean);
  } catch (error) {
    if (error instanceof PausedError) {
      const hint = "Wait as long as Cloudflare asks, then try again.";
      throw requestError(asked, [`Not sent: ${error.message}`], { hint, retryAfterSeconds: error.seconds });
    }
    if (!isAxiosError(error)) throw error;
    // The axios error itself stays here: it carries the request with its headers.
    const { reason, hint } = explainNetworkError(error, allLimits);
    throw requestError(asked, [`No answer: ${clean(reason)}${attemptsNote(countAttempts(error))}`], { hint });
  }
}

async function get(url: string, { headers }: Connection, limits: Limits): Promise<RawAnswer> {
  const response = await http
    .get<string | undefined>(url, {
      headers,
      timeout: limits.timeoutMs,
      maxContentLength: limits.maxBodyBytes,
      // Through a proxy, a plain request to loopback would leave the machine.
      ...(isLoopback(new URL(url).hostname) && { proxy: false as const }),
      "axios-retry": retrySettings(limits),
    })
    .catch((error: unknown) => {
      // The last answer of a failure that did not pass is an answer too.
      const answer = isAxiosError<string | undefined>(error) ? answerOf(error) : undefined;
      if (answer) return answer;
      throw error;
    });
  const named = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const { status, data: body = "" } = response;
  return { status, headers: Object.fromEntries(named), body, attempts: countAttempts(response) };
}

let limit: Limit | undefined;

/** The slots for concurrent requests of this process, as many as are configured when the first one is made. */
function slots(readConfig: ReadConfig): Limit {
  limit ??= pLimit(readConcurrency(readConfig));
  return limit;
}

function readConcurrency(readConfig: ReadConfig): number {
  const key = "cloudflare-origin-tls:maxConcurrentRequests";
  const variable = "CLOUDFLARE_ORIGIN_TLS_MAX_CONCURRENT_REQUESTS";
  const text = readConfig(key) ?? process.env[variable] ?? "64";
  if (/^[1-9]\d{0,3}$/.test(text.trim())) return Number(text);
  throw badInput(
    `${excerpt(text, 20)} is not a number of concurrent requests`,
    `Set ${key} or ${variable} to a number such as 64, or remove it.`,
  );
}
