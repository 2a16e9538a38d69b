import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/** Schema of `exemptZones`, which every policy here has. */
export const exemptZones: PolicyConfigJSONSchema = {
  type: "array",
  items: { type: "string", pattern: "^[^\\s]{1,253}$" },
  description: "Ids or names of zones that this policy leaves out. A name counts where the stack tells it.",
};

/** Schema of `minimum`, which every policy here has. */
export const minimum: PolicyConfigJSONSchema = {
  type: "integer",
  minimum: 1,
  description: "How many zones there must be at least, so that a stack without any does not pass unseen.",
};

/** Schema of `zones`. */
export const zones: PolicyConfigJSONSchema = {
  type: "array",
  items: { type: "string", pattern: "^[A-Za-z0-9]{1,32}$" },
  description: "Ids of further zones to check, beside those that the stack mentions.",
};

/** Schema of `profile`. */
export const profile: PolicyConfigJSONSchema = {
  type: "string",
  default: "cloudflare",
  description: "The configuration namespace with the account's credentials.",
};

/** The configuration of the policies here; those that send no requests have `exemptZones` and `minimum` only. */
export interface PolicyConfig {
  zones?: string[];
  exemptZones?: string[];
  minimum?: number;
  profile?: string;
}

/** A zone as far as a policy knows it. */
export interface KnownZone {
  zoneId?: string | undefined;
  name?: string | undefined;
  enabled?: boolean | null | undefined;
}

type Configured = Pick<ResourceValidationArgs | StackValidationArgs, "getConfig">;

/**
 * Returns a function that tells whether a zone is exempt by a policy's configuration, in any letter case.
 *
 * @param names the names of zones by their ids, as far as they are known
 */
export function exemption(args: Configured, names = new Map<string, string>()): (zone: KnownZone) => boolean {
  const { exemptZones = [] } = args.getConfig<PolicyConfig>();
  const exempt = new Set(exemptZones.map((zone) => zone.toLowerCase()));
  return ({ zoneId, name }) => [zoneId, name ?? names.get(lower(zoneId))].some((known) => exempt.has(lower(known)));
}

/** A text in lower case; "" for what is none, since a pack may be shown anything. */
export function lower(text: unknown): string {
  return typeof text === "string" ? text.toLowerCase() : "";
}

/** Whether a policy's configuration exempts zones by their names, which only the whole stack tells. */
export function exemptsByName(args: Configured): boolean {
  const { exemptZones = [] } = args.getConfig<PolicyConfig>();
  return exemptZones.some((zone) => zone.includes("."));
}

/** What a violation says of a stack with fewer zones than the policy's configuration demands. */
export function tooFewText(found: number, minimum: number): string {
  return (
    `This policy must find at least ${minimum} ${minimum === 1 ? "zone" : "zones"} in the stack, and has found ${found}.\n` +
    "  What to do: Check that the program has its lookups, or change minimum in the configuration of this policy."
  );
}
