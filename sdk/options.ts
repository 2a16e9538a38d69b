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
 * An output that is unknown while a change of one of these resources is pending: in a preview when it has no id yet, or
 * one of its outputs is unknown. In an update it waits for the change. Components count with their children.
 */
export function settled(dependsOn: pulumi.ResourceOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(dependsOn).apply(async (resources) => {
    const pending = await Promise.all(
      [resources ?? []].flat().map((resource) => pendingOf(resource as pulumi.Resource)),
    );
    // Not the values: one that is secret would make everything secret that waits for it.
    return pulumi.unsecret(pulumi.all(pending.flat()));
  });
}

/** Lookups and their status never have a change pending, and may be children of what they depend on. */
const OWN_TYPE = /^(pulumi-nodejs:dynamic\/cloudflare|cloudflare-origin-tls:index):/;

/** What Pulumi has and does not document; without the fields a component counts without its children. */
interface Internals {
  __pulumiType?: string;
  __childResources?: Iterable<pulumi.Resource>;
  __data?: Promise<unknown>;
}

/** The outputs of a resource, and of its children, that a pending change decides about, and their URNs. */
async function pendingOf(resource: pulumi.Resource): Promise<pulumi.Output<unknown>[]> {
  const internals = resource as Internals;
  if (OWN_TYPE.test(internals.__pulumiType ?? "")) return [];
  // A component may still be making children.
  await internals.__data;
  const own = Object.entries(resource).filter(([, value]) => pulumi.Output.isInstance(value));
  const pending = own.map(async ([name, output]) => {
    const value: unknown = await output.promise(/* withUnknowns */ true);
    // In a preview an output without a value is not known either; of these only the id says that a change is pending.
    const isPending = pulumi.containsUnknowns(value) || (name === "id" && !value);
    // The URN is always known: it makes the resource a dependency of the result.
    return isPending || name === "urn" ? [output] : [];
  });
  const children = [...(internals.__childResources ?? [])].map(pendingOf);
  return (await Promise.all([...pending, ...children])).flat();
}
