import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy/policy";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/definitions";
import { type AutoOriginTlsKexFleetSummary, summarizeFleet } from "../fleet/functions";
import { statusType } from "../lookup/types";
import { HIDDEN } from "./judge";

/** The status of a zone that a lookup in the program has read. */
export interface AutoOriginTlsKexStatusProps {
  zoneId: string;
  /** Its name, where the lookup named it by that. */
  zoneName?: string | undefined;
  enabled: boolean;
  /** As Cloudflare wrote it (RFC 3339); null for a setting that was never changed, and where the answer did not say. */
  modifiedOn: string | null;
}

/** The status of a fleet that the program has read. */
export interface AutoOriginTlsKexFleetStatusProps extends AutoOriginTlsKexFleetSummary {
  /** Each zone; `name` where they were listed by account, `enabled: null` and `error` where one could not be read. */
  zones: AutoOriginTlsKexFleetZone[];
}

/** What is called for each status. */
export type ValidateStatus<Props> = (
  status: Props,
  args: ResourceValidationArgs,
  report: ReportViolation,
) => Promise<void> | void;

/**
 * Makes the `validateResource` of a policy that is called for the status of each lookup in the stack. One without a value
 * is a violation by itself, and one that is unknown in a preview is decided in up.
 * @example
 * ```ts
 * validateResource: validateAutoOriginTlsKex((status, args, report) => {
 *   if (status.modifiedOn === null) report(`Zone ${status.zoneId} still has the default.`);
 * })
 * ```
 */
export function validateAutoOriginTlsKex(validate: ValidateStatus<AutoOriginTlsKexStatusProps>): ResourceValidation {
  return (args, report) => {
    if (args.type !== statusType("AutoOriginTlsKex")) return;
    const { zoneId, zoneName, enabled, modifiedOn = null } = args.props;
    if (typeof zoneId !== "string" || typeof enabled !== "boolean") return report(HIDDEN.value);
    return validate({ zoneId, zoneName, enabled, modifiedOn }, args, report);
  };
}

/** As {@link validateAutoOriginTlsKex}, for the status of each fleet. */
export function validateAutoOriginTlsKexFleet(
  validate: ValidateStatus<AutoOriginTlsKexFleetStatusProps>,
): ResourceValidation {
  return (args, report) => {
    if (args.type !== statusType("AutoOriginTlsKexFleet")) return;
    const { zones } = args.props;
    if (!Array.isArray(zones)) return report(HIDDEN.value);
    return validate({ zones: [...zones], ...summarizeFleet([...zones]) }, args, report);
  };
}
