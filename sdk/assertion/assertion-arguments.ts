import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../provider/arguments";
import { badInput } from "../../provider/cloudflare/errors";
import { AutoOriginTlsKexFleet, AutoOriginTlsKexFleetStatus } from "../fleet/fleet";
import { AutoOriginTlsKex, AutoOriginTlsKexStatus } from "../settings/auto-origin-tls-kex";

const CALLED = "assertAutoOriginTlsKex";

const RESOURCES = [AutoOriginTlsKex, AutoOriginTlsKexStatus, AutoOriginTlsKexFleet, AutoOriginTlsKexFleetStatus];

/** What the value of each option must be, and how to tell. */
const OPTIONS: Record<string, [must: string, isValid: (value: unknown) => boolean]> = {
  enabled: ["true or false", (value) => typeof value === "boolean"],
  enforcementLevel: ['"mandatory" or "advisory"', (value) => value === "mandatory" || value === "advisory"],
  message: ["a text", (value) => typeof value === "string" && value !== ""],
};

/** Refuses what the type checker refuses too, where there is none: an assertion that judges something else might pass. */
export function checkAssertion(target: unknown, options: object): void {
  if (!hasStatus(target)) {
    const needed = "a lookup of Auto-Origin TLS KEX, a fleet, the status of either, or the result of a function";
    const given = target === undefined || target === null ? "none" : "something else";
    throw badInput(`${CALLED} needs ${needed}, and ${given} was given`, "Give it as the first argument.");
  }
  checkArguments(CALLED, options, Object.keys(OPTIONS));
  for (const [name, value] of Object.entries(options)) {
    const [must = "", isValid] = OPTIONS[name] ?? [];
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
