import type { PolicyProviderResource, PolicyResource } from "@pulumi/policy/policy";
import type { Verdict } from "../assertion/violations";

/** What one resource, or the configuration, tells of the setting of one zone; `setBy` where that resource sets it. */
export interface Fact extends Pick<Verdict, "zoneId" | "name" | "urn" | "type" | "setBy"> {
  /** What has read it: a lookup, which only `policy analyze` shows, or a status. */
  reader?: "lookup" | "status" | undefined;
  /** `unread` is what nobody has read, `failed` what could not be read, `missing` what a policy must see and does not. */
  state: "known" | "unknown" | "unread" | "failed" | "missing";
  /** The value; else the error of what is unknown, or why there is none. */
  value?: unknown;
  /** Whether the stack is about to change the setting to this value. */
  isPending?: boolean;
  /** The provider of the resource. */
  provider?: PolicyProviderResource | undefined;
}

/** A status that has no value. */
export const HIDDEN = {
  state: "missing",
  value: "The status of this lookup was not shown to the policy, so it cannot be decided.",
} as const;

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
