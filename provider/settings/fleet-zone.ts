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
