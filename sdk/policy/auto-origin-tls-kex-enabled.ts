import type { ResourceValidationPolicy } from "@pulumi/policy/policy";
import { violationText } from "../assert-auto-origin-tls-kex";
import { validateAutoOriginTlsKex } from "./validate-auto-origin-tls-kex";
import { exemptZones } from "./zone-config";

/**
 * Every lookup in the stack must find the setting enabled. Sends no request: it judges what the program has read.
 *
 * Configuration: `exemptZones`, the ids of zones that may have it disabled.
 */
export const autoOriginTlsKexEnabled: ResourceValidationPolicy = {
  name: "auto-origin-tls-kex-enabled",
  description: "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { exemptZones } },
  validateResource: validateAutoOriginTlsKex(({ zoneId, enabled }, args, report) => {
    const { exemptZones = [] } = args.getConfig<{ exemptZones?: string[] }>();
    if (!enabled && !exemptZones.includes(zoneId)) report(violationText(zoneId, enabled));
  }),
};
