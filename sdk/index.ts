export type { AutoOriginTlsKexResult } from "../provider/auto-origin-tls-kex";
export { CloudflareError } from "../provider/cloudflare-error";
export type { AutoOriginTlsKexFleetZone } from "../provider/fleet-zone";
export type { OriginTlsComplianceModesResult } from "../provider/origin-tls-compliance-modes";
export type { ResponseInfo } from "../provider/response-info";
export { type AssertAutoOriginTlsKexOptions, assertAutoOriginTlsKex } from "./assert-auto-origin-tls-kex";
export { AutoOriginTlsKex, type AutoOriginTlsKexArgs } from "./auto-origin-tls-kex";
export { AutoOriginTlsKexFleet, type AutoOriginTlsKexFleetArgs } from "./auto-origin-tls-kex-fleet";
export {
  AutoOriginTlsKexFleetStatus,
  type AutoOriginTlsKexFleetStatusArgs,
} from "./auto-origin-tls-kex-fleet-status";
export { AutoOriginTlsKexStatus, type AutoOriginTlsKexStatusArgs } from "./auto-origin-tls-kex-status";
export {
  type AutoOriginTlsKexFleetResult,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexFleet,
  getAutoOriginTlsKexFleetOutput,
  getAutoOriginTlsKexOutput,
  getOriginTlsComplianceModes,
  getOriginTlsComplianceModesOutput,
  getZoneId,
  type ZoneLookupArgs,
} from "./functions";
export { OriginTlsComplianceModes, type OriginTlsComplianceModesArgs } from "./origin-tls-compliance-modes";
export type { AutoOriginTlsKexFleetSummary } from "./summarize-fleet";
