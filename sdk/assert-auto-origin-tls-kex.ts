import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKex } from "./auto-origin-tls-kex";
import type { AutoOriginTlsKexFleet } from "./auto-origin-tls-kex-fleet";
import type { AutoOriginTlsKexStatus } from "./auto-origin-tls-kex-status";
import { fleetViolationText, violationText } from "./violation-text";

/** The options of {@link assertAutoOriginTlsKex}. */
export interface AssertAutoOriginTlsKexOptions {
  /**
   * What the setting must be.
   * @default true
   */
  enabled?: boolean | undefined;
  /**
   * Whether a violation fails the preview or update, or warns.
   * @default "mandatory"
   */
  level?: "mandatory" | "advisory" | undefined;
  /**
   * The text of a violation.
   * @default one that names the zone, its status and the fix
   */
  message?: string | undefined;
}

const DEFAULTS = { enabled: true, level: "mandatory" } satisfies AssertAutoOriginTlsKexOptions;

/**
 * Asserts in the program itself what the setting of a zone, or of each zone of a fleet, must be, in preview as well as
 * in up. A violation is one diagnostic on the lookup. A zone that could not be read violates every assertion, and so
 * does a fleet without zones. Nothing is decided while the status is unknown.
 *
 * @returns `enabled` of the lookup or `allEnabled` of the fleet; when a mandatory assertion fails, resources that
 *   depend on it are not registered
 */
export function assertAutoOriginTlsKex(
  target: AutoOriginTlsKex | AutoOriginTlsKexStatus | AutoOriginTlsKexFleet,
  options: AssertAutoOriginTlsKexOptions = {},
): pulumi.Output<boolean> {
  const { enabled: expected = DEFAULTS.enabled, level = DEFAULTS.level, message } = options;
  return judge(target, expected).apply(async ({ value, violation, subject }) => {
    if (violation === undefined) return value;
    const text = message ?? violation;
    if (level === "advisory") {
      await pulumi.log.warn(text, target);
      return value;
    }
    await pulumi.log.error(text, target);
    throw withoutFrames(new pulumi.RunError(`assertion on ${subject} failed, see the error on its own row`));
  });
}

function judge(target: AutoOriginTlsKex | AutoOriginTlsKexStatus | AutoOriginTlsKexFleet, expected: boolean) {
  if ("zones" in target) {
    const { total, allEnabled, enabledZoneIds, disabledZoneIds, failedZoneIds } = target;
    const wrong = expected ? disabledZoneIds : enabledZoneIds;
    return pulumi.all([total, allEnabled, wrong, failedZoneIds]).apply(([total, value, wrong, failed]) => ({
      value,
      violation: fleetViolationText({ total, wrong, failed }, expected),
      subject: "the fleet",
    }));
  }
  return pulumi.all([target.enabled, target.zoneId]).apply(([value, zoneId]) => ({
    value,
    violation: value === expected ? undefined : violationText(zoneId, value),
    subject: `zone ${zoneId}`,
  }));
}

/** Pulumi prints the stack, not the message, of an error that comes when the program itself has already ended. */
function withoutFrames(error: Error): Error {
  error.stack = error.message;
  return error;
}
