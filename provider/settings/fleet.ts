import type { Client } from "../cloudflare/client";
import { badInput, OriginTlsError } from "../cloudflare/errors";
import { showProgress } from "../cloudflare/progress";
import { count } from "../cloudflare/redaction";
import { cutList, type ResponseInfo } from "../cloudflare/response-info";
import { checkId, fitsPattern } from "../cloudflare/zone-id";
import { listZones } from "../cloudflare/zones";
import type { AutoOriginTlsKexFleetZone } from "./definitions";
import { FLEETS } from "./definitions";
import { fleetError, shortReason } from "./fleet-error";
import { settingLookup } from "./setting";

/** The arguments of a fleet as they arrive. */
export interface FleetQuery {
  zoneIds?: string[] | undefined;
  accountId?: string | undefined;
  namePattern?: string | undefined;
  activeOnly?: boolean | undefined;
  onZoneError?: "fail" | "report" | undefined;
  profile?: string | undefined;
}

const lookup = settingLookup(FLEETS.AutoOriginTlsKexFleet);

type ChosenZone = Pick<AutoOriginTlsKexFleetZone, "zoneId" | "name">;

/** Reads the Auto-Origin TLS KEX status of many zones, in the order of their names, or of the ids that were given. */
export async function readFleet(query: FleetQuery, client: Client) {
  const { profile, onZoneError = "fail" } = query;
  if (onZoneError !== "fail" && onZoneError !== "report")
    throw badInput('onZoneError must be "fail" or "report"', "Give one of the two, or leave it out.");
  // What is wrong for all zones alike is told once.
  client.checkCredentials(profile);
  const chosen = await chooseZones(query, client);

  let done = 0;
  let told = 0;
  const progress = setInterval(() => {
    // While nothing happens, the reason for a wait stays to be seen.
    if (done > told) showProgress(`Auto-Origin TLS KEX: ${done} of ${count(chosen.length, "zone")} read`);
    told = done;
  }, 2_000);
  const messages: ResponseInfo[] = [];
  const failures: OriginTlsError[] = [];
  const readZone = async (zone: ChosenZone): Promise<AutoOriginTlsKexFleetZone> => {
    const { zoneId } = zone;
    try {
      const { enabled, modifiedOn, ...read } = await lookup({ zoneId, profile }, client);
      for (const entry of read.messages) messages.push({ ...entry, message: `zone ${zoneId}: ${entry.message}` });
      return { ...zone, enabled, modifiedOn };
    } catch (error) {
      // One that names no zone is about the settings, and so about all zones alike.
      if (!(error instanceof OriginTlsError) || error.zoneId === undefined) throw error;
      failures.push(error);
      return { ...zone, enabled: null, modifiedOn: null, error: shortReason(error) };
    } finally {
      done++;
    }
  };
  try {
    const zones = await Promise.all(chosen.map(readZone));
    if (failures.length > 0 && onZoneError !== "report") throw fleetError(failures, chosen);
    return { zones, messages: cutList(messages) };
  } finally {
    clearInterval(progress);
  }
}

async function chooseZones(query: FleetQuery, client: Client): Promise<ChosenZone[]> {
  const { zoneIds, accountId, namePattern = "*", activeOnly = true, profile } = query;
  if ((zoneIds === undefined) === (accountId === undefined)) {
    const given = zoneIds === undefined ? "none was" : "both were";
    throw badInput(`A fleet needs zoneIds or accountId, and ${given} given`, "Give exactly one of them.");
  }
  if (typeof namePattern !== "string")
    throw badInput("namePattern must be a text", "Give a pattern such as *.example.com.");
  if (typeof activeOnly !== "boolean")
    throw badInput("activeOnly must be true or false", "Give one of the two, or leave it out.");
  if (zoneIds !== undefined) {
    if (!Array.isArray(zoneIds)) throw badInput("zoneIds must be a list of zone ids", "Give a list.");
    if (query.namePattern !== undefined || query.activeOnly !== undefined)
      throw badInput("namePattern and activeOnly choose among the zones of an account", "Leave them out, or zoneIds.");
    return [...new Set(zoneIds.map((zoneId) => checkId(zoneId)))].sort().map((zoneId) => ({ zoneId }));
  }
  const zones = await listZones({ accountId, profile, ...(activeOnly && { status: "active" }) }, client);
  return zones
    .filter(({ name }) => fitsPattern(name, namePattern))
    .map(({ id, name }) => ({ zoneId: id, name }))
    .sort((a, b) => (`${a.name} ${a.zoneId}` < `${b.name} ${b.zoneId}` ? -1 : 1));
}
