import type { ResponseInfo } from "../cloudflare/response-info";

/** The types that the value of a setting can have, by their names in a definition. */
export type ValueTypes = { boolean: boolean; string: string; "string[]": string[] };

/** What a setting of a zone is: one of `GET /zones/{zone_id}/settings/{id}`. */
export interface SettingDefinition {
  /** Cloudflare's name of it, the last part of the path. */
  id: string;
  /** What people call it, in errors: "Cannot read the … of zone 023e…". */
  title: string;
  /** What lookups, functions, statuses and mocks call its value. */
  output: string;
  type: keyof ValueTypes;
  /** What the `result` of an answer calls the value, and so does a `cloudflare.ZoneSetting`. */
  field: string;
  /** What a mocked zone has where a test says nothing. */
  default: ValueTypes[keyof ValueTypes];
  /** The resource of @pulumi/cloudflare that sets it, beside `ZoneSetting`, and what that calls the value. */
  setBy?: { resource: string; property: string };
  dashboard?: string;
}

/**
 * All settings that can be read, by the names of their lookups. All else derives from this: arguments, lookups, functions,
 * statuses, what policies see, the plugin and the mocks. Plain data, since every program loads it.
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export const SETTINGS = {
  AutoOriginTlsKex: {
    id: "auto_origin_tls_kex",
    title: "Auto-Origin TLS KEX setting",
    output: "enabled",
    type: "boolean",
    field: "enabled",
    default: true,
    setBy: { resource: "ZoneAutoOriginTlsKex", property: "enabled" },
    dashboard: "SSL/TLS > Overview > Automatic key exchange",
  },
  OriginTlsComplianceModes: {
    id: "origin_tls_compliance_modes",
    title: "Origin TLS Compliance Modes",
    output: "modes",
    type: "string[]",
    field: "value",
    default: [],
    setBy: { resource: "OriginTlsComplianceModes", property: "values" },
  },
} as const satisfies Record<string, Readonly<SettingDefinition>>;

/** The fleets, each with the setting that it reads of many zones. */
export const FLEETS = { AutoOriginTlsKexFleet: "AutoOriginTlsKex" } as const satisfies Record<string, SettingName>;

/** The name of a setting here, which is that of its lookup. */
export type SettingName = keyof typeof SETTINGS;

/** What is read with a resource: a setting of one zone, or of many. */
export type LookupKind = SettingName | keyof typeof FLEETS;

export const LOOKUP_KINDS = [...Object.keys(SETTINGS), ...Object.keys(FLEETS)] as LookupKind[];

/** The value of a setting, by the name of its output. */
export type SettingValue<Name extends SettingName> = {
  [Output in (typeof SETTINGS)[Name]["output"]]: ValueTypes[(typeof SETTINGS)[Name]["type"]];
};

/** The definition of what a lookup reads, of one zone or of many. */
export const settingOf = (kind: LookupKind): Readonly<SettingDefinition> =>
  SETTINGS[kind in FLEETS ? FLEETS[kind as keyof typeof FLEETS] : (kind as SettingName)];

/** What is read of each setting of a zone. */
export interface SettingResult {
  /** The zone that was asked about. */
  zoneId: string;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null: never, or the answer does not say. */
  modifiedOn: string | null;
  /** Cloudflare's name of the setting, for example `auto_origin_tls_kex`. */
  settingId: string;
  /** What Cloudflare said beside the answer; usually empty. */
  messages: ResponseInfo[];
}

/** The status of one zone of a fleet. */
export interface AutoOriginTlsKexFleetZone {
  /** The zone's id. */
  zoneId: string;
  /** The zone's name, when the fleet was listed by account. */
  name?: string;
  /** Whether Auto-Origin TLS KEX is enabled; null when the zone could not be read, which is never the same as false. */
  enabled: boolean | null;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null: never, not said, or not read. */
  modifiedOn: string | null;
  /** Why the zone could not be read; only with `onZoneError: "report"`. */
  error?: string;
}
