import type { PolicyResource } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet";
import { isStatusType, statusType } from "../status-types";

/** The resources of @pulumi/cloudflare that set what this package reads. */
export const KEX_RESOURCE = "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex";
export const MODES_RESOURCE = "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes";
/** The resource of @pulumi/cloudflare that is a zone. */
export const ZONE_RESOURCE = "cloudflare:index/zone:Zone";
/** The status of a fleet. */
export const FLEET_STATUS = statusType("AutoOriginTlsKexFleetStatus");

/** Collects what is unknown in a preview, so that what is known can be judged first. */
export class Undecided {
  private error: unknown;

  /** Runs `read`; when it meets something unknown, returns undefined and remembers that. */
  try<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.error ??= error;
      return undefined;
    }
  }

  /** Whether something unknown was met. */
  get isAny(): boolean {
    return this.error !== undefined;
  }

  /** Throws what was met, which Pulumi reports as "can't be known during preview". */
  throwIfAny(): void {
    if (this.error) throw this.error;
  }
}

/**
 * Finds the zones that a stack mentions, by id in lower case: each zone itself, and every `zoneId` and `zoneIds` at any
 * depth of any resource.
 *
 * @returns the URN of the resource on which each is reported
 */
export function zonesOf(resources: PolicyResource[], undecided: Undecided): Map<string, string> {
  const zones = new Map<string, string>();
  // What a program exports comes from somewhere, and a violation is better reported there.
  const isStack = ({ type }: PolicyResource) => type === "pulumi:pulumi:Stack";
  for (const resource of [...resources].sort((a, b) => Number(isStack(a)) - Number(isStack(b)))) {
    const isZone = resource.type === ZONE_RESOURCE;
    const isCloudflare = /^cloudflare(-origin-tls)?:/.test(resource.type);
    // What is unknown in a resource of another cloud is not about a zone of Cloudflare.
    const unknowns = isCloudflare ? undecided : new Undecided();
    const ids = isZone ? [unknowns.try(() => idOf(resource))] : idsIn(resource.props, unknowns);
    for (const id of ids) {
      if (typeof id !== "string" || !(isCloudflare || CLOUDFLARE_ZONE_ID.test(id))) continue;
      const key = id.toLowerCase();
      // The zone itself is the best place for a violation, else the first resource that mentions it.
      if (isZone || !zones.has(key)) zones.set(key, resource.urn);
    }
  }
  return zones;
}

/**
 * Finds the names of zones, by id in lower case, as far as a stack tells them: those of the zones themselves, of lookups
 * by name and of fleets by account.
 */
export function namesOf(resources: PolicyResource[]): Map<string, string> {
  const names = new Map<string, string>();
  // What is unknown has no name yet.
  const known = new Undecided();
  const add = (read: () => { id: unknown; name: unknown }) => {
    const { id, name } = known.try(read) ?? {};
    if (typeof id === "string" && typeof name === "string") names.set(id.toLowerCase(), name);
  };
  for (const { type, props } of resources) {
    if (type === ZONE_RESOURCE) add(() => ({ id: props.id, name: props.name }));
    if (!isStatusType(type)) continue;
    add(() => ({ id: props.zoneId, name: props.zoneName }));
    const zones = known.try(() => [...(props.zones ?? [])] as AutoOriginTlsKexFleetZone[]) ?? [];
    for (const zone of zones) add(() => ({ id: zone.zoneId, name: zone.name }));
  }
  return names;
}

/** The name of the zone that a resource is about, when that is a zone of the same stack that is yet to be created. */
export function nameOfNewZone({ props, propertyDependencies }: Partial<PolicyResource>): string | undefined {
  const unknown = new Undecided();
  // The zone of an id that is known is the one with this id, whatever else it was made of.
  unknown.try(() => props?.zoneId);
  const zones = (propertyDependencies?.zoneId ?? []).filter((zone) => zone?.type === ZONE_RESOURCE);
  return unknown.isAny && zones.length === 1 ? unknown.try(() => zones[0]?.props.name) : undefined;
}

/** The id of a zone; throws as for any unknown property when the zone is yet to be created. */
function idOf({ props }: PolicyResource): unknown {
  if (props.id !== undefined || !pulumi.runtime.isDryRun()) return props.id;
  // In a preview Pulumi leaves the id of a new resource out instead of marking it as unknown. The declarations of
  // @pulumi/policy lack this function, which they export.
  const { unknownCheckingProxy } = require("@pulumi/policy") as { unknownCheckingProxy<T>(props: T): T };
  return unknownCheckingProxy({ id: pulumi.runtime.unknownValue }).id;
}

function idsIn(value: unknown, undecided: Undecided): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const isId = key === "zoneId" || key === "zoneIds";
    const member = (isId ? undecided : new Undecided()).try(() => (value as Record<string, unknown>)[key]);
    if (!isId) return idsIn(member, undecided);
    if (typeof member !== "object" || member === null) return [member];
    // Not with map, which stops at the first unknown one.
    return Object.keys(member).flatMap((key) => {
      const id = undecided.try(() => (member as Record<string, unknown>)[key]);
      return typeof id === "object" ? idsIn(id, undecided) : [id];
    });
  });
}

/** Other clouds have properties of these names too, with ids of another form. */
const CLOUDFLARE_ZONE_ID = /^[0-9a-f]{32}$/i;
