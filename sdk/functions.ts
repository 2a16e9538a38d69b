import type * as pulumi from "@pulumi/pulumi";
import type { SettingResult } from "../provider/settings/setting-result";
import { callOutput, callPlain } from "./call";
import type { FunctionOptions, FunctionOutputOptions } from "./options";
import type { PlainZoneArgs, ZoneArgs } from "./zone-args";

/** The arguments of {@link getAutoOriginTlsKex}: either `zoneId` or `zoneName`, and the `profile`. */
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
   * Whether Auto-Origin TLS KEX is on: Cloudflare starts TLS connections to the zone's origins with the key exchange that
   * they prefer. Off, it starts with its default order, which can be slower and is not less secure.
   */
  enabled: boolean;
}

/**
 * Reads the Auto-Origin TLS KEX status of a zone now: no resource, nothing in the state. Each call is a request.
 *
 * @throws OriginTlsError (as a rejection); Pulumi shows an uncaught one as one error of the stack
 */
export function getAutoOriginTlsKex(
  args: GetAutoOriginTlsKexArgs,
  opts?: FunctionOptions,
): Promise<GetAutoOriginTlsKexResult> {
  return callPlain("AutoOriginTlsKex", args, opts);
}

/** As {@link getAutoOriginTlsKex}, for a zone that may be an output. While it is unknown, nothing is read. */
export function getAutoOriginTlsKexOutput(
  args: GetAutoOriginTlsKexOutputArgs,
  opts?: FunctionOutputOptions,
): pulumi.Output<GetAutoOriginTlsKexResult> {
  return callOutput("AutoOriginTlsKex", args, opts);
}

/** The arguments of {@link getOriginTlsComplianceModes}: either `zoneId` or `zoneName`, and the `profile`. */
export type GetOriginTlsComplianceModesArgs = PlainZoneArgs;

/** The arguments of {@link getOriginTlsComplianceModesOutput}, which may be outputs. */
export type GetOriginTlsComplianceModesOutputArgs = ZoneArgs;

/**
 * The Origin TLS Compliance Modes of a zone, which limit the key exchanges that Auto-Origin TLS KEX chooses from.
 *
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export interface GetOriginTlsComplianceModesResult extends SettingResult {
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new modes may come. Empty: no limit. */
  modes: string[];
}

/**
 * Reads the Origin TLS Compliance Modes of a zone, as {@link getAutoOriginTlsKex} reads its setting. They limit the key
 * exchanges that Auto-Origin TLS KEX chooses from.
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
