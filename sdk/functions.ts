import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexResult } from "../provider/auto-origin-tls-kex";
import type { AutoOriginTlsKexFleetZone } from "../provider/fleet-zone";
import type { OriginTlsComplianceModesResult } from "../provider/origin-tls-compliance-modes";
import type { ResponseInfo } from "../provider/response-info";
import type { FleetOptions, FleetZonesArgs } from "./auto-origin-tls-kex-fleet";
import { callOnce } from "./call-once";
import type { ZoneArgs } from "./lookup";
import { type AutoOriginTlsKexFleetSummary, summarizeFleet } from "./summarize-fleet";

/** The zone of a function call: exactly one of `zoneId` and `zoneName`, and the `profile` of {@link ZoneArgs}. */
export type ZoneLookupArgs = ({ zoneId: string; zoneName?: undefined } | { zoneId?: undefined; zoneName: string }) & {
  profile?: string | undefined;
};

/**
 * Reads the Auto-Origin TLS KEX status of a zone now, in the program itself: no resource, nothing in the state.
 * Equal calls of one program run share one request.
 *
 * @throws CloudflareError (as a rejection) as described there; Pulumi shows an uncaught one as one error of the stack
 */
export function getAutoOriginTlsKex(args: ZoneLookupArgs): Promise<AutoOriginTlsKexResult> {
  return callOnce("getAutoOriginTlsKex", args, async (query, readConfig) => {
    const { readAutoOriginTlsKex } = await import("../provider/auto-origin-tls-kex");
    return readAutoOriginTlsKex(query, readConfig);
  });
}

/** As {@link getAutoOriginTlsKex}, for a zone that may be an output; nothing is read while it is unknown. */
export function getAutoOriginTlsKexOutput(args: ZoneArgs): pulumi.Output<AutoOriginTlsKexResult> {
  return pulumi.output(args).apply((args) => getAutoOriginTlsKex(args as ZoneLookupArgs));
}

/**
 * Reads the Origin TLS Compliance Modes of a zone, as {@link getAutoOriginTlsKex} reads its setting.
 *
 * @throws CloudflareError (as a rejection)
 */
export function getOriginTlsComplianceModes(args: ZoneLookupArgs): Promise<OriginTlsComplianceModesResult> {
  return callOnce("getOriginTlsComplianceModes", args, async (query, readConfig) => {
    const { readOriginTlsComplianceModes } = await import("../provider/origin-tls-compliance-modes");
    return readOriginTlsComplianceModes(query, readConfig);
  });
}

/** As {@link getOriginTlsComplianceModes}, for a zone that may be an output. */
export function getOriginTlsComplianceModesOutput(args: ZoneArgs): pulumi.Output<OriginTlsComplianceModesResult> {
  return pulumi.output(args).apply((args) => getOriginTlsComplianceModes(args as ZoneLookupArgs));
}

/** The result of {@link getAutoOriginTlsKexFleet}. */
export interface AutoOriginTlsKexFleetResult extends AutoOriginTlsKexFleetSummary {
  /** The status of each zone, by name when they were listed by account, else by id. */
  zones: AutoOriginTlsKexFleetZone[];
  /** What Cloudflare said beside good answers; usually empty. */
  messages: ResponseInfo[];
}

/**
 * Reads the Auto-Origin TLS KEX status of many zones, as {@link AutoOriginTlsKexFleet} does but without a resource.
 *
 * @throws CloudflareError (as a rejection)
 */
export function getAutoOriginTlsKexFleet(
  args: FleetZonesArgs<"plain"> & FleetOptions,
): Promise<AutoOriginTlsKexFleetResult> {
  return callOnce("getAutoOriginTlsKexFleet", args, async (query, readConfig) => {
    const { readFleet } = await import("../provider/auto-origin-tls-kex-fleet");
    const fleet = await readFleet(query, readConfig);
    return { ...fleet, ...summarizeFleet(fleet.zones) };
  });
}

/** As {@link getAutoOriginTlsKexFleet}, for zones that may be outputs; nothing is read while one is unknown. */
export function getAutoOriginTlsKexFleetOutput(
  args: FleetZonesArgs<"input"> & FleetOptions,
): pulumi.Output<AutoOriginTlsKexFleetResult> {
  return pulumi.output(args).apply((args) => getAutoOriginTlsKexFleet(args as FleetZonesArgs<"plain"> & FleetOptions));
}

/**
 * Finds the id of the zone with a name.
 *
 * @throws CloudflareError (as a rejection) when there is not exactly one zone of this name that the credentials can see
 */
export function getZoneId(args: {
  name: string;
  /** The account to look in, where several have a zone of this name. */
  accountId?: string | undefined;
  profile?: string | undefined;
}): Promise<string> {
  // An object, because mocks can answer with nothing else.
  const found = callOnce("getZoneId", args, async (query, readConfig) => {
    const { findZoneId } = await import("../provider/zones");
    return { id: await findZoneId(query, readConfig) };
  });
  return found.then(({ id }) => id);
}
