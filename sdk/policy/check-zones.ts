import type { PolicyResource, ReportViolation, StackValidation } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { Client } from "../../provider/cloudflare/client";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import { readStackConfig } from "../stack-config";
import { isStatusType } from "../status-types";
import { NO_ZONES } from "../violations";
import type { PolicyConfig } from "./config";
import { exemption, lower, tooFewText } from "./config";
import { FLEET_STATUS, nameOfNewZone, namesOf, Undecided, ZONE_RESOURCE, zonesOf } from "./stack-zones";
import { NOT_SHOWN } from "./validate-auto-origin-tls-kex";

/** What a policy demands of a zone. */
export interface ZoneRule {
  /** The type of the resource that sets the setting. */
  resource: string;
  /** Looks a zone up and returns what is wrong with it, or undefined. */
  checkLive(query: { zoneId: string; profile?: string | undefined }, client: Client): Promise<string | undefined>;
  /** Returns what is wrong with what such a resource will set, or undefined. */
  checkPlanned(resource: PolicyResource, zoneId: string | undefined): string | undefined;
}

/**
 * Makes the `validateStack` of a policy on every zone that the stack mentions or the policy's configuration names. In a
 * preview, a zone whose setting the stack declares is judged by what it will be; every other zone is looked up by the
 * policy itself. A zone that cannot be read is a violation of its own, and so is a fleet without zones.
 */
export function checkZones(rule: ZoneRule): StackValidation {
  return async (args, report) => {
    const { zones: further = [], exemptZones: _, minimum = 0, profile, ...others } = args.getConfig<PolicyConfig>();
    // One that is misspelt would leave zones unchecked, in silence.
    for (const name of Object.keys(others)) {
      const known = "zones, exemptZones, minimum and profile";
      report(`The configuration of this policy has no ${JSON.stringify(name)}, only ${known}.`);
    }
    const undecided = new Undecided();
    const isExempt = exemption(args, namesOf(args.resources));
    // One that is yet to be created has a name and no id.
    const isExemptNewZone = ({ type, props }: PolicyResource) => {
      if (type !== ZONE_RESOURCE) return false;
      const known = new Undecided();
      return typeof known.try(() => props.id) !== "string" && isExempt({ name: known.try(() => props.name) });
    };
    const resources = args.resources.filter((resource) => !isExemptNewZone(resource));
    const zones = new Map<string, string | undefined>(zonesOf(resources, undecided));
    for (const zoneId of further.map(lower)) if (!zones.has(zoneId)) zones.set(zoneId, undefined);
    if (zones.size < minimum && !pulumi.runtime.isDryRun()) report(tooFewText(zones.size, minimum));
    for (const zoneId of zones.keys()) if (isExempt({ zoneId })) zones.delete(zoneId);

    for (const resource of resources) {
      const problem = unseenText(resource, undecided);
      if (problem) report(problem, resource.urn);
    }
    for (const resource of resources.filter(({ type }) => type === rule.resource)) {
      const zoneId = undecided.try(() => resource.props.zoneId as unknown);
      const known = lower(zoneId) || undefined;
      if (isExempt({ zoneId: known, name: nameOfNewZone(resource) })) continue;
      if (!pulumi.runtime.isDryRun()) {
        // It has been applied when a stack is judged, so what is live decides; this is where it can be changed.
        if (known) zones.set(known, resource.urn);
        continue;
      }
      const violation = undecided.try(() => rule.checkPlanned(resource, known));
      if (violation) report(violation, resource.urn);
      if (known) zones.delete(known);
    }
    const { createClient } = await import("../../provider/cloudflare/client");
    const client = createClient(readStackConfig);
    const check = (zoneId: string) => rule.checkLive({ zoneId, profile }, client);
    await Promise.all([...zones].map(([zoneId, urn]) => reportZone(() => check(zoneId), report, zoneId, urn)));
    // Thrown last, so that what is known is judged first.
    undecided.throwIfAny();
  };
}

/** Says what a policy needs and is not shown of a zone or a status, or that a fleet has no zones. */
function unseenText({ type, props }: PolicyResource, undecided: Undecided): string | undefined {
  if (type === ZONE_RESOURCE) {
    const isMissing = !pulumi.runtime.isDryRun() && typeof props.id !== "string";
    return isMissing ? "The id of this zone is missing, so it was not checked." : undefined;
  }
  if (!isStatusType(type)) return undefined;
  if (type === FLEET_STATUS && undecided.try(() => props.total) === 0) return NO_ZONES;
  return undecided.try(() => props.zoneId ?? props.zones ?? null) === null ? NOT_SHOWN : undefined;
}

async function reportZone(
  check: () => Promise<string | undefined>,
  report: ReportViolation,
  zoneId: string,
  urn: string | undefined,
): Promise<void> {
  try {
    const violation = await check();
    if (violation) report(violation, urn);
  } catch (error) {
    if (!(error instanceof OriginTlsError)) throw error;
    report(`Zone ${zoneId} could not be checked. ${error.message}`, urn);
  }
}
