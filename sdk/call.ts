import * as pulumi from "@pulumi/pulumi";
import { OriginTlsError } from "../provider/cloudflare/errors";
import { setProgress } from "../provider/cloudflare/progress";
import type { LOOKUPS, LookupName } from "../provider/lookups";
import { checkOptions, type FunctionOptions, type FunctionOutputOptions, settled } from "./options";
import { readStackConfig } from "./stack-config";

type Result<Name extends LookupName> = Awaited<ReturnType<(typeof LOOKUPS)[Name]>>;

/**
 * Reads something in the program itself.
 *
 * @throws OriginTlsError (as a rejection)
 */
export async function callPlain<Name extends LookupName>(
  name: Name,
  args: object,
  opts: FunctionOptions = {},
): Promise<Result<Name>> {
  checkOptions(opts);
  return call(name, args, true) as Promise<Result<Name>>;
}

/** As {@link callPlain}, when all of the arguments are known and no change of what it depends on is pending. */
export function callOutput<Name extends LookupName>(
  name: Name,
  args: object,
  opts: FunctionOutputOptions = {},
): pulumi.Output<Result<Name>> {
  checkOptions(opts);
  const { dependsOn } = opts;
  const result = pulumi.all([pulumi.output(args), settled(dependsOn)]).apply(async ([args]) => {
    try {
      return await call(name, args as object, dependsOn === undefined);
    } catch (error) {
      // Nobody but Pulumi gets this error, and it prints the stack.
      if (error instanceof OriginTlsError) error.stack = error.message;
      throw error;
    }
  });
  return result as pulumi.Output<Result<Name>>;
}

/** The calls of each program run. A process may run several, so they are kept by the run's connection to the engine. */
const runs = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Reads something in the program itself; equal calls of one run share their requests, a failed call may be repeated.
 * Under `pulumi.runtime.setMocks` the mocks' `call` answers, with the token `cloudflare-origin-tls:index:get<name>`.
 *
 * @param share whether an answer to an equal call may be given, which may be from before a change in this run
 */
async function call(name: LookupName, args: object, share: boolean): Promise<unknown> {
  // What it is for is documented, to get at it is not; without it nothing is shared.
  const monitor = pulumi.runtime.getMonitor?.() as object | undefined;
  if (monitor && "mocks" in monitor) {
    return pulumi.runtime.invoke(`cloudflare-origin-tls:index:get${name}`, args);
  }
  const read = async (): Promise<unknown> => {
    setProgress((text) => void pulumi.log.info(text, undefined, undefined, true));
    // HTTP code is loaded at the first call: a program with lookups only never needs it.
    const { LOOKUPS } = await import("../provider/lookups");
    return LOOKUPS[name](args as never, readStackConfig);
  };
  if (!monitor || !share) return read();
  const calls = runs.get(monitor) ?? new Map<string, Promise<unknown>>();
  runs.set(monitor, calls);
  const key = JSON.stringify([name, args]);
  let result = calls.get(key);
  if (!result) {
    result = read();
    calls.set(key, result);
    result.catch(() => calls.delete(key));
  }
  // Each caller may change what it gets.
  return structuredClone(await result);
}
