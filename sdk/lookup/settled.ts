import * as pulumi from "@pulumi/pulumi";
import { type OutputInternals, type ResourceInternals, typeOf } from "./internals";
import { isStatusType } from "./types";

/** What each lookup depends on, and each call of a function, for which there is a stand-in, see {@link settledCall}. */
const DEPENDENCIES = new WeakMap<ResourceInternals, ResourceInternals[]>();
/** The calls that have a resource as their parent. */
const CALLS = new WeakMap<ResourceInternals, ResourceInternals[]>();
/** What {@link isPending} has found, since many may ask about the same resource. */
const PENDING = new WeakMap<ResourceInternals, Promise<boolean>>();

// Whether a change of one of these resources is pending, or has failed in an update with `--continue-on-error`. A component
// counts with everything below it, except `asker` itself and any status or call that waits for `asker`. What is not a
// resource does not count.
export async function isAnyPending(dependsOn: unknown, asker: pulumi.Resource): Promise<boolean> {
  const given = pulumi.output(dependsOn) as unknown as OutputInternals;
  const [value, isKnown, from] = await Promise.all([given.promise(true), given.isKnown, given.allResources()]);
  const values = [value, ...from].flat(Number.POSITIVE_INFINITY);
  const resources = values.filter((value): value is ResourceInternals => pulumi.Resource.isInstance(value));
  DEPENDENCIES.set(asker, resources);
  for (const resource of await withChildren(resources)) {
    const mayWait = isAnyStatus(resource) || isCall(resource);
    if (resource === asker || (mayWait && waitsFor(resource, asker))) continue;
    const answer = PENDING.get(resource) ?? isPending(resource);
    PENDING.set(resource, answer);
    if (await answer) return true;
  }
  return !isKnown;
}

/** Unknown while what a call waits for is pending: what is made of the output depends on these resources, too. */
export function settledCall(dependsOn: unknown, parent: pulumi.Resource | undefined): pulumi.Output<unknown> {
  // Stands for the call where Pulumi notes what an output depends on. Of a component it takes what is below.
  const call = {
    __pulumiResource: true,
    __pulumiComponentResource: true,
    get __childResources() {
      return DEPENDENCIES.get(call);
    },
    __data: Promise.resolve(),
  } as unknown as ResourceInternals;
  const answer = isAnyPending(dependsOn, call);
  // The output itself reports a failure.
  const answered = answer.catch(() => true);
  PENDING.set(call, answered);
  if (parent && !CALLS.has(parent)) CALLS.set(parent, []);
  if (parent) CALLS.get(parent)?.push(call);
  const Output = pulumi.Output as unknown as new (...parts: unknown[]) => pulumi.Output<unknown>;
  const ready = answer.then((isPending) => (isPending ? pulumi.unknown : undefined));
  return new Output(call, ready, Promise.resolve(true), Promise.resolve(false));
}

const below = (resource: ResourceInternals) => [...(resource.__childResources ?? []), ...(CALLS.get(resource) ?? [])];

/** These and, as for Pulumi, what a component has below it. */
async function withChildren(resources: ResourceInternals[]): Promise<Set<ResourceInternals>> {
  const all = new Set(resources);
  for (const resource of all) {
    if (!isComponent(resource)) continue;
    await resource.__data;
    for (const child of below(resource)) all.add(child);
  }
  return all;
}

/** Whether a status shows what comes from `asker`, or from what waits for it; the same of a call. */
function waitsFor(status: ResourceInternals, asker: pulumi.Resource): boolean {
  const all = new Set<pulumi.Resource>([status]);
  for (const resource of all as Set<ResourceInternals>) {
    const shown = isAnyStatus(resource) ? outputFields(resource).flatMap(([, output]) => [...output.resources()]) : [];
    const others = DEPENDENCIES.get(resource) ?? below(resource);
    for (const next of [...shown, ...others]) all.add(next);
  }
  return all.has(asker);
}

async function isPending(resource: ResourceInternals): Promise<boolean> {
  // The fields of a component that the program makes are the program's own, but a status shows what was read.
  const isShown = isAnyStatus(resource);
  if (isComponent(resource) && !resource.__remote && !isShown) return false;
  const answers = outputFields(resource).map(async ([name, output]) => {
    // What comes from another resource was not set by the provider either.
    if (!isShown && [...output.resources()].some((from) => from !== resource)) return false;
    const [value, isKnown] = await Promise.all([output.promise(true), output.isKnown]);
    if (value === pulumi.runtime.unknownValue || pulumi.containsUnknowns(value)) return true;
    // In a preview Pulumi marks absent outputs as unknown too (pulumi/pulumi#3040); only an id is never absent.
    return !isKnown && (isShown || name === "id" || !pulumi.runtime.isDryRun());
  });
  return (await Promise.all(answers)).includes(true);
}

const outputFields = (resource: ResourceInternals): [name: string, output: OutputInternals][] =>
  Object.entries(resource).filter(([, field]) => pulumi.Output.isInstance(field));

const isAnyStatus = (resource: ResourceInternals): boolean => isStatusType(typeOf(resource) ?? "");
const isComponent: (resource: unknown) => boolean = pulumi.ComponentResource.isInstance;
const isCall = (resource: ResourceInternals): boolean =>
  DEPENDENCIES.has(resource) && !pulumi.CustomResource.isInstance(resource);
