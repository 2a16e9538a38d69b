import type { PolicyResource, ReportViolation, StackValidation } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import { CloudflareError } from "../../provider/cloudflare-error";
import type { ReadConfig } from "../../provider/credentials";
import { FLEET_STATUS_TYPE } from "../auto-origin-tls-kex-fleet-status";
import { readStackConfig } from "../stack-config";
import type { ZonePolicyConfig } from "./zone-config";

/** Looks one zone up and returns what is wrong with it, or undefined. */
export type CheckZone = (
  query: { zoneId: string; profile?: string | undefined },
  readConfig: ReadConfig,
) => Promise<string | undefined>;

/**
 * Makes the `validateStack` of a policy that looks up every zone that the stack mentions or the policy's configuration
 * names, by itself: it depends on no lookup in the program. A zone that cannot be read is a violation of its own.
 */
export function checkZones(check: CheckZone): StackValidation {
  return async (args, report) => {
    const { zones = [], exemptZones = [], profile, ...others } = args.getConfig<ZonePolicyConfig>();
    // One that is misspelt would leave zones unchecked, in silence.
    for (const name of Object.keys(others)) {
      report(`The configuration of this policy has no ${JSON.stringify(name)}, only zones, exemptZones and profile.`);
    }
    const { mentioned, undecided } = zonesOf(args.resources, report);
    for (const zoneId of zones) if (!mentioned.has(zoneId)) mentioned.set(zoneId, undefined);
    for (const zoneId of exemptZones) mentioned.delete(zoneId);
    await Promise.all(
      [...mentioned].map(([zoneId, urn]) =>
        reportZone(() => check({ zoneId, profile }, readStackConfig), report, zoneId, urn),
      ),
    );
    // Pulumi reports it as "can't be known during preview"; thrown last, so that the known zones are judged first.
    if (undecided) throw undecided;
  };
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
    if (!(error instanceof CloudflareError)) throw error;
    report(`Zone ${zoneId} could not be checked. ${error.message}`, urn);
  }
}

/** The zones that a stack mentions, each with the URN of the resource to report it on. */
function zonesOf(resources: PolicyResource[], report: ReportViolation) {
  const mentioned = new Map<string, string | undefined>();
  let undecided: unknown;
  for (const resource of resources) {
    const isZone = resource.type === "cloudflare:index/zone:Zone";
    let zoneIds: unknown[];
    try {
      zoneIds = isZone ? [idOf(resource)] : zoneIdsOf(resource);
    } catch (error) {
      if (isCloudflare(resource)) undecided ??= error;
      continue;
    }
    for (const zoneId of zoneIds) {
      if (isZone && typeof zoneId !== "string")
        report("The id of this zone is missing, so it was not checked.", resource.urn);
      if (typeof zoneId !== "string" || !(isCloudflare(resource) || CLOUDFLARE_ZONE_ID.test(zoneId))) continue;
      // The zone itself is the best place for a violation, else the first resource that mentions it.
      if (isZone || !mentioned.has(zoneId)) mentioned.set(zoneId, resource.urn);
    }
  }
  return { mentioned, undecided };
}

/** The zones that a resource names: of a fleet those that are not enabled, which are all that its status has. */
function zoneIdsOf({ type, props }: PolicyResource): unknown[] {
  if (type !== FLEET_STATUS_TYPE) return [props.zoneId];
  return [...(props.disabledZoneIds ?? []), ...(props.failedZoneIds ?? [])];
}

/** The id of a zone; throws as for any unknown property when the zone is yet to be created. */
function idOf({ props }: PolicyResource): unknown {
  if (props.id !== undefined || !pulumi.runtime.isDryRun()) return props.id;
  // In a preview Pulumi leaves the id of a new resource out instead of marking it as unknown. The declarations of
  // @pulumi/policy lack this function, which they export.
  const { unknownCheckingProxy } = require("@pulumi/policy") as { unknownCheckingProxy<T>(props: T): T };
  return unknownCheckingProxy({ id: pulumi.runtime.unknownValue }).id;
}

/** Other clouds have properties named zoneId too, with ids of another form. */
const CLOUDFLARE_ZONE_ID = /^[0-9a-f]{32}$/;

const isCloudflare = ({ type }: PolicyResource) => /^cloudflare(-origin-tls)?:/.test(type);
