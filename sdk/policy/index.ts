/**
 * Policies for a @pulumi/policy `PolicyPack`, and the helper to write your own.
 *
 * @example
 * ```ts
 * new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled, zonesHaveAutoOriginTlsKex] });
 * ```
 */
export type { OriginTlsComplianceModesRule } from "../violations";
export { autoOriginTlsKexEnabled } from "./auto-origin-tls-kex-enabled";
export {
  type AutoOriginTlsKexFleetStatusProps,
  type AutoOriginTlsKexStatusProps,
  type ValidateStatus,
  validateAutoOriginTlsKex,
  validateAutoOriginTlsKexFleet,
} from "./validate-auto-origin-tls-kex";
export { zonesHaveAutoOriginTlsKex } from "./zones-have-auto-origin-tls-kex";
export { zonesHaveOriginTlsComplianceModes } from "./zones-have-origin-tls-compliance-modes";
