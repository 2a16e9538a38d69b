import type { StackValidationPolicy } from "@pulumi/policy/policy";
import { violationText } from "../violation-text";
import { checkZones } from "./check-zones";
import { exemptZones, profile, zones } from "./zone-config";

/**
 * Every Cloudflare zone that the stack mentions must have the setting enabled: each `cloudflare:index/zone:Zone`, the
 * `zoneId` of any resource, the zones of a fleet that are not enabled, and the configured zones. The policy looks them
 * up itself, so it works for programs in any language and without this package in them. Credentials come from the
 * stack's configuration or the environment.
 *
 * Configuration: `zones` (further zone ids), `exemptZones`, `profile`.
 */
export const zonesHaveAutoOriginTlsKex: StackValidationPolicy = {
  name: "zones-have-auto-origin-tls-kex",
  description: "Every Cloudflare zone that the stack mentions must have Auto-Origin TLS KEX enabled.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { zones, exemptZones, profile } },
  validateStack: checkZones(async (query, readConfig) => {
    const { readAutoOriginTlsKex } = await import("../../provider/auto-origin-tls-kex");
    const { zoneId, enabled } = await readAutoOriginTlsKex(query, readConfig);
    return enabled ? undefined : violationText(zoneId, enabled);
  }),
};
