import type { PolicyResource } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { Fact } from "./judge";

export const ZONE = "cloudflare:index/zone:Zone";

/** A resource as a policy is shown it, in whose properties what is unknown throws. */
export type Shown = Pick<PolicyResource, "type" | "name" | "urn" | "props"> & Partial<PolicyResource>;

/** A value, or the error of one that is unknown in a preview. */
type Read = { state: "known" | "unknown"; value: unknown };

export function read(get: () => unknown): Read {
  try {
    return { state: "known", value: get() };
  } catch (error) {
    return { state: "unknown", value: error };
  }
}

/** A list as one that is read through, since each of its members may be unknown. */
export const plain = (value: unknown) => (Array.isArray(value) ? [...value] : value);

/** What was read when that is a text; a pack may be shown anything. */
export const text = ({ value }: Read) => (typeof value === "string" ? value : undefined);

/** The zones that a resource mentions: a zone itself, and each `zoneId`, `zoneIds` and `zoneTag` at any depth. */
export function mentionedBy(resource: Shown): Fact[] {
  const isCloudflare = /^cloudflare(-origin-tls)?:/.test(resource.type);
  // Under --target, a resource that is not part of the update is shown without properties.
  if (resource.type === ZONE && Object.keys(resource.props).length > 0) return zoneItself(resource);
  // While its provider is not known in a preview, Pulumi leaves out what a resource has instead of marking it as unknown.
  const provider = read(() => isCloudflare && JSON.stringify(resource.provider?.props));
  if (provider.state === "unknown") return [provider];
  return [...idsIn(resource.props)].flatMap((id): Fact[] => {
    const zoneId = text(id);
    // Other clouds have properties of the same names, with ids of another form; what is unknown there is no zone.
    if (!isCloudflare && !/^[0-9a-f]{32}$/i.test(zoneId ?? "")) return [];
    if (id.state === "unknown") return [{ name: nameOfNewZone(resource), ...id }];
    return zoneId ? [{ state: "unread", zoneId }] : [];
  });
}

function zoneItself({ props }: Shown): Fact[] {
  // In a preview Pulumi leaves the id of a new resource out instead of marking it as unknown.
  const id = read(() => props.id ?? (pulumi.runtime.isDryRun() ? unknownId(props) : undefined));
  const fact = { zoneId: text(id), name: text(read(() => props.name)) };
  if (id.state === "unknown") return [{ ...fact, ...id }];
  if (fact.zoneId) return [{ ...fact, state: "unread" }];
  return [{ ...fact, state: "missing", value: "The id of this zone is missing, so it was not checked." }];
}

/** Reads an unknown id from what was shown: it throws the error of the @pulumi/policy that runs the pack, which knows no other. */
function unknownId(shown: Shown["props"]): unknown {
  shown.id = pulumi.runtime.unknownValue;
  try {
    return shown.id;
  } finally {
    delete shown.id;
  }
}

/** The name of the zone that a resource is about, when that is a zone of the same stack that is yet to be created. */
export function nameOfNewZone({ props, propertyDependencies }: Shown): string | undefined {
  // The zone of an id that is known is the one with this id, whatever else it was made of.
  if (read(() => props.zoneId).state === "known") return undefined;
  const zones = (propertyDependencies?.zoneId ?? []).filter((zone) => zone?.type === ZONE);
  return zones.length === 1 ? text(read(() => zones[0]?.props.name)) : undefined;
}

/** The zone ids at any depth of an object; `isIds` when all of its members are some. */
export function* idsIn(object: object, isIds = false): Generator<Read> {
  for (const key of Object.keys(object)) {
    const member = read(() => (object as Record<string, unknown>)[key]);
    const isId = /^zone(Id|Ids|Tag)$/.test(key);
    const { state, value } = member;
    if (state === "known" && typeof value === "object" && value !== null) yield* idsIn(value, isId);
    else if (isId || isIds) yield member;
  }
}
