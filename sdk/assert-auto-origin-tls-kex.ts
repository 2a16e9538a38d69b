import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKex } from "./auto-origin-tls-kex";
import type { AutoOriginTlsKexStatus } from "./auto-origin-tls-kex-status";

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
 * Asserts in the program itself what the setting of a zone must be, in preview as well as in up. A violation is one
 * diagnostic on the lookup. Nothing is decided while the status is unknown.
 *
 * @returns `enabled` of the target; when a mandatory assertion fails, resources that depend on it are not registered
 */
export function assertAutoOriginTlsKex(
  target: AutoOriginTlsKex | AutoOriginTlsKexStatus,
  options: AssertAutoOriginTlsKexOptions = {},
): pulumi.Output<boolean> {
  const { enabled: expected = DEFAULTS.enabled, level = DEFAULTS.level, message } = options;
  return pulumi.all([target.enabled, target.zoneId]).apply(async ([enabled, zoneId]) => {
    if (enabled === expected) return enabled;
    const text = message ?? violationText(zoneId, enabled);
    if (level === "advisory") {
      await pulumi.log.warn(text, target);
      return enabled;
    }
    await pulumi.log.error(text, target);
    throw withoutFrames(new pulumi.RunError(`assertion on zone ${zoneId} failed, see the error on its own row`));
  });
}

/** Pulumi prints the stack, not the message, of an error that comes when the program itself has already ended. */
function withoutFrames(error: Error): Error {
  error.stack = error.message;
  return error;
}

/** What a violation says when the user gives no text: the zone, its status, and the fix. */
export function violationText(zoneId: string, enabled: boolean): string {
  const [is, other, fix] = enabled ? ["enabled", "disabled", "Disable"] : ["disabled", "enabled", "Enable"];
  return (
    `Auto-Origin TLS KEX is ${is} for zone ${zoneId}, and must be ${other}.\n` +
    `  What to do: ${fix} it with PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":${!enabled}}.`
  );
}
