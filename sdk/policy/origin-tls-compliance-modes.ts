import type { StackValidationPolicy } from "@pulumi/policy/policy";
import { checkZones } from "./check-zones";
import { exemptZones, profile, zones } from "./zone-config";

/** What {@link originTlsComplianceModes} demands; at least one of them. */
export interface OriginTlsComplianceModesRule {
  /** The only modes that a zone may have, for example `["fips", "pqh"]`. */
  allowed?: string[] | undefined;
  /** The modes that each zone must have. */
  required?: string[] | undefined;
}

/**
 * Makes a policy on the Origin TLS Compliance Modes of every Cloudflare zone that the stack mentions, which it looks
 * up itself. Configuration: `zones` (further zone ids), `exemptZones`, `profile`.
 *
 * @throws Error when the rule demands nothing
 */
export function originTlsComplianceModes({ allowed, required }: OriginTlsComplianceModesRule): StackValidationPolicy {
  if (!allowed && !required?.length) throw new Error("originTlsComplianceModes needs allowed or required modes");
  return {
    name: "origin-tls-compliance-modes",
    description: "Every Cloudflare zone that the stack mentions must have the agreed Origin TLS Compliance Modes.",
    enforcementLevel: "mandatory",
    configSchema: { properties: { zones, exemptZones, profile } },
    validateStack: checkZones(async (query, readConfig) => {
      const { readOriginTlsComplianceModes } = await import("../../provider/origin-tls-compliance-modes");
      const { zoneId, modes } = await readOriginTlsComplianceModes(query, readConfig);
      const extra = allowed ? modes.filter((mode) => !allowed.includes(mode)) : [];
      const missing = required?.filter((mode) => !modes.includes(mode)) ?? [];
      if (extra.length === 0 && missing.length === 0) return undefined;
      const wanted = [...modes.filter((mode) => !extra.includes(mode)), ...missing];
      return (
        `The Origin TLS Compliance Modes of zone ${zoneId} are ${JSON.stringify(modes)}` +
        `${extra.length > 0 ? `, ${JSON.stringify(extra)} not allowed` : ""}` +
        `${missing.length > 0 ? `, ${JSON.stringify(missing)} missing` : ""}.\n` +
        `  What to do: Set them with PATCH /zones/${zoneId}/settings/origin_tls_compliance_modes and ${JSON.stringify({ value: wanted })}.`
      );
    }),
  };
}
