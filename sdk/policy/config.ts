import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy/policy";
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

/** The configuration of the policies here; those that send no requests have `exemptZones` only. */
export interface PolicyConfig {
  zones?: string[];
  exemptZones?: string[];
  profile?: string;
}

/** Returns a function that tells whether a zone is exempt by a policy's configuration. */
export function exemption(args: Pick<ResourceValidationArgs | StackValidationArgs, "getConfig">) {
  const { exemptZones = [] } = args.getConfig<PolicyConfig>();
  const exempt = new Set(exemptZones.map((zoneId) => zoneId.toLowerCase()));
  return (zoneId: string): boolean => exempt.has(zoneId.toLowerCase());
}
