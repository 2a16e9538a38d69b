import * as pulumi from "@pulumi/pulumi";
import { isStatusType } from "./status-types";

/**
 * An output that is unknown in a preview while a change of one of these resources is pending: it is yet to be created, or
 * an output of it is yet to be computed. Components count with their children.
 */
export function settled(dependsOn: pulumi.ResourceOptions["dependsOn"]): pulumi.Output<unknown> {
  const given = [dependsOn ?? []].flat() as pulumi.Input<pulumi.Resource | pulumi.Resource[]>[];
  return pulumi.all(
    given.map((resources) =>
      pulumi.Resource.isInstance(resources)
        ? settledResource(resources)
        : pulumi.output(resources).apply((known) => pulumi.all([known].flat().map(settledResource as never))),
    ),
  );
}

function settledResource(resource: pulumi.Resource): pulumi.Output<unknown> {
  const resources = withChildren(resource);
  const pending = resources.then((resources) => Promise.all(resources.map(isPending)));
  const gate = pending.then((answers) => (answers.includes(true) ? pulumi.unknown : undefined));
  // The URNs carry the dependencies on. No other output is used: one that is a secret would make all of this secret.
  const urns = resources.then((resources) => resources.map(({ urn }) => urn));
  return pulumi.all([pulumi.output(gate), pulumi.output(urns)]);
}

/** What Pulumi knows about a resource and does not document; without it a component counts without its children. */
interface Internals {
  __pulumiType?: string;
  __childResources?: Iterable<pulumi.Resource>;
  /** Of a component: settles when it has made its children. */
  __data?: Promise<unknown>;
}

async function withChildren(resource: pulumi.Resource): Promise<pulumi.Resource[]> {
  const internals = resource as Internals;
  await internals.__data;
  // What waits may itself be a child of the component that it waits for.
  const children = [...(internals.__childResources ?? [])].filter((child) => !isLookupOrStatus(child));
  return [resource, ...(await Promise.all(children.map(withChildren))).flat()];
}

function isLookupOrStatus(resource: pulumi.Resource): boolean {
  const { __pulumiType: type = "" } = resource as Internals;
  const isLookup = type.startsWith("pulumi-nodejs:dynamic/cloudflare:") && "messages" in resource;
  return isLookup || isStatusType(type);
}

async function isPending(resource: pulumi.Resource): Promise<boolean> {
  if (!pulumi.runtime.isDryRun()) return false;
  const { __pulumiType: type = "", ...fields } = resource as pulumi.Resource & Record<string, unknown>;
  // Dynamic providers know no previews: what they would compute is absent.
  const isDynamic = /^pulumi-\w+:dynamic/.test(String(type));
  const answers = Object.entries(fields).map(async ([name, field]) => {
    if (!pulumi.Output.isInstance(field)) return false;
    // In a preview Pulumi marks absent outputs as unknown too (pulumi/pulumi#3040), and only this tells them apart.
    const { promise } = field as { promise?: (withUnknowns: boolean) => Promise<unknown> };
    if (typeof promise !== "function") return true;
    const value = await promise.call(field, true);
    if (pulumi.containsUnknowns(value)) return true;
    // Messages are an output of a lookup that is there only while there are any.
    return value === undefined && (name === "id" || (isDynamic && name !== "messages"));
  });
  return (await Promise.all(answers)).includes(true);
}
