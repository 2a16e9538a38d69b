import * as pulumi from "@pulumi/pulumi";
import type { OutputInternals } from "./promise-of";
import { isStatusType } from "./types";

/**
 * An output that is unknown in a preview while a change of one of these resources is pending, and otherwise follows them.
 * A change is pending when the resource's id is not known yet, or when an output that its provider has set is not. A
 * component counts with the resources below it; what is no resource does not count.
 */
export function settled(dependsOn: pulumi.ResourceOptions["dependsOn"]): pulumi.Output<unknown> {
  const given: pulumi.Output<unknown> = pulumi.output<unknown>(dependsOn);
  return given.apply((given) => {
    const resources = [given].flat().filter((given) => pulumi.Resource.isInstance(given));
    return pulumi.all(resources.map((resource) => pulumi.output(withChildren(resource)).apply(settledAll)));
  });
}

function settledAll(resources: pulumi.Resource[]): pulumi.Output<unknown> {
  return pulumi.all(resources.map(({ urn }) => urn)).apply(async () => {
    if (!pulumi.runtime.isDryRun()) return undefined;
    const answers = await Promise.all(resources.map(isPending));
    return answers.includes(true) ? pulumi.unknown : undefined;
  });
}

/** What Pulumi knows about a resource and does not document. */
interface Internals {
  __pulumiType?: string;
  /** Of a component: whether a plugin makes it. */
  __remote?: boolean;
  /** Of a component: settles when it has made its children. */
  __data?: Promise<unknown>;
  __childResources?: Iterable<pulumi.Resource>;
}

/** A resource and, as for Pulumi, what a component has below it. */
async function withChildren(resource: pulumi.Resource): Promise<pulumi.Resource[]> {
  if (!pulumi.ComponentResource.isInstance(resource)) return [resource];
  const internals = resource as Internals;
  await internals.__data;
  // A lookup changes nothing, and may itself be what waits for the component.
  const children = [...(internals.__childResources ?? [])].filter((child) => !isLookupOrStatus(child));
  return [resource, ...(await Promise.all(children.map(withChildren))).flat()];
}

function isLookupOrStatus(resource: pulumi.Resource): boolean {
  const { __pulumiType: type = "" } = resource as Internals;
  const isLookup = type.startsWith("pulumi-nodejs:dynamic/cloudflare:") && "messages" in resource;
  return isLookup || isStatusType(type);
}

async function isPending(resource: pulumi.Resource): Promise<boolean> {
  // The fields of a component that the program makes are the program's own.
  if (pulumi.ComponentResource.isInstance(resource) && !(resource as Internals).__remote) return false;
  const answers = Object.entries(resource).map(async ([name, field]: [string, unknown]) => {
    if (!pulumi.Output.isInstance(field)) return false;
    const output = field as unknown as OutputInternals<unknown>;
    // Nor did the provider set what comes from another resource.
    if ([...output.resources()].some((from) => from !== resource)) return false;
    const value = await output.promise(true);
    // In a preview Pulumi marks absent outputs as unknown too (pulumi/pulumi#3040); only an id is never absent.
    const isNew = name === "id" && (value === undefined || value === pulumi.runtime.unknownValue);
    return isNew || pulumi.containsUnknowns(value);
  });
  return (await Promise.all(answers)).includes(true);
}
