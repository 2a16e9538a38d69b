import type * as pulumi from "@pulumi/pulumi";
import { OriginTlsError } from "../../provider/cloudflare/errors";

/** What Pulumi's outputs have and do not document. */
export interface OutputInternals<T> {
  promise(withUnknowns?: boolean): Promise<T>;
  resources(): Set<pulumi.Resource>;
  allResources(): Promise<Set<pulumi.Resource>>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}

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

/** The value of an output, undefined while any of it is unknown. */
export function knownValue<T>(output: pulumi.Output<T> | undefined): Promise<T> | undefined {
  return (output as unknown as OutputInternals<T> | undefined)?.promise();
}

/** Throws the error of a promise that becomes an output: nobody but Pulumi gets it then, and it prints the stack. */
export function withoutFrames(error: unknown): never {
  if (error instanceof OriginTlsError) error.stack = error.message;
  throw error;
}

/** Keeps Node.js from complaining of a failed output, of which Pulumi keeps promises that nobody can handle. */
export function markHandled(output: pulumi.Output<unknown>): void {
  const { isKnown, isSecret } = output as unknown as OutputInternals<unknown>;
  for (const promise of [isKnown, isSecret]) promise.catch(() => {});
}
