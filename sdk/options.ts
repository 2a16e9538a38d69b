import type * as pulumi from "@pulumi/pulumi";
import { badInput } from "../provider/cloudflare/errors";

/**
 * The options of a lookup: those that mean something for a resource that is only read. With `dependsOn` it is not read in
 * a preview while a change of such a resource is pending: its outputs are unknown then, and `pulumi up` reads it after the
 * change.
 */
export type LookupOptions = Pick<
  pulumi.CustomResourceOptions,
  "parent" | "dependsOn" | "aliases" | "transforms" | "transformations" | "additionalSecretOutputs"
>;

/** The options of a function. `parent` is accepted, as everywhere, and has no effect. */
export type FunctionOptions = Pick<pulumi.InvokeOptions, "parent">;

/** The options of a function for outputs. `dependsOn` works as for {@link LookupOptions}. */
export type FunctionOutputOptions = Pick<pulumi.InvokeOutputOptions, "parent" | "dependsOn">;

/**
 * Refuses options that would have no effect, or the wrong one.
 *
 * @throws OriginTlsError (`INPUT`) that says what to use instead
 */
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
