import { createHash } from "node:crypto";
import pLimit, { type Limit } from "p-limit";
import { type Credentials, findCredentials, type ReadConfig } from "./credentials";
import { type Answer, openEnvelope, type Schema } from "./envelope";
import { type Asked, NoAnswer, requestError } from "./errors";
import { DEFAULTS, type RequestOptions, readLimits } from "./limits";
import { findRoute } from "./proxy";
import { RateLimit } from "./rate-limit";
import { createRedactor } from "./redaction";
import { send } from "./transport";

type Request<T> = Omit<Asked, "url"> & { path: string; schema: Schema<T>; profile?: string | undefined };

/** What lookups read with. Both throw an OriginTlsError without usable credentials, `get` without a good answer too. */
export interface Client {
  get<T>(request: Request<T>): Promise<Answer<T>>;
  checkCredentials(profile: string | undefined): void;
}

/** Makes the client of Cloudflare's API. Credentials are looked up for each request and forgotten afterwards. */
export function createClient(readConfig: ReadConfig, options: Partial<RequestOptions> = {}): Client {
  return {
    checkCredentials: (profile) => void findCredentials(readConfig, profile),
    async get(request) {
      const credentials = findCredentials(readConfig, request.profile);
      const redactor = createRedactor(credentials.secrets);
      const asked = { ...request, url: credentials.baseUrl + request.path };
      const limits = { ...DEFAULTS, ...readLimits(readConfig), ...options };
      const route = findRoute(new URL(asked.url), limits.timeoutMs);
      const { rateLimit, slots } = findBudget(credentials);
      const slot = slots.get(limits.maxConcurrentRequests) ?? pLimit(limits.maxConcurrentRequests);
      slots.set(limits.maxConcurrentRequests, slot);
      try {
        const answer = await slot(() => send(asked.url, credentials.headers, route, rateLimit, limits));
        return openEnvelope(answer, request.schema, asked, redactor);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        const { code, message, hint, retryAfterSeconds } = error;
        throw requestError(code, asked, [redactor.clean(message)], { hint, retryAfterSeconds });
      }
    },
  };
}

// What the requests with the same credentials have in common; the slots by how many there are, in which stacks may differ.
type Budget = { rateLimit: RateLimit; slots: Map<number, Limit> };
const budgets = new Map<string, Budget>();

function findBudget({ baseUrl, headers }: Credentials): Budget {
  const text = JSON.stringify([baseUrl, headers]);
  const key = createHash("sha256").update(text).digest("hex");
  const known = budgets.get(key);
  if (known) return known;
  // Who comes anew clears away what has nothing to remember.
  for (const [key, budget] of budgets) if (isIdle(budget)) budgets.delete(key);
  const budget = { rateLimit: new RateLimit(), slots: new Map() };
  budgets.set(key, budget);
  return budget;
}

const isIdle = ({ rateLimit, slots }: Budget) =>
  rateLimit.isIdle() && [...slots.values()].every(({ activeCount, pendingCount }) => activeCount + pendingCount === 0);
