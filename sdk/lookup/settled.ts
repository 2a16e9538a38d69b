import * as pulumi from "@pulumi/pulumi";
import type { OutputInternals } from "./promise-of";
import { isStatusType } from "./types";

/** What Pulumi knows about a resource and does not document. */
interface Internals extends pulumi.Resource {
  __pulumiType?: string;
  /** Of a component: whether a plugin makes it. */
  __remote?: boolean;
  /** Of a component: settles when it has made its children. */
  __data?: Promise<unknown>;
  __childResources?: Iterable<Internals>;
}

/** What each lookup and each call depends on. A call is what stands for one, see {@link settledCall}. */
const DEPENDENCIES = new WeakMap<Internals, Internals[]>();
/** The calls that have a resource as their parent. */
const CALLS = new WeakMap<Internals, Internals[]>();
/** What {@link isPending} has found, since many may ask about the same resource. */
const PENDING = new WeakMap<Internals, Promise<boolean>>();

/**
 * `pulumi.unknown` if a change of one of these resources is pending, or has failed in an update that goes on
 * (`--continue-on-error`); otherwise undefined, when all are ready. A component counts with the resources and calls below it,
 * except for `asker`, which waits, and for a status or a call that waits for that. What is no resource does not count.
 */
export async function settled(dependsOn: pulumi.ResourceOptions["dependsOn"], asker: pulumi.Resource) {
  const given = pulumi.output<unknown>(dependsOn) as unknown as OutputInternals<unknown>;
  const [value, isKnown, from] = await Promise.all([given.promise(true), given.isKnown, given.allResources()]);
  const values = [value, ...from].flat(Number.POSITIVE_INFINITY);
  const resources = values.filter((value): value is Internals => pulumi.Resource.isInstance(value));
  DEPENDENCIES.set(asker, resources);
  for (const resource of await withChildren(resources)) {
    const mayWait = isStatus(resource) || isCall(resource);
    if (resource === asker || (mayWait && waitsFor(resource, asker))) continue;
    const answer = PENDING.get(resource) ?? isPending(resource);
    PENDING.set(resource, answer);
    if (await answer) return pulumi.unknown;
  }
  return isKnown ? undefined : pulumi.unknown;
}

/** As {@link settled}, for a call: what is made of the output depends on these resources, too. */
export function settledCall(
  dependsOn: pulumi.ResourceOptions["dependsOn"],
  parent: pulumi.Resource | undefined,
): pulumi.Output<unknown> {
  // Stands for the call where Pulumi notes what an output depends on. Of a component it takes what is below.
  const call = {
    __pulumiResource: true,
    __pulumiComponentResource: true,
    get __childResources() {
      return DEPENDENCIES.get(call);
    },
    __data: Promise.resolve(),
  } as unknown as Internals;
  const ready = settled(dependsOn, call);
  PENDING.set(
    call,
    // What could not be found out is told by the output.
    ready.then(
      (answer) => answer === pulumi.unknown,
      () => true,
    ),
  );
  if (parent) {
    const calls = CALLS.get(parent) ?? [];
    calls.push(call);
    CALLS.set(parent, calls);
  }
  const Output = pulumi.Output as unknown as new (...parts: unknown[]) => pulumi.Output<unknown>;
  return new Output(call, ready, Promise.resolve(true), Promise.resolve(false));
}

/** These and, as for Pulumi, what a component has below it. */
async function withChildren(resources: Internals[]): Promise<Set<Internals>> {
  const all = new Set(resources);
  for (const resource of all) {
    if (!pulumi.ComponentResource.isInstance(resource)) continue;
    await (resource as Internals).__data;
    for (const child of (resource as Internals).__childResources ?? []) all.add(child);
    for (const call of CALLS.get(resource) ?? []) all.add(call);
  }
  return all;
}

/** Whether a status shows what comes from `asker`, or from what waits for it; the same of a call. */
function waitsFor(status: Internals, asker: pulumi.Resource): boolean {
  const all = new Set<pulumi.Resource>([status]);
  for (const resource of all as Set<Internals>) {
    const shown = isStatus(resource) ? outputsOf(resource).flatMap(([, output]) => [...output.resources()]) : [];
    const others = DEPENDENCIES.get(resource) ?? resource.__childResources ?? [];
    for (const next of [...shown, ...others]) all.add(next);
  }
  return all.has(asker);
}

async function isPending(resource: Internals): Promise<boolean> {
  // The fields of a component that the program makes are the program's own, but a status shows what was read.
  const isShown = isStatus(resource);
  if (pulumi.ComponentResource.isInstance(resource) && !(resource as Internals).__remote && !isShown) return false;
  const answers = outputsOf(resource).map(async ([name, output]) => {
    // Nor did the provider set what comes from another resource.
    if (!isShown && [...output.resources()].some((from) => from !== resource)) return false;
    const [value, isKnown] = await Promise.all([output.promise(true), output.isKnown]);
    if (value === pulumi.runtime.unknownValue || pulumi.containsUnknowns(value)) return true;
    // In a preview Pulumi marks absent outputs as unknown too (pulumi/pulumi#3040); only an id is never absent.
    return !isKnown && (isShown || name === "id" || !pulumi.runtime.isDryRun());
  });
  return (await Promise.all(answers)).includes(true);
}

function outputsOf(resource: Internals): [name: string, output: OutputInternals<unknown>][] {
  return Object.entries(resource).filter(([, field]) => pulumi.Output.isInstance(field));
}

function isStatus({ __pulumiType = "" }: Internals): boolean {
  return isStatusType(__pulumiType);
}

const isCall = (resource: Internals): boolean =>
  DEPENDENCIES.has(resource) && !pulumi.CustomResource.isInstance(resource);
