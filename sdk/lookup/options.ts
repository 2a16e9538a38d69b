import * as pulumi from "@pulumi/pulumi";
import { badInput } from "../../provider/cloudflare/errors";
import type { LookupKind } from "../../provider/settings/definitions";
import { lookupType, outputsOf } from "./types";

/**
 * The options of a lookup: those that mean something for a resource that is only read. With `dependsOn` it is not read in
 * a preview while a change of such a resource is pending: its outputs are unknown then, and `pulumi up` reads it after the
 * change.
 */
export type LookupOptions = Pick<
  pulumi.CustomResourceOptions,
  "parent" | "dependsOn" | "aliases" | "transformations" | "additionalSecretOutputs"
>;

/** The options of a function. `parent` is accepted, as everywhere, and has no effect. */
export type FunctionOptions = Pick<pulumi.InvokeOptions, "parent">;

/** The options of a function for outputs. `dependsOn` works as for {@link LookupOptions}. */
export type FunctionOutputOptions = Pick<pulumi.InvokeOutputOptions, "parent" | "dependsOn">;

/** Refuses options that would have no effect, or the wrong one, with an OriginTlsError that says what to use instead. */
export function checkOptions(options: object): void {
  const { provider, providers, async: isAsync } = options as Record<string, unknown>;
  if (provider !== undefined || providers !== undefined) {
    throw badInput(
      "The option provider does not apply here: a lookup is not read by the Cloudflare provider",
      'For another account give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.',
    );
  }
  if (isAsync !== undefined) throw badInput("The option async does not apply here", "Leave it out.");
}

/** As {@link checkOptions}, for a lookup; refuses one that Pulumi could not read. */
export function checkLookupOptions(kind: LookupKind, options: LookupOptions): void {
  checkOptions(options);
  const outputs = outputsOf(kind);
  if ((options as { transforms?: unknown }).transforms !== undefined) {
    throw badInput(
      "The option transforms does not apply here: Pulumi runs none for a resource that is read",
      "Use transformations, or a transform of the stack, which runs for the status of the lookup.",
    );
  }
  const derived = options.additionalSecretOutputs?.filter((name) => !outputs.includes(name)) ?? [];
  if (derived.length > 0) {
    throw badInput(
      `additionalSecretOutputs cannot hide ${derived.join(" and ")}: Pulumi hides what was read`,
      `Name ${outputs.join(" or ")}; what follows from it is then secret, too.`,
    );
  }
  const disabled = new pulumi.Config("pulumi").getObject<string[]>("disable-default-providers") ?? [];
  if (!disabled.some((name) => name === "*" || name === "pulumi-nodejs")) return;
  const parent = options.parent ?? pulumi.runtime.getStackResource();
  if (parent?.getProvider(lookupType(kind))) return;
  throw badInput(
    "pulumi:disable-default-providers does not allow the provider of lookups, pulumi-nodejs",
    "Give the lookup a parent component with a provider of pulumi-nodejs among its providers, or use a function and a status.",
  );
}
