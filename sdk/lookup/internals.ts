import * as pulumi from "@pulumi/pulumi";

/** What Pulumi's outputs have and do not document. */
export interface OutputInternals<T = unknown> {
  promise(withUnknowns?: boolean): Promise<T>;
  resources(): Set<pulumi.Resource>;
  allResources(): Promise<Set<pulumi.Resource>>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}

/** What Pulumi knows of a resource and does not document. */
export interface ResourceInternals extends pulumi.Resource {
  __pulumiType?: string;
  /** Not of one that another program has made. */
  __name?: string;
  __parentResource?: ResourceInternals;
  /** The providers of what is below it, by their package. */
  __providers?: Record<string, pulumi.ProviderResource>;
  __childResources?: Iterable<ResourceInternals>;
  /** Of a component: whether a plugin makes it; and what settles when it has made its children. */
  __remote?: boolean;
  __data?: Promise<unknown>;
}

/** The type token of a resource, and of what @pulumi/policy has in its place. */
export const typeOf = (x: unknown): string | undefined => (x as ResourceInternals | undefined)?.__pulumiType;

/** What `pulumi.runtime.setMocks` has set to answer in place of an engine. */
export const mocksInUse = (): pulumi.runtime.Mocks | undefined =>
  (pulumi.runtime.getMonitor?.() as { mocks?: pulumi.runtime.Mocks } | undefined)?.mocks;

/** The value of an output, undefined while any of it is unknown. */
export const knownValue = <T>(output: pulumi.Output<T> | undefined): Promise<T> | undefined =>
  (output as unknown as OutputInternals<T> | undefined)?.promise();

/** Keeps Node.js from complaining of a failed output, of which Pulumi keeps promises that nobody can handle. */
export function markHandled(output: pulumi.Output<unknown>): void {
  const { isKnown, isSecret } = output as unknown as OutputInternals;
  for (const promise of [isKnown, isSecret]) promise.catch(() => {});
}

/** Throws the error of a promise that becomes an output: nobody but Pulumi gets it then, and it prints the stack. */
export function withoutFrames(error: unknown): never {
  // By its name: another copy of this package may have made it.
  if (error instanceof Error && error.name === "OriginTlsError") error.stack = error.message;
  throw error;
}

/**
 * The value of an output as a promise, for tests; rejected when making the value failed, as that of an assertion does, and
 * when there is none: the output is unknown, or what it comes from could not be read.
 * @example
 * ```ts
 * await assert.rejects(promiseOf(assertAutoOriginTlsKex(kex)), /is disabled for zone/);
 * ```
 */
export async function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  markHandled(output);
  const { isKnown, promise } = output as unknown as OutputInternals<T>;
  const value = await promise();
  if (await isKnown) return value;
  throw new Error("The output has no value: it is unknown, or what it comes from could not be read.");
}
