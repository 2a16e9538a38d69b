import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../provider/arguments";
import { badInput } from "../../provider/cloudflare/errors";
import { AutoOriginTlsKexFleet, AutoOriginTlsKexFleetStatus } from "../fleet/fleet";
import type { GetAutoOriginTlsKexFleetResult } from "../fleet/functions";
import { markHandled, mocksInUse, withoutFrames } from "../lookup/internals";
import {
  AutoOriginTlsKex,
  AutoOriginTlsKexStatus,
  type GetAutoOriginTlsKexResult,
} from "../settings/auto-origin-tls-kex";
import { violationText } from "./kex-texts";

/** The options of {@link assertAutoOriginTlsKex}. */
export interface AssertAutoOriginTlsKexOptions {
  /**
   * What the setting must be.
   * @default true
   */
  enabled?: boolean | undefined;
  /**
   * What a violation does: "mandatory" fails the preview or update, "advisory" warns.
   * @default "mandatory"
   */
  enforcementLevel?: "mandatory" | "advisory" | undefined;
  /**
   * The text of a violation.
   * @default one that names the zone, its status and the fix
   */
  message?: string | undefined;
}

/** What can be asserted: a lookup, a fleet, the status of either, or the result of a function. */
export type AutoOriginTlsKexTarget =
  | AutoOriginTlsKex
  | AutoOriginTlsKexStatus
  | AutoOriginTlsKexFleet
  | AutoOriginTlsKexFleetStatus
  | pulumi.Input<GetAutoOriginTlsKexResult>
  | pulumi.Input<GetAutoOriginTlsKexFleetResult>;

/**
 * Asserts in the program itself what the setting of a zone, or of each zone of a fleet, must be. A violation is one
 * diagnostic on the lookup. A zone that could not be read violates every assertion, and so does a fleet without zones.
 * @returns `enabled` of the lookup or `allEnabled` of the fleet. If a mandatory assertion fails, resources that depend on
 *   it are not registered. For `dependsOn`, map it to the target: `asserted.apply(() => kex)`
 */
export function assertAutoOriginTlsKex(
  target: AutoOriginTlsKexTarget,
  options: AssertAutoOriginTlsKexOptions = {},
): pulumi.Output<boolean> {
  checkAssertion(target, options);
  const { enabled: expected = true, enforcementLevel = "mandatory", message } = options;
  const resource = pulumi.Resource.isInstance(target) ? target : undefined;
  const asserted = statusOf(target).apply(async ({ zones, allEnabled, enabled, zoneId }) => {
    const value = (zones ? allEnabled : enabled) ?? false;
    const violation = violationText(zones ?? [{ zoneId, enabled }], expected);
    if (violation === undefined) return value;
    const text = message ?? violation;
    if (enforcementLevel === "advisory") {
      await pulumi.log.warn(text, resource);
      return value;
    }
    // There is no row to show it on then: the test gets it, by promiseOf.
    if (mocksInUse()) throw new pulumi.RunError(text);
    await pulumi.log.error(text, resource);
    const subject = zones ? "the fleet" : `zone ${zoneId}`;
    const error = new pulumi.RunError(`assertion on ${subject} failed, see the error on its own row`);
    // Pulumi prints the stack, not the message, of an error that comes when the program itself has already ended.
    error.stack = error.message;
    throw error;
  });
  if (mocksInUse()) markHandled(asserted);
  return asserted;
}

type Judged = Partial<GetAutoOriginTlsKexFleetResult & GetAutoOriginTlsKexResult>;

function statusOf(target: AutoOriginTlsKexTarget): pulumi.Output<Judged> {
  const given = target instanceof Promise ? target.catch(withoutFrames) : target;
  // As it is, and a result as a whole: of several outputs that come from one that has failed, Pulumi makes gigabytes.
  const whole: pulumi.Output<unknown> = pulumi.Output.isInstance(given) ? given : pulumi.output(given);
  // Of a resource what its outputs have, of a result all of it.
  return whole.apply((whole) => {
    const { zones, allEnabled, enabled, zoneId } = (whole ?? {}) as Partial<pulumi.Lifted<Judged>>;
    return pulumi.output({ zones, allEnabled, enabled, zoneId }) as pulumi.Output<Judged>;
  });
}

const CALLED = "assertAutoOriginTlsKex";
const RESOURCES = [AutoOriginTlsKex, AutoOriginTlsKexStatus, AutoOriginTlsKexFleet, AutoOriginTlsKexFleetStatus];
/** What the value of each option must be, and how to tell. */
const OPTIONS: Record<string, [must: string, isValid: (value: unknown) => boolean]> = {
  enabled: ["true or false", (value) => typeof value === "boolean"],
  enforcementLevel: ['"mandatory" or "advisory"', (value) => value === "mandatory" || value === "advisory"],
  message: ["a text", (value) => typeof value === "string" && value !== ""],
};

/** Refuses what the type checker refuses too, where there is none: an assertion that judges something else might pass. */
function checkAssertion(target: unknown, options: object): void {
  if (!hasStatus(target)) {
    const needed = "a lookup of Auto-Origin TLS KEX, a fleet, the status of either, or the result of a function";
    const given = target === undefined || target === null ? "none" : "something else";
    throw badInput(`${CALLED} needs ${needed}, and ${given} was given`, "Give it as the first argument.");
  }
  checkArguments(CALLED, options, Object.keys(OPTIONS));
  for (const [name, value] of Object.entries(options)) {
    const [must, isValid] = OPTIONS[name] ?? [];
    if (value === undefined || isValid?.(value)) continue;
    throw badInput(`${name} of ${CALLED} must be ${must}`, "Correct it, or leave it out.");
  }
}

function hasStatus(target: unknown): boolean {
  if (typeof target !== "object" || target === null) return false;
  if (pulumi.Resource.isInstance(target)) return RESOURCES.some((type) => type.isInstance(target));
  // What is still to come cannot be looked at; without a value it fails the assertion.
  return pulumi.Output.isInstance(target) || target instanceof Promise || "enabled" in target || "zones" in target;
}
