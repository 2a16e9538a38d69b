/** Policies for a @pulumi/policy `PolicyPack`, and the helpers to write your own: see docs/policies.md. */

export { autoOriginTlsKexEnabled } from "./auto-origin-tls-kex-enabled";
export type { OriginTlsComplianceModesRule } from "./modes-rule";
export { originTlsComplianceModesMatch } from "./origin-tls-compliance-modes-match";
export type {
  AutoOriginTlsKexFleetStatusProps,
  AutoOriginTlsKexStatusProps,
  ValidateStatus,
} from "./validate-auto-origin-tls-kex";
export { validateAutoOriginTlsKex, validateAutoOriginTlsKexFleet } from "./validate-auto-origin-tls-kex";
