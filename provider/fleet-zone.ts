/** The status of one zone of a fleet. */
export interface AutoOriginTlsKexFleetZone {
  /** The zone's id. */
  zoneId: string;
  /** The zone's name, when the fleet was listed by account. */
  name?: string;
  /** Whether Auto-Origin TLS KEX is enabled; null when the zone could not be read, which is never the same as false. */
  enabled: boolean | null;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for one that was never changed. */
  modifiedOn: string | null;
  /** Why the zone could not be read; only with `onZoneError: "report"`. */
  error?: string;
}

/**
 * A zone of a fleet as one line, which is how the state stores it: `<id> enabled <modifiedOn> <name> <error>`, with a
 * dash for what is not there. As an object it would take three times the space.
 */
export function writeFleetZone({ zoneId, name, enabled, modifiedOn, error }: AutoOriginTlsKexFleetZone): string {
  const status = enabled === null ? "failed" : enabled ? "enabled" : "disabled";
  const line = [zoneId, status, modifiedOn ?? "-", name ?? "-"].join(" ");
  return error === undefined ? line.replace(/( -)+$/, "") : `${line} ${error}`;
}

/** Reads what {@link writeFleetZone} has written. */
export function readFleetZone(line: string): AutoOriginTlsKexFleetZone {
  const [zoneId = "", status, modifiedOn = "-", name = "-", ...error] = line.split(" ");
  return {
    zoneId,
    ...(name !== "-" && { name }),
    // Anything but the two words is no status.
    enabled: status === "enabled" ? true : status === "disabled" ? false : null,
    modifiedOn: modifiedOn === "-" ? null : modifiedOn,
    ...(error.length > 0 && { error: error.join(" ") }),
  };
}
