import { createHash } from "node:crypto";
import pLimit, { type Limit } from "p-limit";
import type * as v from "valibot";
import { type Credentials, findCredentials, type ReadConfig } from "./credentials";
import { type Answer, openEnvelope } from "./envelope";
import { DEFAULTS, type RequestOptions, readLimits } from "./limits";
import { findRoute } from "./proxy";
import { RateLimit } from "./rate-limit";
import { createRedactor } from "./redaction";
import { NoAnswer, requestError } from "./request-error";
import { send } from "./transport";

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
  /** @throws OriginTlsError without credentials, without an answer, and when it is an error or not as documented */
  get<T>(request: Request<T>): Promise<Answer<T>>;
  /** @throws OriginTlsError when a profile has no credentials to send, or cannot be used; without a request */
  checkCredentials(profile: string | undefined): void;
}

/** Makes the client of Cloudflare's API. Credentials are looked up for each request and forgotten afterwards. */
export function createClient(readConfig: ReadConfig, options: Partial<RequestOptions> = {}): Client {
  const limits = { ...DEFAULTS, ...options };
  return {
    checkCredentials: (profile) => void findCredentials(readConfig, profile),
    async get(request) {
      const credentials = findCredentials(readConfig, request.profile);
      const redactor = createRedactor(credentials.secrets);
      const asked = { ...request, url: credentials.baseUrl + request.path };
      const route = findRoute(new URL(asked.url), limits.timeoutMs);
      const { slots, rateLimit } = findBudget(credentials, readConfig);
      try {
        const answer = await slots(() => send(asked.url, credentials.headers, route, rateLimit, limits));
        return openEnvelope(answer, request.schema, asked, redactor);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        throw requestError(error.code, asked, [redactor.clean(error.message)], error.details);
      }
    },
  };
}

/** The requests that one set of credentials may make in this process: Cloudflare counts each set for itself. */
const budgets = new Map<string, { slots: Limit; rateLimit: RateLimit }>();

/** Finds the budget of these credentials, with the limits that are configured when they are first used. */
function findBudget({ baseUrl, headers }: Credentials, readConfig: ReadConfig) {
  const text = JSON.stringify([baseUrl, headers]);
  const key = createHash("sha256").update(text).digest("hex");
  const known = budgets.get(key);
  if (known) return known;
  const { maxConcurrentRequests, requestsPer5Minutes } = readLimits(readConfig);
  const budget = { slots: pLimit(maxConcurrentRequests), rateLimit: new RateLimit(requestsPer5Minutes) };
  budgets.set(key, budget);
  return budget;
}
