/** The components that policy packs see, with the fields of each. */
export const STATUS_FIELDS = {
  AutoOriginTlsKexStatus: ["zoneId", "zoneName", "enabled", "modifiedOn"],
  OriginTlsComplianceModesStatus: ["zoneId", "zoneName", "modes", "modifiedOn"],
  AutoOriginTlsKexFleetStatus: ["total", "allEnabled", "zones", "disabledZoneIds", "failedZoneIds"],
} as const satisfies Record<string, readonly string[]>;

/** The name of such a component. */
export type StatusName = keyof typeof STATUS_FIELDS;

const PREFIX = "cloudflare-origin-tls:index:";

/** The type token of such a component. */
export function statusType(name: StatusName): string {
  return PREFIX + name;
}

/** Whether this is the type token of any such component. */
export function isStatusType(type: string): boolean {
  return type.startsWith(PREFIX);
}
