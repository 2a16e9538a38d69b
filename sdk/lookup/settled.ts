import * as pulumi from "@pulumi/pulumi";
import type { LookupOptions } from "./options";
import type { OutputInternals } from "./promise-of";
import { isStatusType } from "./types";

/** A lookup that waits for what it depends on; without one before it is made. */
export type Asker = { resource?: pulumi.Resource };

/**
 * An output that is unknown while a change of one of these resources is pending in a preview, or has failed in an update that
 * goes on (`--continue-on-error`), and otherwise follows them. Pending is a resource whose id is not known, or an output
 * that its provider has set, a lookup that is not read, and a component that has such a resource or call below it.
 * Who asks must not wait for itself.
 */
export function settled(dependsOn: LookupOptions["dependsOn"], asker: Asker = {}): pulumi.Output<unknown> {
  const resourcesIn = (given: unknown): pulumi.Resource[] =>
    [given].flat().filter((one) => pulumi.Resource.isInstance(one));
  // Told at once what it comes from, where that is known: see hasUnknown.
  const urns = resourcesIn(dependsOn).map(({ urn }) => urn);
  return pulumi.all<unknown>([dependsOn, ...urns]).apply(([given]) => {
    const resources = resourcesIn(given);
    return pulumi.all(resources.map(({ urn }) => urn)).apply(async () => {
      const above = asker.resource ? [asker.resource] : [];
      const answers = await Promise.all(resources.map((resource) => isPending(resource, above)));
      return answers.includes(true) ? pulumi.unknown : undefined;
    });
  });
}

type Output = OutputInternals<unknown>;

const calls = new WeakMap<pulumi.Resource, Output[]>();

/** Has the result of a call count as something below its parent, since it is no resource. */
export function addCall(parent: pulumi.Resource, result: pulumi.Output<unknown>): void {
  calls.set(parent, [...(calls.get(parent) ?? []), result as unknown as Output]);
}

/** What Pulumi knows about a resource and does not document. */
interface Internals {
  __pulumiType?: string;
  __childResources?: Iterable<pulumi.Resource>;
  /** Of a component: whether a plugin makes it, and what settles when it has made its children. */
  __remote?: boolean;
  __data?: Promise<unknown>;
}

/** @param above what waits for the answer: who asks, and the components on the way to this resource */
async function isPending(resource: pulumi.Resource, above: pulumi.Resource[]): Promise<boolean> {
  const { __pulumiType: type = "", __remote, __data, __childResources = [] } = resource as Internals;
  if (above.includes(resource)) return false;
  if (!pulumi.ComponentResource.isInstance(resource) || __remote) return isItselfPending(resource);
  if (isStatusType(type)) return hasUnknown(fieldsOf(resource), above);
  await __data;
  const path = [...above, resource];
  // As for Pulumi, only what components have below them counts.
  const children = [...(__childResources ?? [])].map((child) => isPending(child, path));
  return (await Promise.all([...children, hasUnknown(calls.get(resource) ?? [], path, true)])).includes(true);
}

/** Whether one of these outputs is unknown. One that comes from above is left out: it may itself wait for the answer. */
async function hasUnknown(outputs: Output[], above: pulumi.Resource[], isCall = false): Promise<boolean> {
  const asked = outputs.filter((output) => !above.some((resource) => output.resources().has(resource)));
  // Of a call that is not made there is no value at all.
  const answers = asked.map(async ({ promise, isKnown }) => {
    return pulumi.containsUnknowns(await promise(true)) || (isCall && !(await isKnown));
  });
  return (await Promise.all(answers).catch(() => [true])).includes(true);
}

const answers = new WeakMap<pulumi.Resource, Promise<boolean>>();

/** Asked once for each resource, whatever depends on it. */
function isItselfPending(resource: pulumi.Resource): Promise<boolean> {
  const answer = answers.get(resource) ?? ask(resource).catch(() => true);
  answers.set(resource, answer);
  return answer;
}

async function ask(resource: pulumi.Resource): Promise<boolean> {
  const { id, urn } = resource as unknown as { id?: Output; urn: Output };
  // Only an id is never absent: in a preview Pulumi marks absent outputs as unknown too (pulumi/pulumi#3040).
  const known = await (id ?? urn).promise(true);
  if (known === undefined || known === pulumi.runtime.unknownValue || pulumi.containsUnknowns(known)) return true;
  if (!pulumi.runtime.isDryRun()) return false;
  // Nor did the provider set what comes from another resource.
  const isOwn = (output: Output) => [...output.resources()].every((from) => from === resource);
  return hasUnknown(fieldsOf(resource).filter(isOwn), []);
}

function fieldsOf({ urn: _, ...fields }: pulumi.Resource): Output[] {
  return Object.values<unknown>(fields).filter((field) => pulumi.Output.isInstance(field)) as unknown[] as Output[];
}
