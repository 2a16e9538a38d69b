import type * as pulumi from "@pulumi/pulumi";

/** What Pulumi's outputs have and do not document. */
interface OutputInternals<T> {
  promise(): Promise<T>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}

/**
 * The value of an output as a promise, for tests; rejected when making the value failed, as that of an assertion does.
 *
 * @example
 * ```ts
 * await assert.rejects(promiseOf(assertAutoOriginTlsKex(kex)), /is disabled for zone/);
 * ```
 */
export function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  markHandled(output);
  return (output as unknown as OutputInternals<T>).promise();
}

/**
 * Makes Node.js not complain that nobody handles the failure of this output. Pulumi keeps several promises for each, all
 * of which fail, and has no way to handle them.
 */
export function markHandled(output: pulumi.Output<unknown>): void {
  const { isKnown, isSecret } = output as unknown as OutputInternals<unknown>;
  for (const promise of [isKnown, isSecret]) promise.catch(() => {});
}
