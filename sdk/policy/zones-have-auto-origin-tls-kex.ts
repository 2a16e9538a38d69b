import type { StackValidationPolicy } from "@pulumi/policy/policy";
import { plannedViolationText, violationText } from "../violations";
import { checkZones } from "./check-zones";
import { exemptZones, minimum, profile, zones } from "./config";
import { KEX_RESOURCE } from "./stack-zones";

/**
 * Every Cloudflare zone that the stack mentions must have the setting enabled: each `cloudflare:index/zone:Zone`, each
 * `zoneId` and `zoneIds` at any depth of any resource, the zones of fleets, and the configured zones. The policy looks
 * them up itself, so it works for programs in any language and without this package in them. Credentials come from the
 * stack's configuration or the environment.
 *
 * In a preview, a zone whose setting the stack declares with @pulumi/cloudflare is judged by what it will be, without a
 * request. In up what is live decides.
 *
 * Configuration: `zones` (further zone ids), `exemptZones`, `minimum`, `profile`.
 */
export const zonesHaveAutoOriginTlsKex: StackValidationPolicy = {
  name: "zones-have-auto-origin-tls-kex",
  description: "Every Cloudflare zone that the stack mentions must have Auto-Origin TLS KEX enabled.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { zones, exemptZones, minimum, profile } },
  validateStack: checkZones({
    resource: KEX_RESOURCE,
    async checkLive(query, client) {
      const { LOOKUPS } = await import("../../provider/lookups");
      const { zoneId, enabled } = await LOOKUPS.AutoOriginTlsKex(query, client);
      return enabled ? undefined : violationText(zoneId, enabled);
    },
    checkPlanned: ({ name, props }, zoneId) =>
      props.enabled === true ? undefined : plannedViolationText(name, zoneId),
  }),
};
