import { badInput, OriginTlsError } from "../../provider/cloudflare/errors";
import { checkId, type ZoneQuery } from "../../provider/cloudflare/zone-id";
import type { ZoneNameQuery } from "../../provider/cloudflare/zones";
import type { FleetQuery } from "../../provider/settings/fleet";
import { fleetError, shortReason } from "../../provider/settings/fleet-error";
import { fitsPattern } from "../../provider/settings/name-pattern";

/** A zone as a test wants it. */
export interface MockedZone {
  /**
   * Whether Auto-Origin TLS KEX is enabled.
   * @default true
   */
  enabled?: boolean | undefined;
  /**
   * Its Origin TLS Compliance Modes.
   * @default []
   */
  modes?: string[] | undefined;
  /**
   * When its settings were last changed.
   * @default null
   */
  modifiedOn?: string | null | undefined;
  /** Its name, by which `zoneName`, `getZoneId` and a fleet's `namePattern` find it. */
  name?: string | undefined;
  /** Its account; a zone without one is in every account. */
  accountId?: string | undefined;
  /** Why it cannot be read. */
  error?: string | undefined;
}

interface Zone extends MockedZone {
  zoneId: string;
}

/** What can be read, as `LOOKUPS` of the provider has it, of these zones and without a request. */
export function lookupsOf(mocked: Record<string, MockedZone>) {
  const zones: Zone[] = Object.entries(mocked).map(([id, zone]) => ({ ...zone, zoneId: checkId(id) }));

  function zoneOf({ zoneId, zoneName }: ZoneQuery): Zone {
    if (zoneName === undefined) return read(zoneWithId(checkId(zoneId)));
    if (zoneId !== undefined) throw badInput("Both zoneId and zoneName were given", "Give exactly one of them.");
    return read(zoneNamed({ name: zoneName }));
  }

  function zoneWithId(zoneId: string): Zone {
    return zones.find((zone) => zone.zoneId === zoneId) ?? { zoneId, error: "it is not among the mocked zones" };
  }

  function zoneNamed({ name, accountId }: ZoneNameQuery): Zone {
    const [zone, ...others] = inAccount(accountId).filter((zone) => zone.name?.toLowerCase() === name.toLowerCase());
    if (zone && others.length === 0) return zone;
    throw badInput(`${zone ? "Several" : "None"} of the mocked zones are named ${name}`, "Give exactly one this name.");
  }

  function inAccount(accountId: string | undefined): Zone[] {
    return zones.filter((zone) => accountId === undefined || (zone.accountId ?? accountId) === accountId);
  }

  function zonesOf({ zoneIds, accountId, namePattern = "*" }: FleetQuery): Zone[] {
    if ((zoneIds === undefined) === (accountId === undefined)) {
      throw badInput("A fleet needs either zoneIds or accountId", "Give exactly one of them.");
    }
    if (zoneIds) return [...new Set(zoneIds.map((zoneId) => checkId(zoneId)))].sort().map(zoneWithId);
    const byName = (a: Zone, b: Zone) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1);
    return inAccount(accountId)
      .filter(({ name = "" }) => fitsPattern(name, namePattern))
      .sort(byName);
  }

  return {
    AutoOriginTlsKex(query: ZoneQuery) {
      const { zoneId, enabled = true, modifiedOn = null } = zoneOf(query);
      return { zoneId, enabled, modifiedOn, settingId: "auto_origin_tls_kex", messages: [] };
    },
    OriginTlsComplianceModes(query: ZoneQuery) {
      const { zoneId, modes = [], modifiedOn = null } = zoneOf(query);
      return { zoneId, modes, modifiedOn, settingId: "origin_tls_compliance_modes", messages: [] };
    },
    AutoOriginTlsKexFleet(query: FleetQuery) {
      const chosen = zonesOf(query);
      const failures = chosen.filter(({ error }) => error !== undefined).map(failureOf);
      if (failures.length > 0 && query.onZoneError !== "report") throw fleetError(failures, chosen.length);
      const zones = chosen.map((zone) => {
        const { zoneId, name, enabled = true, modifiedOn = null } = zone;
        // By ids the names of zones are not known.
        const known = { zoneId, ...(name !== undefined && query.accountId !== undefined && { name }) };
        if (zone.error === undefined) return { ...known, enabled, modifiedOn };
        return { ...known, enabled: null, modifiedOn: null, error: shortReason(failureOf(zone)) };
      });
      return { zones, messages: [] };
    },
    ZoneId: (query: ZoneNameQuery) => ({ id: zoneNamed(query).zoneId }),
  };
}

function read(zone: Zone): Zone {
  if (zone.error !== undefined) throw failureOf(zone);
  return zone;
}

function failureOf({ zoneId, error = "" }: Zone): OriginTlsError {
  return new OriginTlsError("API", `Cannot read the settings of zone ${zoneId}: ${error}`, { zoneId, reason: error });
}
