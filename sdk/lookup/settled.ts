import * as pulumi from "@pulumi/pulumi";
import type { OutputInternals } from "./promise-of";
import { isStatusType } from "./types";

/**
 * An output that is unknown while a change of one of these resources is pending in a preview, or has failed in an update that
 * goes on (`--continue-on-error`), and otherwise follows them. A change is pending when the resource's id is not known yet,
 * or when an output that its provider has set is not; so is a lookup that is not read. A component is pending if any
 * resource below it is, or a call that has it as its parent; what is no resource does not count.
 *
 * @param asker a lookup that waits for this, which must not wait for itself; made after this
 */
export function settled(
  dependsOn: pulumi.ResourceOptions["dependsOn"],
  asker: { resource?: pulumi.Resource } = {},
): pulumi.Output<unknown> {
  const isResource = (given: unknown) => pulumi.Resource.isInstance(given);
  // Told at once what it comes from, where that is known: see hasUnknown.
  const urns = [dependsOn].flat().filter(isResource) as pulumi.Resource[];
  const given: pulumi.Output<unknown[]> = pulumi.all<unknown>([dependsOn, ...urns.map(({ urn }) => urn)]);
  return given.apply(([given]) => {
    const resources = [given].flat().filter(isResource) as pulumi.Resource[];
    return pulumi.all(resources.map(({ urn }) => urn)).apply(async () => {
      const answers = await Promise.all(resources.map((resource) => isPending(resource, [], asker)));
      return answers.includes(true) ? pulumi.unknown : undefined;
    });
  });
}

/** Has the result of a call count as something below its parent, since it is no resource. */
export function addCall(parent: pulumi.Resource, result: pulumi.Output<unknown>): void {
  calls.set(parent, [...(calls.get(parent) ?? []), result]);
}

const calls = new WeakMap<pulumi.Resource, pulumi.Output<unknown>[]>();

/** What Pulumi knows about a resource and does not document. */
interface Internals {
  __pulumiType?: string;
  /** Of a component: whether a plugin makes it. */
  __remote?: boolean;
  /** Of a component: settles when it has made its children. */
  __data?: Promise<unknown>;
  __childResources?: Iterable<pulumi.Resource>;
}

/** @param above the components that were asked on the way to this one */
async function isPending(
  resource: pulumi.Resource,
  above: pulumi.Resource[],
  asker: { resource?: pulumi.Resource },
): Promise<boolean> {
  const { __pulumiType: type = "", __remote, __data, __childResources = [] } = resource as Internals;
  if (resource === asker.resource) return false;
  if (!pulumi.ComponentResource.isInstance(resource) || __remote) return isItselfPending(resource);
  if (isStatusType(type)) return hasUnknown(fieldsOf(resource), above);
  await __data;
  const path = [...above, resource];
  // As for Pulumi, only what components have below them counts.
  const children = [...(__childResources ?? [])].map((child) => isPending(child, path, asker));
  return (await Promise.all([...children, hasUnknown(calls.get(resource) ?? [], path, true)])).includes(true);
}

/** Whether one of these outputs is unknown. One that comes from above is left out: it may wait for the answer. */
async function hasUnknown(
  fields: Iterable<pulumi.Output<unknown>>,
  above: pulumi.Resource[],
  isCall = false,
): Promise<boolean> {
  const own = [...fields].map((field) => field as unknown as OutputInternals<unknown>);
  const asked = own.filter((output) => !above.some((resource) => output.resources().has(resource)));
  // Of a call that is not made there is no value at all.
  const isUnknown = async ({ promise, isKnown }: OutputInternals<unknown>) =>
    pulumi.containsUnknowns(await promise(true)) || (isCall && !(await isKnown));
  return Promise.all(asked.map(isUnknown)).then(
    (answers) => answers.includes(true),
    () => true,
  );
}

const answers = new WeakMap<pulumi.Resource, Promise<boolean>>();

/** Asked once for each resource, whatever depends on it. */
function isItselfPending(resource: pulumi.Resource): Promise<boolean> {
  const answer = answers.get(resource) ?? ask(resource).catch(() => true);
  answers.set(resource, answer);
  return answer;
}

async function ask(resource: pulumi.Resource): Promise<boolean> {
  const id = (resource as Partial<pulumi.CustomResource>).id as unknown as OutputInternals<unknown> | undefined;
  // Only an id is never absent: in a preview Pulumi marks absent outputs as unknown too (pulumi/pulumi#3040).
  const known = await (id ?? (resource.urn as unknown as OutputInternals<unknown>)).promise(true);
  if (known === undefined || known === pulumi.runtime.unknownValue || pulumi.containsUnknowns(known)) return true;
  if (!pulumi.runtime.isDryRun()) return false;
  // Nor did the provider set what comes from another resource.
  const isOwn = (output: OutputInternals<unknown>) => [...output.resources()].every((from) => from === resource);
  return hasUnknown(
    fieldsOf(resource).filter((field) => isOwn(field as unknown as OutputInternals<unknown>)),
    [],
  );
}

const fieldsOf = (resource: pulumi.Resource): pulumi.Output<unknown>[] =>
  Object.entries(resource).flatMap(([name, field]) =>
    name !== "urn" && pulumi.Output.isInstance(field) ? [field] : [],
  );
