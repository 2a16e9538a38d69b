import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet-summary";
import { statusType } from "../../provider/settings/status-types";
import { fleetViolationText, plannedViolationText, violationText } from "../../provider/settings/violations";
import { exemption, exemptZones } from "./config";
import { KEX_RESOURCE, Undecided } from "./stack-zones";
import { NOT_SHOWN } from "./validate-auto-origin-tls-kex";

/**
 * Every lookup and every zone of a fleet in the stack must have the setting enabled, a fleet must have zones, and no
 * resource of @pulumi/cloudflare may disable the setting. Sends no request: it judges what the program has read.
 *
 * In a preview, a zone that the same stack is about to enable counts as enabled. In up each resource is judged before
 * it is registered, so that an update stops before it disables the setting.
 *
 * Configuration: `exemptZones`, the ids of zones that may have it disabled.
 */
export const autoOriginTlsKexEnabled: ResourceValidationPolicy & StackValidationPolicy = {
  name: "auto-origin-tls-kex-enabled",
  description: "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { exemptZones } },
  validateResource(args, report) {
    const isExempt = exemption(args);
    if (args.type === KEX_RESOURCE) {
      // The zone may be yet to be created.
      const zoneId = new Undecided().try(() => args.props.zoneId as string);
      const exempt = zoneId !== undefined && isExempt(zoneId);
      if (!args.props.enabled && !exempt) report(plannedViolationText(args.name, zoneId));
    }
    // What will be enabled is only known when the whole stack is.
    if (pulumi.runtime.isDryRun()) return;
    const violation = judge(args, isExempt);
    if (violation) report(violation);
  },
  validateStack(args, report) {
    if (!pulumi.runtime.isDryRun()) return;
    const isExempt = exemption(args);
    const undecided = new Undecided();
    const enabling = args.resources
      .filter(({ type }) => type === KEX_RESOURCE)
      .map(({ props }) => undecided.try(() => (props.enabled === true ? (props.zoneId as string) : undefined)));
    for (const resource of args.resources) {
      const isDone = (zoneId: string) => isExempt(zoneId) || enabling.includes(zoneId);
      const violation = undecided.try(() => judge(resource, isDone));
      if (violation) report(violation, resource.urn);
    }
    undecided.throwIfAny();
  },
};

/** Says what is wrong with the status of a lookup or fleet; undefined when nothing is, and of other resources. */
function judge(
  { type, props }: Pick<PolicyResource | ResourceValidationArgs, "type" | "props">,
  isExempt: (zoneId: string) => boolean,
): string | undefined {
  if (type === statusType("AutoOriginTlsKexStatus")) {
    const { zoneId, enabled } = props;
    if (typeof zoneId !== "string" || typeof enabled !== "boolean") return NOT_SHOWN;
    return enabled || isExempt(zoneId) ? undefined : violationText(zoneId, enabled);
  }
  if (type === statusType("AutoOriginTlsKexFleetStatus")) {
    if (!Array.isArray(props.zones)) return NOT_SHOWN;
    const zones = [...props.zones] as AutoOriginTlsKexFleetZone[];
    return fleetViolationText(
      zones,
      true,
      zones.filter(({ zoneId }) => !isExempt(zoneId)),
    );
  }
  return undefined;
}
