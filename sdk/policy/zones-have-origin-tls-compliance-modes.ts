import type { StackValidationPolicy } from "@pulumi/policy/policy";
import { checkArguments } from "../../provider/arguments";
import { badInput } from "../../provider/cloudflare/errors";
import { modesViolationText, type OriginTlsComplianceModesRule } from "../violations";
import { checkZones } from "./check-zones";
import { exemptZones, minimum, profile, zones } from "./config";
import { MODES_RESOURCE } from "./stack-zones";

/**
 * Makes a policy on the Origin TLS Compliance Modes of every Cloudflare zone that the stack mentions, which it looks
 * up itself, or judges by what the stack declares, as `zonesHaveAutoOriginTlsKex` does.
 *
 * Configuration: `zones` (further zone ids), `exemptZones`, `minimum`, `profile`.
 *
 * @throws OriginTlsError (`INPUT`) when the rule demands nothing
 */
export function zonesHaveOriginTlsComplianceModes(rule: OriginTlsComplianceModesRule): StackValidationPolicy {
  checkArguments("zonesHaveOriginTlsComplianceModes", rule, ["allowed", "required"]);
  if (!rule.allowed && !rule.required?.length) {
    throw badInput(
      "zonesHaveOriginTlsComplianceModes needs allowed or required modes",
      'Give at least one of them, for example { allowed: ["fips", "pqh"] }.',
    );
  }
  return {
    name: "zones-have-origin-tls-compliance-modes",
    description: "Every Cloudflare zone that the stack mentions must have the agreed Origin TLS Compliance Modes.",
    enforcementLevel: "mandatory",
    configSchema: { properties: { zones, exemptZones, minimum, profile } },
    validateStack: checkZones({
      resource: MODES_RESOURCE,
      async checkLive(query, client) {
        const { LOOKUPS } = await import("../../provider/lookups");
        const { zoneId, modes } = await LOOKUPS.OriginTlsComplianceModes(query, client);
        return modesViolationText(zoneId, modes, rule);
      },
      checkPlanned: ({ name, props }, zoneId) =>
        modesViolationText(zoneId, Array.isArray(props.values) ? [...props.values] : [], rule, name),
    }),
  };
}
