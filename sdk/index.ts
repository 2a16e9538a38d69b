export { OriginTlsError, type OriginTlsErrorCode } from "../provider/cloudflare/errors";
export type { ResponseInfo } from "../provider/cloudflare/response-info";
export type { AutoOriginTlsKexFleetZone } from "../provider/settings/fleet-zone";
export type { SettingResult } from "../provider/settings/setting-result";
export type { AssertAutoOriginTlsKexOptions, AutoOriginTlsKexTarget } from "./assertion/assertion";
export { assertAutoOriginTlsKex } from "./assertion/assertion";
export {
  AutoOriginTlsKexFleet,
  type AutoOriginTlsKexFleetArgs,
  type AutoOriginTlsKexFleetByAccountArgs,
  type AutoOriginTlsKexFleetByIdsArgs,
  type EitherZoneIdsOrAccountId,
  type GiveEitherZoneIdsOrAccountId,
} from "./fleet/fleet";
export type {
  GetAutoOriginTlsKexFleetArgs,
  GetAutoOriginTlsKexFleetOutputArgs,
  GetAutoOriginTlsKexFleetResult,
} from "./fleet/functions";
export { getAutoOriginTlsKexFleet, getAutoOriginTlsKexFleetOutput } from "./fleet/functions";
export { AutoOriginTlsKexFleetStatus, type AutoOriginTlsKexFleetStatusArgs } from "./fleet/status";
export type { AutoOriginTlsKexFleetSummary } from "./fleet/summary";
export type { FunctionOptions, FunctionOutputOptions, LookupOptions } from "./lookup/options";
export type {
  EitherZoneIdOrZoneName,
  GiveEitherZoneIdOrZoneName,
  PlainZoneArgs,
  ProfileArgs,
  ZoneArgs,
  ZoneByIdArgs,
  ZoneByNameArgs,
} from "./lookup/zone-args";
export {
  AutoOriginTlsKex,
  type AutoOriginTlsKexArgs,
  AutoOriginTlsKexStatus,
  type AutoOriginTlsKexStatusArgs,
  type GetAutoOriginTlsKexArgs,
  type GetAutoOriginTlsKexOutputArgs,
  type GetAutoOriginTlsKexResult,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexOutput,
} from "./settings/auto-origin-tls-kex";
export {
  type GetOriginTlsComplianceModesArgs,
  type GetOriginTlsComplianceModesOutputArgs,
  type GetOriginTlsComplianceModesResult,
  getOriginTlsComplianceModes,
  getOriginTlsComplianceModesOutput,
  OriginTlsComplianceModes,
  type OriginTlsComplianceModesArgs,
  OriginTlsComplianceModesStatus,
  type OriginTlsComplianceModesStatusArgs,
} from "./settings/origin-tls-compliance-modes";
export type { GetZoneIdArgs, GetZoneIdOutputArgs, GetZoneIdResult } from "./zone-id";
export { getZoneId, getZoneIdOutput } from "./zone-id";
