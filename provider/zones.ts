import * as v from "valibot";
import { ask } from "./client";
import { badInput, CloudflareError } from "./cloudflare-error";
import type { ReadConfig } from "./credentials";
import { excerpt } from "./text";
import { checkId, isDomainName, type ZoneQuery } from "./zone-id";

/** A zone in a list of zones. */
export interface Zone {
  id: string;
  name: string;
}

const Page = v.array(
  v.object({
    id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,32}$/)),
    // Names go into outputs and messages as they are.
    name: v.pipe(v.string(), v.regex(/^[^\s\p{C}]{1,253}$/u)),
  }),
);
const PageInfo = v.object({
  total_pages: v.pipe(v.number(), v.integer(), v.maxValue(10_000)),
  total_count: v.pipe(v.number(), v.integer()),
});

/** The most that the API allows. */
const PER_PAGE = 50;

/** Returns the zone's id of a query, which takes one request when it is named by `zoneName`. */
export async function resolveZoneId(query: ZoneQuery, readConfig: ReadConfig): Promise<string> {
  const { zoneId, zoneName, profile } = query;
  if (zoneName === undefined) return checkId(zoneId);
  if (zoneId !== undefined) throw badInput("Both zoneId and zoneName were given", "Give exactly one of them.");
  return findZoneId({ name: zoneName, profile }, readConfig);
}

/**
 * Finds the id of the zone with a name: `GET /zones?name=…`.
 *
 * @param query.accountId the account to look in, where several have a zone of this name
 * @throws CloudflareError when there is not exactly one zone of this name that the credentials can see
 */
export async function findZoneId(
  query: { name: string; accountId?: string | undefined; profile?: string | undefined },
  readConfig: ReadConfig,
): Promise<string> {
  const { name, accountId, profile } = query;
  if (typeof name !== "string" || !isDomainName(name)) {
    throw badInput(
      "The name of a zone must be a domain name such as example.com",
      "Check the name, or give the id of the zone.",
    );
  }
  const zones = await listZones({ name, accountId, profile }, readConfig);
  const [zone, ...others] = zones.filter((zone) => zone.name.toLowerCase() === name.toLowerCase());
  if (!zone) {
    throw badInput(
      `No zone ${excerpt(name, 80)} is visible to these credentials`,
      "Check the name; the zone's own domain is wanted, not a host in it. A token must be allowed to read the zone.",
    );
  }
  if (others.length > 0) {
    throw badInput(
      `${others.length + 1} zones are named ${excerpt(name, 80)}: ${[zone, ...others].map(({ id }) => id).join(", ")}`,
      "Give the id of the right one.",
    );
  }
  return zone.id;
}

/**
 * Lists zones, page by page: `GET /zones`.
 *
 * @param query.status only zones of this status, for example "active"
 * @throws CloudflareError when a page cannot be read, or the pages do not add up to the number of zones they announce
 */
export async function listZones(
  query: {
    accountId?: string | undefined;
    name?: string | undefined;
    status?: string | undefined;
    profile?: string | undefined;
  },
  readConfig: ReadConfig,
): Promise<Zone[]> {
  const { accountId, name, status, profile } = query;
  const filters = Object.entries({
    "account.id": accountId === undefined ? undefined : checkId(accountId, "accountId"),
    name,
    status,
  }).filter((filter): filter is [string, string] => filter[1] !== undefined);
  const whose = accountId ? `zones of account ${accountId}` : `zones named ${excerpt(name ?? "", 80)}`;
  const page = (number: number) => {
    const parameters = new URLSearchParams([...filters, ["page", `${number}`], ["per_page", `${PER_PAGE}`]]);
    const failure = `Cannot list the ${whose}`;
    return ask({ path: `/zones?${parameters}`, schema: Page, failure, profile }, readConfig);
  };

  const first = await page(1);
  const info = v.safeParse(PageInfo, first.resultInfo);
  if (!info.success) throw new CloudflareError(`Cannot list the ${whose}: the answer does not say how many there are`);
  const rest = Array.from({ length: Math.max(0, info.output.total_pages - 1) }, (_, index) => page(index + 2));
  const answers = [first, ...(await Promise.all(rest))];
  const zones = new Map(answers.flatMap(({ result }) => result).map((zone) => [zone.id, zone]));
  if (zones.size !== info.output.total_count) {
    throw badInput(
      `Cannot list the ${whose}: ${info.output.total_count} were announced, but ${zones.size} came`,
      "Zones may have been added or removed meanwhile. Try again.",
    );
  }
  return [...zones.values()];
}
