import * as pulumi from "@pulumi/pulumi";
import { ARGUMENTS, checkArguments, type LookupName } from "../provider/arguments";
import { OriginTlsError } from "../provider/cloudflare/errors";
import { setProgress } from "../provider/cloudflare/progress";
import type { LOOKUPS } from "../provider/lookups";
import { checkOptions, type FunctionOptions, type FunctionOutputOptions } from "./options";
import { settled } from "./settled";
import { readStackConfig } from "./stack-config";

type Result<Name extends LookupName> = Awaited<ReturnType<(typeof LOOKUPS)[Name]>>;

/** Reads something in the program itself, or rejects with an OriginTlsError. */
export async function callPlain<Name extends LookupName>(
  name: Name,
  args: object,
  opts: FunctionOptions = {},
): Promise<Result<Name>> {
  checkCall(name, args, opts);
  return call(name, args) as Promise<Result<Name>>;
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
  return ready.apply((args) => call(name, args as object).catch(withoutFrames)) as pulumi.Output<Result<Name>>;
}

/** Throws the error of a promise that becomes an output: nobody but Pulumi gets it then, and it prints the stack. */
export function withoutFrames(error: unknown): never {
  if (error instanceof OriginTlsError) error.stack = error.message;
  throw error;
}

function checkCall(name: LookupName, args: object, opts: object): void {
  checkOptions(opts);
  checkArguments(`get${name}`, args, ARGUMENTS[name]);
}

/** What `pulumi.runtime.setMocks` has set to answer in place of an engine, which Pulumi has no documented way to get at. */
export function mocksInUse(): pulumi.runtime.Mocks | undefined {
  return (pulumi.runtime.getMonitor?.() as { mocks?: pulumi.runtime.Mocks } | undefined)?.mocks;
}

async function call(name: LookupName, args: object): Promise<unknown> {
  const mocks = mocksInUse();
  // Not by pulumi.runtime.invoke, which loses what the mocks throw.
  if (mocks) return mocks.call({ token: `cloudflare-origin-tls:index:get${name}`, inputs: args });
  setProgress((text) => void pulumi.log.info(text, undefined, undefined, true));
  // HTTP code is loaded at the first call: a program with lookups only never needs it.
  const [{ LOOKUPS }, { createClient }] = await Promise.all([
    import("../provider/lookups"),
    import("../provider/cloudflare/client"),
  ]);
  return LOOKUPS[name](args as never, createClient(readStackConfig));
}
