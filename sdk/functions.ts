import type * as pulumi from "@pulumi/pulumi";
import type { SettingResult } from "../provider/settings/setting-result";
import { callOutput, callPlain } from "./call";
import type { FunctionOptions, FunctionOutputOptions } from "./options";
import type { PlainZoneArgs, ZoneArgs } from "./zone-args";

/** The arguments of {@link getAutoOriginTlsKex}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type GetAutoOriginTlsKexArgs = PlainZoneArgs;

/** The arguments of {@link getAutoOriginTlsKexOutput}, which may be outputs. */
export type GetAutoOriginTlsKexOutputArgs = ZoneArgs;

/**
 * The Auto-Origin TLS KEX status of a zone.
 *
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export interface GetAutoOriginTlsKexResult extends SettingResult {
  /**
   * Whether Cloudflare selects the preferred key-exchange algorithm for its TLS connections to the zone's origin. When
   * false, the default ordering of algorithms is used: slower, but not less secure.
   */
  enabled: boolean;
}

/**
 * Reads the Auto-Origin TLS KEX status of a zone now, in the program itself: no resource, nothing in the state. Each call
 * is a request.
 *
 * @throws OriginTlsError (as a rejection); Pulumi shows an uncaught one as one error of the stack
 */
export function getAutoOriginTlsKex(
  args: GetAutoOriginTlsKexArgs,
  opts?: FunctionOptions,
): Promise<GetAutoOriginTlsKexResult> {
  return callPlain("AutoOriginTlsKex", args, opts);
}

/** As {@link getAutoOriginTlsKex}, for a zone that may be an output; nothing is read while it is unknown. */
export function getAutoOriginTlsKexOutput(
  args: GetAutoOriginTlsKexOutputArgs,
  opts?: FunctionOutputOptions,
): pulumi.Output<GetAutoOriginTlsKexResult> {
  return callOutput("AutoOriginTlsKex", args, opts);
}

/** The arguments of {@link getOriginTlsComplianceModes}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type GetOriginTlsComplianceModesArgs = PlainZoneArgs;

/** The arguments of {@link getOriginTlsComplianceModesOutput}, which may be outputs. */
export type GetOriginTlsComplianceModesOutputArgs = ZoneArgs;

/**
 * The Origin TLS Compliance Modes of a zone, which limit the algorithms that Auto-Origin TLS KEX picks from.
 *
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export interface GetOriginTlsComplianceModesResult extends SettingResult {
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new ones may come. Empty: no constraint. */
  modes: string[];
}

/**
 * Reads the Origin TLS Compliance Modes of a zone, as {@link getAutoOriginTlsKex} reads its setting.
 *
 * @throws OriginTlsError (as a rejection)
 */
export function getOriginTlsComplianceModes(
  args: GetOriginTlsComplianceModesArgs,
  opts?: FunctionOptions,
): Promise<GetOriginTlsComplianceModesResult> {
  return callPlain("OriginTlsComplianceModes", args, opts);
}

/** As {@link getOriginTlsComplianceModes}, for a zone that may be an output. */
export function getOriginTlsComplianceModesOutput(
  args: GetOriginTlsComplianceModesOutputArgs,
  opts?: FunctionOutputOptions,
): pulumi.Output<GetOriginTlsComplianceModesResult> {
  return callOutput("OriginTlsComplianceModes", args, opts);
}
