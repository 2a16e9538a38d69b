import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet";
import { statusType } from "../status-types";
import { fleetViolationText, plannedViolationText, violationText } from "../violations";
import {
  exemption,
  exemptsByName,
  exemptZones,
  type KnownZone,
  lower,
  minimum,
  type PolicyConfig,
  tooFewText,
} from "./config";
import { FLEET_STATUS, KEX_RESOURCE, nameOfNewZone, namesOf, Undecided } from "./stack-zones";
import { NOT_SHOWN } from "./validate-auto-origin-tls-kex";

const STATUS = statusType("AutoOriginTlsKexStatus");

/**
 * Every lookup and every zone of a fleet in the stack must have the setting enabled, a fleet must have zones, and no
 * `cloudflare.ZoneAutoOriginTlsKex` may disable the setting. Sends no request: it judges what the program has read.
 *
 * In a preview, a zone that the same stack is about to enable counts as enabled. In up each resource is judged before
 * it is registered, so that an update stops before it disables the setting; with names among `exemptZones` at the end,
 * when it is known which zone has which name.
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
    // What will be enabled, and which zone has which name, is only known when the whole stack is.
    if (pulumi.runtime.isDryRun() || exemptsByName(args)) return;
    const violation = judge(args, exemption(args));
    if (violation) report(violation);
  },
  validateStack({ resources, ...args }, report) {
    const undecided = new Undecided();
    const statuses = resources.filter(({ type }) => type === STATUS || type === FLEET_STATUS);
    const isPreview = pulumi.runtime.isDryRun();
    const { minimum = 0 } = args.getConfig<PolicyConfig>();
    const zonesShownBy = ({ props }: PolicyResource): KnownZone[] =>
      Array.isArray(props.zones) ? [...props.zones] : [props];
    const zoneIds = statuses.flatMap((status) =>
      undecided.try(() => zonesShownBy(status).map((zone) => lower(zone?.zoneId))),
    );
    const found = new Set(zoneIds.filter(Boolean)).size;
    if (found < minimum && !undecided.isAny) report(tooFewText(found, minimum));
    if (!isPreview && !exemptsByName(args)) return;

    // A zone that is yet to be created has no status to judge.
    const unknown = new Undecided();
    const enabling = resources
      .filter(({ type }) => isPreview && type === KEX_RESOURCE)
      .map(({ props }) => unknown.try(() => props.enabled === true && lower(props.zoneId)))
      .filter(Boolean);
    const isExempt = exemption(args, namesOf(resources));
    const isPassed = (zone: KnownZone) =>
      isExempt(zone) || (zone.enabled === false && enabling.includes(lower(zone.zoneId)));
    for (const resource of resources) {
      const violation = undecided.try(() => judge(resource, isPassed));
      if (violation) report(violation, resource.urn);
    }
    undecided.throwIfAny();
  },
};

/** Says what is wrong with what a lookup or fleet has read, or with what a resource will set; undefined when nothing is. */
function judge(
  resource: Pick<PolicyResource, "type" | "name" | "props"> & Partial<PolicyResource>,
  isPassed: (zone: KnownZone) => boolean,
): string | undefined {
  const { type, name, props } = resource;
  if (type === KEX_RESOURCE) {
    // The zone may be yet to be created.
    const zoneId = new Undecided().try(() => props.zoneId as string);
    if (props.enabled === true || isPassed({ zoneId, name: nameOfNewZone(resource) })) return undefined;
    return plannedViolationText(name, zoneId);
  }
  if (type === STATUS) {
    const { zoneId, zoneName, enabled } = props;
    if (typeof zoneId !== "string" || typeof enabled !== "boolean") return NOT_SHOWN;
    return enabled || isPassed({ zoneId, name: zoneName, enabled }) ? undefined : violationText(zoneId, enabled);
  }
  if (type !== FLEET_STATUS) return undefined;
  if (!Array.isArray(props.zones)) return NOT_SHOWN;
  const zones = [...props.zones] as AutoOriginTlsKexFleetZone[];
  if (zones.some((zone) => typeof zone !== "object" || zone === null)) return NOT_SHOWN;
  return fleetViolationText(
    zones,
    true,
    zones.filter((zone) => !isPassed(zone)),
  );
}
