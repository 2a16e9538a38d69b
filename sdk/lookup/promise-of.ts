import type * as pulumi from "@pulumi/pulumi";
import { markHandled, type OutputInternals } from "./internals";

/**
 * The value of an output as a promise, for tests; rejected when making the value failed, as that of an assertion does, and
 * when there is none: the output is unknown, or what it comes from could not be read.
 *
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
