import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy/policy";
import { statusType } from "../../provider/settings/status-types";

/** The status of a zone that a lookup in the program has read. */
export interface AutoOriginTlsKexStatusProps {
  zoneId: string;
  enabled: boolean;
  /** As Cloudflare wrote it (RFC 3339); null for a setting that was never changed. */
  modifiedOn: string | null;
}

/** The violation of a status that has no value. */
export const NOT_SHOWN =
  "The Auto-Origin TLS KEX status of this lookup was not shown to the policy, so it cannot be decided.";

/**
 * Makes the `validateResource` of a policy that is called for the status of each lookup in the stack.
 *
 * A status without a value, which a program can cause with `PULUMI_NODEJS_SKIP_COMPONENT_INPUTS`, is a violation by
 * itself. One that is unknown in preview is reported by Pulumi as not decidable yet, and decided in up.
 *
 * @example
 * ```ts
 * validateResource: validateAutoOriginTlsKex((status, args, report) => {
 *   if (status.modifiedOn === null) report(`Zone ${status.zoneId} still has the default.`);
 * })
 * ```
 */
export function validateAutoOriginTlsKex(
  validate: (
    status: AutoOriginTlsKexStatusProps,
    args: ResourceValidationArgs,
    report: ReportViolation,
  ) => Promise<void> | void,
): ResourceValidation {
  return (args, report) => {
    if (args.type !== statusType("AutoOriginTlsKexStatus")) return;
    const { zoneId, enabled, modifiedOn = null } = args.props;
    if (typeof zoneId !== "string" || typeof enabled !== "boolean") {
      return report(NOT_SHOWN);
    }
    return validate({ zoneId, enabled, modifiedOn }, args, report);
  };
}
