import type { ReportViolation, StackValidationArgs } from "@pulumi/policy/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { OriginTlsComplianceModesRule } from "../violations";

/** The configuration of a policy; `allowed` and `required` are those of the compliance modes. */
export interface PolicyConfig extends OriginTlsComplianceModesRule {
  exemptZones?: string[];
  minimum?: number;
  zones?: string[];
  profile?: string;
  lookUp?: boolean;
}

/** The schema of a configuration, by which Pulumi refuses a wrong type. */
export type PolicySchema = Record<string, PolicyConfigJSONSchema>;

/** What every policy here is configured with. */
export const COMMON_SCHEMA: PolicySchema = {
  exemptZones: {
    type: "array",
    items: { type: "string", pattern: "^[^\\s]{1,253}$" },
    description: "Ids or names of zones that this policy leaves out. A name counts where the stack tells it.",
  },
  minimum: {
    type: "integer",
    minimum: 1,
    description: "How many zones there must be at least, so that a stack without any does not pass unseen.",
  },
  zones: {
    type: "array",
    items: { type: "string", pattern: "^[A-Za-z0-9]{1,32}$" },
    description: "Ids of further zones to judge, beside those that the stack mentions.",
  },
  profile: {
    type: "string",
    default: "cloudflare",
    description: "The configuration namespace with the credentials for zones that the policy looks up itself.",
  },
  lookUp: {
    type: "boolean",
    default: true,
    description: "Whether the policy looks up zones whose setting nothing in the stack has read.",
  },
};

/** Reports each key that a configuration does not have, which Pulumi takes: a misspelt one would do nothing, in silence. */
export function checkKeys(
  { getConfig }: Pick<StackValidationArgs, "getConfig">,
  schema: PolicySchema,
  report: ReportViolation,
) {
  const names = Object.keys(schema);
  const known = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  for (const name of Object.keys(getConfig())) {
    if (!names.includes(name))
      report(`The configuration of this policy has no ${JSON.stringify(name)}, only ${known}.`);
  }
}

/** Returns a function that tells whether a zone is exempt, in any letter case. */
export function exemption({ exemptZones = [] }: PolicyConfig): (zone: { zoneId?: unknown; name?: unknown }) => boolean {
  const exempt = new Set(exemptZones.map((zone) => zone.toLowerCase()));
  return ({ zoneId, name }) =>
    [zoneId, name].some((known) => typeof known === "string" && exempt.has(known.toLowerCase()));
}

/** Whether zones are exempt by their names, which only the whole stack tells. */
export const exemptsByName = ({ exemptZones = [] }: PolicyConfig) => exemptZones.some((zone) => zone.includes("."));
