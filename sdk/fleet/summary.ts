import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/definitions";

/** What follows from the zones of a fleet. All lists have the order of `zones`. */
export interface AutoOriginTlsKexFleetSummary {
  /** How many zones there are. */
  total: number;
  /** Whether there are zones and every one of them is enabled. */
  allEnabled: boolean;
  /** The zones with the setting on. */
  enabledZoneIds: string[];
  /** The zones with the setting off. */
  disabledZoneIds: string[];
  /** The zones that could not be read; only with `onZoneError: "report"`. */
  failedZoneIds: string[];
}

/** Sums up the zones of a fleet. */
export function summarizeFleet(zones: AutoOriginTlsKexFleetZone[]): AutoOriginTlsKexFleetSummary {
  const idsOf = (enabled: boolean | null) =>
    zones.filter((zone) => zone.enabled === enabled).map(({ zoneId }) => zoneId);
  return {
    total: zones.length,
    allEnabled: zones.length > 0 && zones.every(({ enabled }) => enabled === true),
    enabledZoneIds: idsOf(true),
    disabledZoneIds: idsOf(false),
    failedZoneIds: idsOf(null),
  };
}
