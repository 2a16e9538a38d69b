import { FLEETS, type LookupKind, settingOf } from "../../provider/settings/definitions";

const PREFIX = "cloudflare-origin-tls:index:";
/** The type tokens of a lookup, and of its status: the component that policy packs see. */
export const lookupType = (kind: LookupKind): string => `pulumi-nodejs:dynamic/cloudflare:${kind}`;
export const statusType = (kind: LookupKind): string => `${PREFIX}${kind}Status`;

export const isStatusType = (type: string): boolean => type.startsWith(PREFIX);

/** What a lookup reads; its other outputs follow from that. */
export const outputsOf = (kind: LookupKind): string[] =>
  kind in FLEETS ? ["zones"] : ["zoneId", "modifiedOn", settingOf(kind).output];

/** The fields of a status, where its zone was named or not. */
export const statusFieldsOf = (kind: LookupKind, hasName: boolean): string[] =>
  kind in FLEETS
    ? ["total", "allEnabled", "zones", "disabledZoneIds", "failedZoneIds"]
    : ["zoneId", ...(hasName ? ["zoneName"] : []), settingOf(kind).output, "modifiedOn"];
