import * as pulumi from "@pulumi/pulumi";
import { FLEETS, LOOKUP_KINDS, type SettingName, settingOf } from "../../provider/settings/definitions";
import { NO_ZONES } from "../assertion/violations";
import { isStatusType, lookupType, statusType } from "../lookup/types";
import { type Fact, HIDDEN } from "./judge";
import { idsIn, mentionedBy, nameOfNewZone, plain, read, type Shown, text, ZONE } from "./shown";

/** Lists what the resources of a stack tell of the setting of each zone, and adds zones mentioned elsewhere, by id. */
export function factsOf(resources: Shown[], setting: SettingName, further: string[] = []): Fact[] {
  // A zone is best reported on itself; and what a program exports comes from another resource.
  const rank = ({ type }: Shown) => Number(type === "pulumi:pulumi:Stack") - Number(type === ZONE);
  const facts = [...resources]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((resource) => {
      const { urn, type, provider } = resource;
      const told = [...setBy(resource, setting), ...readBy(resource, setting)];
      return told.map((fact): Fact => ({ ...fact, urn, type, provider }));
    })
    .concat(further.map((zoneId) => ({ zoneId, state: "unread" })))
    .map((fact) => ({ ...fact, zoneId: fact.zoneId?.toLowerCase() }));
  const named = facts.filter(({ zoneId, name }) => zoneId && name);
  const names = new Map(named.map(({ zoneId, name }) => [zoneId, name]));
  return facts.map((fact) => ({ ...fact, name: fact.name ?? names.get(fact.zoneId) }));
}

/** What a resource of this type calls the value of a setting; undefined when it does not set it. */
export function inputOf(type: string, setting: SettingName): string | undefined {
  const { field, setBy } = settingOf(setting);
  const [, resource] = /^cloudflare:index\/\w+:(\w+)$/.exec(type) ?? [];
  // It sets any setting, by its `settingId`.
  if (resource === "ZoneSetting") return field;
  return resource === setBy?.resource ? setBy?.property : undefined;
}

function setBy(resource: Shown, setting: SettingName): Fact[] {
  const { type, props } = resource;
  const property = inputOf(type, setting);
  // Under --target, a resource that is not part of the update is shown without properties.
  if (property === undefined || Object.keys(props).length === 0) return [];
  const isOfOther = read(() => type.endsWith(":ZoneSetting") && props.settingId !== settingOf(setting).id);
  if (isOfOther.value === true) return [];
  const value = isOfOther.state === "known" ? read(() => plain(props[property])) : isOfOther;
  // What Cloudflare decides is unknown while a create or an update is pending, or not there before a create.
  const modifiedOn = read(() => props.modifiedOn);
  const isNew = modifiedOn.value === undefined && text(read(() => props.id)) === undefined;
  const isPending = pulumi.runtime.isDryRun() && (modifiedOn.state === "unknown" || isNew);
  const about = { zoneId: text(read(() => props.zoneId)), name: nameOfNewZone(resource) };
  return [{ ...about, ...value, setBy: { resource: resource.name, property }, isPending }];
}

/** What a resource tells that has read the setting of zones, or that mentions zones. */
function readBy(resource: Shown, setting: SettingName): Fact[] {
  const { type, props } = resource;
  const kind = LOOKUP_KINDS.find((kind) => type === lookupType(kind) || type === statusType(kind));
  if (!kind) return isStatusType(type) && [...idsIn(props)].length === 0 ? [HIDDEN] : mentionedBy(resource);
  const isFleet = kind in FLEETS;
  const reader = isStatusType(type) ? "status" : "lookup";
  const definition = settingOf(setting);

  const readOfZone = (zone: Shown["props"]): Fact => {
    const zoneId = read(() => zone?.zoneId);
    if (!text(zoneId)) return zoneId.state === "unknown" ? zoneId : HIDDEN;
    const about = { zoneId: text(zoneId), name: text(read(() => zone[isFleet ? "name" : "zoneName"])) };
    // It has read another setting.
    if (settingOf(kind) !== definition) return { ...about, state: "unread" };
    const value = read(() => plain(zone[definition.output]));
    if (value.state === "unknown" || isOfType(definition.type, value.value)) return { ...about, reader, ...value };
    if (!isFleet) return { ...about, reader, ...HIDDEN };
    return { ...about, reader, state: "failed", value: text(read(() => zone.error)) ?? "no value" };
  };

  if (!isFleet) return [readOfZone(props)];
  const zones = read(() => plain(props.zones));
  if (zones.state === "unknown") return [zones];
  if (!Array.isArray(zones.value)) return [HIDDEN];
  if (zones.value.length === 0) return [{ ...HIDDEN, value: NO_ZONES }];
  return zones.value.map(readOfZone);
}

const isOfType = (type: string, value: unknown) => (type === "string[]" ? Array.isArray(value) : typeof value === type);
