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
  const given = [dependsOn ?? []].flat() as unknown[];
  const outputs = given.flatMap((resource) =>
    // At once where that is possible: later, what waits may itself be a child of a component that it waits for.
    pulumi.Resource.isInstance(resource) ? outputsOf(resource) : [outputsOfInput(resource)],
  );
  // Not the values: one that is secret would make everything secret that waits for it.
  return pulumi.unsecret(pulumi.all(outputs));
}

function outputsOfInput(resources: unknown): pulumi.Output<unknown> {
  return pulumi
    .output(resources as pulumi.Input<pulumi.Resource | pulumi.Resource[]>)
    .apply((known) => pulumi.all([known ?? []].flat().flatMap((resource) => outputsOf(resource as pulumi.Resource))));
}

/** The messages of a lookup are an output that is there only while there are any. */
const ABSENT = "messages";

function outputsOf(resource: pulumi.Resource): pulumi.Output<unknown>[] {
  const own = Object.entries(resource)
    .filter(([name, value]) => pulumi.Output.isInstance(value) && !(name === ABSENT && "__provider" in resource))
    .map(([, value]) => value as pulumi.Output<unknown>);
  // Pulumi does not document this field; without it a component counts without its children.
  const { __childResources: children = [] } = resource as { __childResources?: Iterable<pulumi.Resource> };
  return [...own, ...[...children].flatMap(outputsOf)];
}
