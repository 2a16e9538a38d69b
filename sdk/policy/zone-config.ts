import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

const zoneIds: PolicyConfigJSONSchema = { type: "array", items: { type: "string", pattern: "^[A-Za-z0-9]{1,32}$" } };

/** Schema of `exemptZones`, which every policy here has. */
export const exemptZones: PolicyConfigJSONSchema = {
  ...zoneIds,
  description: "Ids of zones that this policy leaves out.",
};

/** Schema of `zones`. */
export const zones: PolicyConfigJSONSchema = {
  ...zoneIds,
  description: "Ids of further zones to check, beside those that the stack mentions.",
};

/** Schema of `profile`. */
export const profile: PolicyConfigJSONSchema = {
  type: "string",
  default: "cloudflare",
  description: "The configuration namespace with the account's credentials.",
};

/** The configuration of a policy that looks zones up by itself. */
export interface ZonePolicyConfig {
  zones?: string[];
  exemptZones?: string[];
  profile?: string;
}
