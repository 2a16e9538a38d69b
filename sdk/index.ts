export { OriginTlsError, type OriginTlsErrorCode } from "../provider/cloudflare/errors";
export type { ResponseInfo } from "../provider/cloudflare/response-info";
export type { AutoOriginTlsKexFleetZone } from "../provider/settings/fleet-zone";
export type { SettingResult } from "../provider/settings/setting-result";
export type { AssertAutoOriginTlsKexOptions, AutoOriginTlsKexTarget } from "./assertion";
export { assertAutoOriginTlsKex } from "./assertion";
export { AutoOriginTlsKex, type AutoOriginTlsKexArgs } from "./auto-origin-tls-kex";
export {
  AutoOriginTlsKexFleet,
  type AutoOriginTlsKexFleetArgs,
  type AutoOriginTlsKexFleetByAccountArgs,
  type AutoOriginTlsKexFleetByIdsArgs,
  type EitherZoneIdsOrAccountId,
  type GiveEitherZoneIdsOrAccountId,
} from "./fleet";
export type {
  GetAutoOriginTlsKexFleetArgs,
  GetAutoOriginTlsKexFleetOutputArgs,
  GetAutoOriginTlsKexFleetResult,
} from "./fleet-functions";
export { getAutoOriginTlsKexFleet, getAutoOriginTlsKexFleetOutput } from "./fleet-functions";
export type { AutoOriginTlsKexFleetSummary } from "./fleet-summary";
export {
  type GetAutoOriginTlsKexArgs,
  type GetAutoOriginTlsKexOutputArgs,
  type GetAutoOriginTlsKexResult,
  type GetOriginTlsComplianceModesArgs,
  type GetOriginTlsComplianceModesOutputArgs,
  type GetOriginTlsComplianceModesResult,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexOutput,
  getOriginTlsComplianceModes,
  getOriginTlsComplianceModesOutput,
} from "./functions";
export type { FunctionOptions, FunctionOutputOptions, LookupOptions } from "./options";
export { OriginTlsComplianceModes, type OriginTlsComplianceModesArgs } from "./origin-tls-compliance-modes";
export type {
  AutoOriginTlsKexFleetStatusArgs,
  AutoOriginTlsKexStatusArgs,
  OriginTlsComplianceModesStatusArgs,
} from "./status";
export { AutoOriginTlsKexFleetStatus, AutoOriginTlsKexStatus, OriginTlsComplianceModesStatus } from "./status";
export type {
  EitherZoneIdOrZoneName,
  GiveEitherZoneIdOrZoneName,
  PlainZoneArgs,
  ProfileArgs,
  ZoneArgs,
  ZoneByIdArgs,
  ZoneByNameArgs,
} from "./zone-args";
export type { GetZoneIdArgs, GetZoneIdOutputArgs, GetZoneIdResult } from "./zone-id";
export { getZoneId, getZoneIdOutput } from "./zone-id";
