import * as pulumi from "@pulumi/pulumi";
import { ARGUMENTS, checkArguments, type LookupName } from "../../provider/arguments";
import type { ReadConfig } from "../../provider/cloudflare/credentials";
import { badInput } from "../../provider/cloudflare/errors";
import type { LOOKUPS } from "../../provider/lookups";
import { cloudflareProviderOf, configOf } from "./account";
import { checkOptions, type FunctionOptions, type FunctionOutputOptions } from "./args";
import { mocksInUse, withoutFrames } from "./internals";
import { settledCall } from "./settled";
import { logProgress } from "./stack";

type Results = { [Name in LookupName]: Awaited<ReturnType<(typeof LOOKUPS)[Name]>> };
/** The names of the lookups that have such a result. */
type NameOf<Result> = { [Name in LookupName]: Results[Name] extends Result ? Name : never }[LookupName];

/** Reads something in the program itself, or rejects with an OriginTlsError. */
export async function callPlain<Result>(name: NameOf<Result>, args: object, opts?: FunctionOptions): Promise<Result> {
  const config = await configOf(checkCall(name, args, opts));
  if (config) return (await call(name, args, config)) as Result;
  const problem = `The credentials of the Cloudflare provider that get${name} was given are not known yet in this preview`;
  throw badInput(problem, `Use get${name}Output, whose result is unknown until then.`);
}

/** As {@link callPlain}, when all of the arguments are known and no change of what it depends on is pending. */
export function callOutput<Result>(name: NameOf<Result>, args: object, opts: FunctionOutputOptions = {}) {
  const provider = checkCall(name, args, opts);
  const ready = opts.dependsOn && settledCall(opts.dependsOn, opts.parent);
  const result = pulumi.all([args, ready]).apply(async ([args]) => {
    const config = await configOf(provider);
    return config ? call(name, args as object, config).catch(withoutFrames) : pulumi.unknown;
  });
  return result as pulumi.Output<Result>;
}

/** Returns the `cloudflare.Provider` to read with, if there is one. */
function checkCall(name: LookupName, args: { profile?: unknown }, opts: FunctionOptions = {}) {
  checkOptions(opts);
  checkArguments(`get${name}`, args, ARGUMENTS[name]);
  return cloudflareProviderOf(opts, args.profile);
}

async function call(name: LookupName, args: object, config: ReadConfig): Promise<unknown> {
  const mocks = mocksInUse();
  // Not by pulumi.runtime.invoke, which loses what the mocks throw.
  if (mocks) return mocks.call({ token: `cloudflare-origin-tls:index:get${name}`, inputs: args });
  logProgress();
  // HTTP code is loaded at the first call: a program with lookups only never needs it.
  const { LOOKUPS } = await import("../../provider/lookups");
  const { createClient } = await import("../../provider/cloudflare/client");
  return LOOKUPS[name](args as never, createClient(config));
}
