import * as pulumi from "@pulumi/pulumi";
import { NO_ZONES } from "../assertion/violations";
import { type LookupKind, lookupType } from "../lookup/resource";
import { isStatusType, statusType } from "../lookup/types";
import { type Fact, plain, read, type Shown, text } from "./fact";
import { idsIn, mentionedBy, nameOfNewZone, ZONE } from "./mentions";
import { NOT_SHOWN } from "./texts";

/** A setting of a zone, and where a stack shows it. */
export interface PolicySetting {
  /** Cloudflare's name of it. */
  id: string;
  /** The lookup that reads it. */
  lookup: "AutoOriginTlsKex" | "OriginTlsComplianceModes";
  /** What the outputs of the lookup call it. */
  output: "enabled" | "modes";
  /** What the resources of @pulumi/cloudflare that set it call it, by their types. */
  inputs: Record<string, string>;
  isValue(value: unknown): boolean;
}

/** The resource of @pulumi/cloudflare that sets any setting, by its `settingId`. */
export const ZONE_SETTING = "cloudflare:index/zoneSetting:ZoneSetting";
const FLEET = "AutoOriginTlsKexFleet";
const KINDS: LookupKind[] = ["AutoOriginTlsKex", "OriginTlsComplianceModes", FLEET];
const LOOKUPS = new Map(KINDS.map((kind) => [lookupType(kind), kind]));
const STATUSES = new Map(KINDS.map((kind) => [statusType(`${kind}Status`), kind]));

/** Lists what the resources of a stack tell of the setting of each zone, and adds zones mentioned elsewhere, by id. */
export function factsOf(resources: Shown[], setting: PolicySetting, further: string[] = []): Fact[] {
  // A zone is best reported on itself; and what a program exports comes from another resource.
  const rank = ({ type }: Shown) => (type === ZONE ? 0 : type === "pulumi:pulumi:Stack" ? 2 : 1);
  const facts = [...resources]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((by) => [...setBy(by, setting), ...readBy(by, setting)].map((fact): Fact => ({ ...fact, by })))
    .concat(further.map((zoneId) => ({ zoneId, source: "mention", state: "unread" })))
    .map((fact) => ({ ...fact, zoneId: fact.zoneId?.toLowerCase() }));
  const names = new Map(facts.map(({ zoneId, name }) => [name && zoneId, name]));
  return facts.map((fact) => ({ ...fact, name: fact.name ?? (fact.zoneId ? names.get(fact.zoneId) : undefined) }));
}

function setBy(resource: Shown, { id, inputs }: PolicySetting): Fact[] {
  const { type, props } = resource;
  const input = inputs[type];
  // Under --target, a resource that is not part of the update is shown without properties.
  if (input === undefined || Object.keys(props).length === 0) return [];
  const settingId = type === ZONE_SETTING ? read(() => props.settingId) : { state: "known" as const, value: id };
  if (settingId.state === "known" && settingId.value !== id) return [];
  const value = settingId.state === "known" ? read(() => plain(props[input])) : settingId;
  // What Cloudflare decides is unknown while a create or an update is pending, or not there before a create.
  const modifiedOn = read(() => props.modifiedOn);
  const isNew = modifiedOn.value === undefined && text(read(() => props.id)) === undefined;
  const isPending = pulumi.runtime.isDryRun() && (modifiedOn.state === "unknown" || isNew);
  const about = { zoneId: text(read(() => props.zoneId)), name: nameOfNewZone(resource) };
  return [{ ...about, source: "resource", ...value, input, isPending }];
}

function readBy(resource: Shown, setting: PolicySetting): Fact[] {
  const { type, props } = resource;
  const kind = LOOKUPS.get(type) ?? STATUSES.get(type);
  const source = LOOKUPS.has(type) ? "lookup" : "status";
  const hidden: Fact = { source, state: "missing", value: NOT_SHOWN };
  if (!kind) return isStatusType(type) && [...idsIn(props)].length === 0 ? [hidden] : mentionedBy(resource);
  const zones = kind === FLEET ? read(() => plain(props.zones)) : read(() => [props]);
  if (zones.state === "unknown") return [{ source, ...zones }];
  if (!Array.isArray(zones.value)) return [hidden];
  if (zones.value.length === 0) return [{ ...hidden, value: NO_ZONES }];
  const isOfSetting = kind === setting.lookup || (kind === FLEET && setting.output === "enabled");
  return zones.value.map((zone): Fact => {
    const zoneId = read(() => zone?.zoneId);
    const value = read(() => plain(zone?.[setting.output]));
    if (zoneId.state === "unknown") return { source, ...zoneId };
    if (!text(zoneId)) return hidden;
    const about = { zoneId: text(zoneId), name: text(read(() => zone[kind === FLEET ? "name" : "zoneName"])) };
    if (!isOfSetting) return { ...about, source: "mention", state: "unread" };
    if (value.state === "unknown" || setting.isValue(value.value)) return { ...about, source, ...value };
    const why = text(read(() => zone.error)) ?? "no value";
    return { ...about, ...(kind === FLEET ? { source, state: "failed", value: why } : hidden) };
  });
}
