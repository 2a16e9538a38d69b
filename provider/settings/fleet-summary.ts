/** The status of one zone of a fleet. */
export interface AutoOriginTlsKexFleetZone {
  /** The zone's id. */
  zoneId: string;
  /** The zone's name, when the fleet was listed by account. */
  name?: string;
  /** Whether Auto-Origin TLS KEX is enabled; null when the zone could not be read, which is never the same as false. */
  enabled: boolean | null;
  /**
   * When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for one that was never changed, where the
   * answer does not say, and for a zone that could not be read.
   */
  modifiedOn: string | null;
  /** Why the zone could not be read; only with `onZoneError: "report"`. */
  error?: string;
}

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
