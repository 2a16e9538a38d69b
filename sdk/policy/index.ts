/**
 * Policies for a @pulumi/policy `PolicyPack`, and the helper to write your own.
 *
 * @example
 * ```ts
 * new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled, zonesHaveAutoOriginTlsKex] });
 * ```
 */
export { autoOriginTlsKexEnabled } from "./auto-origin-tls-kex-enabled";
export { type OriginTlsComplianceModesRule, originTlsComplianceModes } from "./origin-tls-compliance-modes";
export { type AutoOriginTlsKexStatusProps, validateAutoOriginTlsKex } from "./validate-auto-origin-tls-kex";
export { zonesHaveAutoOriginTlsKex } from "./zones-have-auto-origin-tls-kex";
