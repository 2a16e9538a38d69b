import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy/policy";
import { FLEET_STATUS_TYPE } from "../auto-origin-tls-kex-fleet-status";
import { fleetViolationText, violationText } from "../violation-text";
import { NOT_SHOWN, validateAutoOriginTlsKex } from "./validate-auto-origin-tls-kex";
import { exemptZones } from "./zone-config";

/**
 * Every lookup and every zone of a fleet in the stack must have the setting enabled, and a fleet must have zones. Sends
 * no request: it judges what the program has read.
 *
 * Configuration: `exemptZones`, the ids of zones that may have it disabled.
 */
export const autoOriginTlsKexEnabled: ResourceValidationPolicy = {
  name: "auto-origin-tls-kex-enabled",
  description: "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { exemptZones } },
  validateResource: [
    validateAutoOriginTlsKex(({ zoneId, enabled }, args, report) => {
      if (!enabled && !exemptOf(args).includes(zoneId)) report(violationText(zoneId, enabled));
    }),
    ({ type, props, ...args }, report) => {
      if (type !== FLEET_STATUS_TYPE) return;
      const { total, disabledZoneIds, failedZoneIds } = props;
      if (typeof total !== "number" || !Array.isArray(disabledZoneIds) || !Array.isArray(failedZoneIds)) {
        return report(NOT_SHOWN);
      }
      const exempt = exemptOf(args);
      const judged = (zoneIds: string[]) => [...zoneIds].filter((zoneId) => !exempt.includes(zoneId));
      const zones = { total, wrong: judged(disabledZoneIds), failed: judged(failedZoneIds) };
      const violation = fleetViolationText(zones, true);
      if (violation) report(violation);
    },
  ],
};

const exemptOf = (args: Pick<ResourceValidationArgs, "getConfig">) =>
  args.getConfig<{ exemptZones?: string[] }>().exemptZones ?? [];
