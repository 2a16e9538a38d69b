import * as pulumi from "@pulumi/pulumi";
import type { ReadConfig } from "../provider/credentials";
import { setProgress } from "../provider/progress";
import { readStackConfig } from "./stack-config";

/** The calls of each program run. A process may run several, so they are kept by the run's connection to the engine. */
const runs = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Runs a function of this package once for equal arguments in one program run; a failed call may be repeated.
 * Under `pulumi.runtime.setMocks` the mocks' `call` answers, with the token `cloudflare-origin-tls:index:<name>`.
 */
export function callOnce<Args extends object, Result>(
  name: string,
  args: Args,
  call: (args: Args, readConfig: ReadConfig) => Promise<Result>,
): Promise<Result> {
  const monitor = pulumi.runtime.getMonitor() as object | undefined;
  if (monitor && "mocks" in monitor) {
    return pulumi.runtime.invoke(`cloudflare-origin-tls:index:${name}`, args) as Promise<Result>;
  }
  if (!monitor) return call(args, readStackConfig);
  setProgress((text) => void pulumi.log.info(text, undefined, undefined, true));
  const calls = runs.get(monitor) ?? new Map<string, Promise<unknown>>();
  runs.set(monitor, calls);
  const key = JSON.stringify([name, args]);
  let result = calls.get(key) as Promise<Result> | undefined;
  if (!result) {
    result = call(args, readStackConfig);
    calls.set(key, result);
    result.catch(() => calls.delete(key));
  }
  return result;
}
