import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet-summary";
import { statusType } from "../../provider/settings/status-types";
import { fleetViolationText, plannedViolationText, violationText } from "../../provider/settings/violations";
import { exemption, exemptZones, type KnownZone, minimum, type PolicyConfig, tooFewText } from "./config";
import { KEX_RESOURCE, Undecided } from "./stack-zones";
import { NOT_SHOWN } from "./validate-auto-origin-tls-kex";

const STATUS = statusType("AutoOriginTlsKexStatus");
const FLEET_STATUS = statusType("AutoOriginTlsKexFleetStatus");

/**
 * Every lookup and every zone of a fleet in the stack must have the setting enabled, a fleet must have zones, and no
 * resource of @pulumi/cloudflare may disable the setting. Sends no request: it judges what the program has read.
 *
 * In a preview, a zone that the same stack is about to enable counts as enabled. In up each resource is judged before
 * it is registered, so that an update stops before it disables the setting.
 *
 * Configuration: `exemptZones`, the ids or names of zones that may have it disabled, and `minimum`, how many zones there
 * must be.
 */
export const autoOriginTlsKexEnabled: ResourceValidationPolicy & StackValidationPolicy = {
  name: "auto-origin-tls-kex-enabled",
  description: "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { exemptZones, minimum } },
  validateResource(args, report) {
    const isExempt = exemption(args);
    if (args.type === KEX_RESOURCE) {
      // The zone may be yet to be created.
      const zoneId = new Undecided().try(() => args.props.zoneId as string);
      if (!args.props.enabled && !isExempt({ zoneId })) report(plannedViolationText(args.name, zoneId));
    }
    // What will be enabled is only known when the whole stack is.
    if (pulumi.runtime.isDryRun()) return;
    const violation = judge(args, isExempt);
    if (violation) report(violation);
  },
  validateStack({ resources, ...args }, report) {
    const isExempt = exemption(args);
    const undecided = new Undecided();
    const statuses = resources.filter(({ type }) => type === STATUS || type === FLEET_STATUS);
    const found = statuses.map(
      ({ type, props }) => undecided.try(() => (type === STATUS ? 1 : Number(props.total))) ?? 1,
    );
    const total = found.reduce((sum, zones) => sum + zones, 0);
    const { minimum = 0 } = args.getConfig<PolicyConfig>();
    if (total < minimum) report(tooFewText(total, minimum));
    if (!pulumi.runtime.isDryRun()) return;

    // A zone that is yet to be created has no status to judge.
    const unknown = new Undecided();
    const enabling = resources
      .filter(({ type }) => type === KEX_RESOURCE)
      .map(({ props }) => unknown.try(() => (props.enabled === true ? String(props.zoneId).toLowerCase() : "")));
    const isDone = (zone: KnownZone) => isExempt(zone) || enabling.includes(zone.zoneId?.toLowerCase());
    for (const status of statuses) {
      const violation = undecided.try(() => judge(status, isDone));
      if (violation) report(violation, status.urn);
    }
    undecided.throwIfAny();
  },
};

/** Says what is wrong with the status of a lookup or fleet; undefined when nothing is, and of other resources. */
function judge(
  { type, props }: Pick<PolicyResource, "type" | "props">,
  isExempt: (zone: KnownZone) => boolean,
): string | undefined {
  if (type === STATUS) {
    const { zoneId, enabled } = props;
    if (typeof zoneId !== "string" || typeof enabled !== "boolean") return NOT_SHOWN;
    return enabled || isExempt({ zoneId }) ? undefined : violationText(zoneId, enabled);
  }
  if (type !== FLEET_STATUS) return undefined;
  if (!Array.isArray(props.zones)) return NOT_SHOWN;
  const zones = [...props.zones] as AutoOriginTlsKexFleetZone[];
  return fleetViolationText(
    zones,
    true,
    zones.filter((zone) => !isExempt(zone)),
  );
}
