import * as v from "valibot";
import type { Client } from "./client";
import { badInput, OriginTlsError } from "./errors";
import { count, excerpt } from "./redaction";
import { checkId, domainName, isDomainName } from "./zone-id";

export type ZoneNameQuery = { name: string; accountId?: string | undefined; profile?: string | undefined };

/** The most that the API allows. */
const PER_PAGE = 50;
/** As many as can be listed with the requests of five minutes. */
const MAX_ZONES = 50_000;
const PageInfo = v.object({ total_count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_ZONES)) });

/** Finds the id of the zone with a name. It throws an OriginTlsError unless the credentials can see exactly one. */
export async function findZoneId({ name, accountId, profile }: ZoneNameQuery, client: Client): Promise<string> {
  if (typeof name !== "string" || !isDomainName(name)) {
    const hint = "Check the name, or give the id of the zone.";
    throw badInput("The name of a zone must be a domain name such as example.com", hint);
  }
  // In the form in which Cloudflare lists names: people have found no zone by punycode.
  const wanted = domainName(name);
  const listed = await listZones({ name: wanted, accountId, profile }, client);
  const zones = listed.filter((zone) => domainName(zone.name) === wanted);
  const [zone] = zones;
  if (!zone) {
    const hint =
      "Check the name: use the zone's domain (example.com), not a host name below it. A token needs the permission Zone: Read.";
    throw badInput(`No zone ${excerpt(name, 80)} is visible to these credentials`, hint, "zone");
  }
  if (zones.length > 1) {
    // Also of an active one beside others: the setting of the wrong zone would be worse than an error.
    const list = zones.map(({ id, status = "?", account = "?" }) => `\n    ${id} (${status}, account ${account})`);
    const isOneAccount = zones.every(({ account }) => account === zone.account);
    const hint = `Give the id of the right one${isOneAccount ? "" : ", or its account: getZoneId takes an accountId"}.`;
    throw badInput(`${zones.length} zones are named ${excerpt(name, 80)}:${list.join("")}`, hint);
  }
  return zone.id;
}

/** Lists zones, page by page. Throws an OriginTlsError unless they are those that were asked for and announced. */
export async function listZones(filter: Partial<ZoneNameQuery> & { status?: string }, client: Client) {
  const { name, status, profile } = filter;
  const accountId = filter.accountId === undefined ? undefined : checkId(filter.accountId, "accountId");
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries({ "account.id": accountId, name, status, per_page: `${PER_PAGE}` }))
    if (value !== undefined) parameters.set(key, value);
  const failure = `Cannot list the ${accountId ? `zones of account ${accountId}` : `zones named "${name}"`}`;
  const schema = pageSchema(accountId, status);
  const page = (number: number) =>
    client.get({ path: `/zones?${parameters}&page=${number}`, schema, failure, profile });
  const fail = (problem: string, hint: string) =>
    new OriginTlsError("BAD_ANSWER", `${failure}: ${problem}.\n  What to do: ${hint}`, { reason: problem, hint });

  const first = await page(1);
  const info = v.safeParse(PageInfo, first.resultInfo);
  if (!info.success) {
    const hint = "Check that the base URL is Cloudflare's API, or give the ids of the zones.";
    throw fail(`the answer does not say how many there are, or more than ${MAX_ZONES}`, hint);
  }
  const total = info.output.total_count;
  const check = (came: number, expected: number) => {
    const hint = "Zones may have been added or removed meanwhile. Try again.";
    if (came !== expected) throw fail(`of ${count(total, "zone")} that were announced ${came} came`, hint);
  };
  // Before more pages are asked for, the first one must be as full as it was announced.
  check(first.result.length, Math.min(total, PER_PAGE));
  const rest = Array.from({ length: Math.max(0, Math.ceil(total / PER_PAGE) - 1) }, (_, index) => page(index + 2));
  const zones = [first, ...(await Promise.all(rest))].flatMap(({ result }) => result);
  const byId = new Map(zones.map((zone) => [zone.id, zone]));
  check(byId.size, total);
  return [...byId.values()];
}

/** A short word or id of a list; anything else that stands there is not shown. */
const Term = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z\d_ -]{1,32}$/))), undefined);

/** The shape of a page, on which each zone must be one that was asked for. Whatever else it says of one is dropped. */
function pageSchema(accountId?: string, status?: string) {
  const Zone = v.object({
    id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,32}$/)),
    // Names go into outputs and messages as they are.
    name: v.pipe(v.string(), v.regex(/^[^\s\p{C}]{1,253}$/u)),
    account: accountId ? v.object({ id: v.literal(accountId) }) : v.fallback(v.object({ id: Term }), { id: undefined }),
    status: status === undefined ? Term : v.literal(status),
  });
  type Listed = v.InferOutput<typeof Zone>;
  const flatten = v.transform(({ account, ...zone }: Listed) => ({ ...zone, account: account.id }));
  return v.array(v.pipe(Zone, flatten));
}
