import * as pulumi from "@pulumi/pulumi";
import { badInput } from "../provider/cloudflare/errors";

/**
 * The options of a lookup: those of any resource that mean something for one that is only read. With `dependsOn` it is
 * not read in a preview while a change of such a resource is pending; its outputs are unknown then, and `up` reads it
 * after the change.
 */
export type LookupOptions = Pick<
  pulumi.CustomResourceOptions,
  "parent" | "dependsOn" | "aliases" | "transforms" | "transformations" | "additionalSecretOutputs"
>;

/** The options of a function: `parent` is accepted as everywhere, and means nothing here. */
export type FunctionOptions = Pick<pulumi.InvokeOptions, "parent">;

/** The options of a function for outputs; `dependsOn` means what it does for {@link LookupOptions}. */
export type FunctionOutputOptions = Pick<pulumi.InvokeOutputOptions, "parent" | "dependsOn">;

/**
 * Refuses options that would change nothing, or the wrong thing, in silence.
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

/**
 * An output that is unknown while a change of one of these resources is pending, which in a preview is when any of its
 * own outputs is unknown. Components count with their children.
 */
export function settled(dependsOn: pulumi.ResourceOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(dependsOn).apply(async (resources) => {
    const outputs = await Promise.all(
      [resources ?? []].flat().map((resource) => outputsOf(resource as pulumi.Resource)),
    );
    // Not the values: one that is secret would make everything secret that waits for it.
    return pulumi.unsecret(pulumi.all(outputs.flat()));
  });
}

/** Lookups and their status never have a change pending, and may be children of what they depend on. */
const OWN_TYPE = /^(pulumi-nodejs:dynamic\/cloudflare|cloudflare-origin-tls:index):/;

async function outputsOf(resource: pulumi.Resource): Promise<pulumi.Output<unknown>[]> {
  // Pulumi documents none of these fields; without them a component counts without its children.
  const internals: { __pulumiType?: string; __childResources?: Iterable<pulumi.Resource>; __data?: Promise<unknown> } =
    resource as object;
  if (OWN_TYPE.test(internals.__pulumiType ?? "")) return [];
  // A component may still be making children.
  await internals.__data;
  const own = Object.values(resource).filter((value) => pulumi.Output.isInstance(value));
  const children = [...(internals.__childResources ?? [])];
  return [...own, ...(await Promise.all(children.map(outputsOf))).flat()];
}
