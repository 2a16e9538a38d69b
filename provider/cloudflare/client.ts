import { createHash } from "node:crypto";
import { isAxiosError } from "axios";
import pLimit, { type Limit } from "p-limit";
import type * as v from "valibot";
import { type Connection, findConnection, type ReadConfig } from "./credentials";
import { type Answer, openEnvelope } from "./envelope";
import { DEFAULTS, type RequestOptions, readLimits } from "./limits";
import { explainNetworkError } from "./network-error";
import { findRoute } from "./proxy";
import { PausedError, RateLimit } from "./rate-limit";
import { createRedactor } from "./redaction";
import { attemptsNote, requestError } from "./request-error";
import { countAttempts, send } from "./transport";

/** One GET request to the API. */
export interface Request<T> {
  /** The path below the base URL, for example `/zones/023e…/settings/auto_origin_tls_kex`. */
  path: string;
  /** The shape that `result` must have. */
  schema: v.GenericSchema<unknown, T>;
  /** How an error begins, for example "Cannot read the Auto-Origin TLS KEX setting of zone 023e…". */
  failure: string;
  /** The zone that it is about, for {@link OriginTlsError.zoneId}. */
  zoneId?: string;
  /** The configuration namespace with the credentials. */
  profile?: string | undefined;
}

/** What lookups read with. */
export interface Client {
  /**
   * Sends one GET request to the API.
   *
   * @throws OriginTlsError when there are no credentials, no answer, or an answer that is an error or not as documented
   */
  get<T>(request: Request<T>): Promise<Answer<T>>;
  /**
   * Checks, without a request, that a profile has credentials to send.
   *
   * @throws OriginTlsError when it has none, or cannot be used
   */
  checkProfile(profile: string | undefined): void;
}

/** Makes the client of Cloudflare's API. Credentials are looked up for each request and forgotten afterwards. */
export function createClient(readConfig: ReadConfig, options: Partial<RequestOptions> = {}): Client {
  return {
    get: (request) => get(request, readConfig, { ...DEFAULTS, ...options }),
    checkProfile: (profile) => void findConnection(readConfig, profile),
  };
}

async function get<T>(request: Request<T>, readConfig: ReadConfig, options: RequestOptions): Promise<Answer<T>> {
  const connection = findConnection(readConfig, request.profile);
  const redactor = createRedactor(connection.secrets);
  const url = connection.baseUrl + request.path;
  const asked = { ...request, url };
  const route = findRoute(new URL(url), options.timeoutMs);
  const { slots, rateLimit } = findBudget(connection, readConfig);
  try {
    const answer = await slots(() => send(url, connection.headers, route, rateLimit, options));
    return openEnvelope(answer, request.schema, asked, redactor);
  } catch (error) {
    if (error instanceof PausedError) {
      const hint = "Wait as long as Cloudflare asks, then try again.";
      const facts = [`Not sent: ${error.message}`];
      throw requestError("RATE_LIMITED", asked, facts, { hint, retryAfterSeconds: error.seconds });
    }
    if (!isAxiosError(error)) throw error;
    // The axios error itself stays here: it carries the request with its headers.
    const { reason, hint } = explainNetworkError(error, options, route.proxy);
    const facts = [`No answer: ${redactor.clean(reason)}${attemptsNote(countAttempts(error))}`];
    throw requestError("NETWORK", asked, facts, { hint });
  }
}

/** The requests that one set of credentials may make in this process: Cloudflare counts each set for itself. */
interface Budget {
  slots: Limit;
  rateLimit: RateLimit;
}

const budgets = new Map<string, Budget>();

/** Finds the budget of these credentials, with the limits that are configured when they are first used. */
function findBudget({ baseUrl, headers }: Connection, readConfig: ReadConfig): Budget {
  const key = createHash("sha256")
    .update(JSON.stringify([baseUrl, headers]))
    .digest("hex");
  let budget = budgets.get(key);
  if (!budget) {
    const { maxConcurrentRequests, requestsPer5Minutes } = readLimits(readConfig);
    budget = { slots: pLimit(maxConcurrentRequests), rateLimit: new RateLimit(requestsPer5Minutes) };
    budgets.set(key, budget);
  }
  return budget;
}
