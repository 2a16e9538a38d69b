import {
  FLEETS,
  LOOKUP_KINDS,
  type LookupKind,
  SETTINGS,
  type SettingName,
  settingOf,
  type ValueTypes,
} from "../../provider/settings/definitions";
import { NO_ZONES } from "../assertion/violations";
import { isStatusType, lookupType, statusType } from "../lookup/types";
import { type Fact, plain, read, type Shown, text } from "./fact";
import { idsIn, mentionedBy } from "./mentions";
import { NOT_SHOWN } from "./texts";

/** What has read a setting: a lookup or a fleet, or the status of one. */
type Reader = { kind: LookupKind; source: "lookup" | "status" };

const READERS = new Map<string, Reader>([
  ...LOOKUP_KINDS.map((kind) => [lookupType(kind), { kind, source: "lookup" }] as const),
  ...LOOKUP_KINDS.map((kind) => [statusType(kind), { kind, source: "status" }] as const),
]);

const IS_VALUE: Record<keyof ValueTypes, (value: unknown) => boolean> = {
  boolean: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  "string[]": Array.isArray,
};

/** What a resource tells that has read the setting of zones, or that mentions zones. */
export function readBy(resource: Shown, setting: SettingName): Fact[] {
  const { type, props } = resource;
  const reader = READERS.get(type);
  if (!reader) return isStatusType(type) && [...idsIn(props)].length === 0 ? [hidden("status")] : mentionedBy(resource);
  return reader.kind in FLEETS ? readByFleet(props, reader, setting) : [readOfZone(props, reader, setting)];
}

function readByFleet(props: Shown["props"], reader: Reader, setting: SettingName): Fact[] {
  const { source } = reader;
  const zones = read(() => plain(props.zones));
  if (zones.state === "unknown") return [{ source, ...zones }];
  if (!Array.isArray(zones.value)) return [hidden(source)];
  if (zones.value.length === 0) return [{ ...hidden(source), value: NO_ZONES }];
  return zones.value.map((zone) => readOfZone(zone, reader, setting));
}

function readOfZone(zone: Shown["props"], { kind, source }: Reader, setting: SettingName): Fact {
  const { output, type } = SETTINGS[setting];
  const isInFleet = kind in FLEETS;
  const zoneId = read(() => zone?.zoneId);
  if (zoneId.state === "unknown") return { source, ...zoneId };
  if (!text(zoneId)) return hidden(source);
  const about = { zoneId: text(zoneId), name: text(read(() => zone[isInFleet ? "name" : "zoneName"])) };
  // It has read another setting.
  if (settingOf(kind) !== SETTINGS[setting]) return { ...about, source: "mention", state: "unread" };
  const value = read(() => plain(zone[output]));
  if (value.state === "unknown" || IS_VALUE[type](value.value)) return { ...about, source, ...value };
  if (!isInFleet) return { ...about, ...hidden(source) };
  return { ...about, source, state: "failed", value: text(read(() => zone.error)) ?? "no value" };
}

/** What a policy must see and was not shown. */
const hidden = (source: Reader["source"]): Fact => ({ source, state: "missing", value: NOT_SHOWN });
