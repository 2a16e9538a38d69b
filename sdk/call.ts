import * as pulumi from "@pulumi/pulumi";
import { ARGUMENTS, checkArguments, type LookupName } from "../provider/arguments";
import { OriginTlsError } from "../provider/cloudflare/errors";
import { setProgress } from "../provider/cloudflare/progress";
import type { LOOKUPS } from "../provider/lookups";
import { checkOptions, type FunctionOptions, type FunctionOutputOptions } from "./options";
import { settled } from "./settled";
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
  checkCall(name, args, opts);
  return call(name, args, true) as Promise<Result<Name>>;
}

/** As {@link callPlain}, when all of the arguments are known and no change of what it depends on is pending. */
export function callOutput<Name extends LookupName>(
  name: Name,
  args: object,
  opts: FunctionOutputOptions = {},
): pulumi.Output<Result<Name>> {
  checkCall(name, args, opts);
  const { dependsOn } = opts;
  const known = pulumi.output(args);
  const ready = dependsOn === undefined ? known : pulumi.all([known, settled(dependsOn)]).apply(([args]) => args);
  const result = ready.apply(async (args) => {
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

function checkCall(name: LookupName, args: object, opts: object): void {
  checkOptions(opts);
  checkArguments(`get${name}`, args, ARGUMENTS[name]);
}

/** What it is for is documented, to get at it is not; without it nothing is shared. */
function currentMonitor(): object | undefined {
  return pulumi.runtime.getMonitor?.() as object | undefined;
}

/** Whether `pulumi.runtime.setMocks` answers in place of an engine. */
export function isMocked(monitor = currentMonitor()): monitor is { mocks: pulumi.runtime.Mocks } {
  return monitor !== undefined && "mocks" in monitor;
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
  const monitor = currentMonitor();
  // Not by pulumi.runtime.invoke, which loses what the mocks throw.
  if (isMocked(monitor)) return monitor.mocks.call({ token: `cloudflare-origin-tls:index:get${name}`, inputs: args });
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
