export { OriginTlsError, type OriginTlsErrorCode } from "../provider/cloudflare/errors";
export type { ResponseInfo } from "../provider/cloudflare/response-info";
export type { AutoOriginTlsKexFleetZone, SettingResult } from "../provider/settings/definitions";
export type { AssertAutoOriginTlsKexOptions, AutoOriginTlsKexTarget } from "./assertion/assertion";
export { assertAutoOriginTlsKex } from "./assertion/assertion";
export type { AutoOriginTlsKexFleetStatusArgs } from "./fleet/fleet";
export { AutoOriginTlsKexFleet, AutoOriginTlsKexFleetStatus } from "./fleet/fleet";
export type {
  AutoOriginTlsKexFleetArgs,
  AutoOriginTlsKexFleetByAccountArgs,
  AutoOriginTlsKexFleetByIdsArgs,
  AutoOriginTlsKexFleetSummary,
  EitherZoneIdsOrAccountId,
  GetAutoOriginTlsKexFleetArgs,
  GetAutoOriginTlsKexFleetOutputArgs,
  GetAutoOriginTlsKexFleetResult,
  GiveEitherZoneIdsOrAccountId,
} from "./fleet/functions";
export { getAutoOriginTlsKexFleet, getAutoOriginTlsKexFleetOutput } from "./fleet/functions";
export type {
  EitherZoneIdOrZoneName,
  FunctionOptions,
  FunctionOutputOptions,
  GiveEitherZoneIdOrZoneName,
  LookupOptions,
  PlainZoneArgs,
  ProfileArgs,
  ZoneArgs,
  ZoneByIdArgs,
  ZoneByNameArgs,
} from "./lookup/args";
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
