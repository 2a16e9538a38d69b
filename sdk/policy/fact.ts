import type { PolicyResource } from "@pulumi/policy/policy";

/** What one resource tells of the setting of one zone. */
export interface Fact {
  /** In lower case; undefined for a zone that is yet to be created. */
  zoneId?: string | undefined;
  /** Where the stack tells it. */
  name?: string | undefined;
  /** A resource that sets it; a lookup, which only `policy analyze` shows; a status; or any that mentions the zone. */
  source: "resource" | "lookup" | "status" | "mention";
  /** `unread` is what nobody has read, `failed` what could not be read, `missing` what a policy must see and does not. */
  state: "known" | "unknown" | "unread" | "failed" | "missing";
  /** The value; else the error of what is unknown, or why there is none. */
  value?: unknown;
  /** What a resource that sets it calls the value, and whether the stack is about to change it to that. */
  input?: string;
  isPending?: boolean;
  /** The resource; none for a zone that the configuration names. */
  by?: Shown;
}

/** A resource as a policy is shown it, in whose properties what is unknown throws. */
export type Shown = Pick<PolicyResource, "type" | "name" | "urn" | "props"> & Partial<PolicyResource>;

/** A value, or the error of one that is unknown in a preview. */
export type Read = { state: "known" | "unknown"; value: unknown };

/** Reads from the properties of a resource. */
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
