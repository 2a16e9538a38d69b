import * as pulumi from "@pulumi/pulumi";
import { ARGUMENTS, checkArguments } from "../../provider/arguments";
import { FLEETS, type LookupKind, settingOf } from "../../provider/settings/definitions";
import { lookupProviderOf } from "./account";
import { checkOptions, type LookupOptions } from "./args";
import { mocksInUse, type ResourceInternals, typeOf, withoutFrames } from "./internals";
import { isAnyPending } from "./settled";
import { lookupType, outputsOf, statusFieldsOf, statusType } from "./types";
import { showWarnings } from "./warnings";

/** The base of all lookups: a resource that Pulumi reads with this package's provider, and never creates. */
export abstract class Lookup extends pulumi.CustomResource {
  /** Throws an OriginTlsError (`INPUT`) when the arguments or options make no sense. */
  protected constructor(kind: LookupKind, name: string, args: pulumi.Inputs, opts: LookupOptions) {
    checkOptions(opts, kind);
    checkArguments(kind, args, ARGUMENTS[kind]);
    const query = Object.values(args).every((value) => typeof value !== "object") ? args : pulumi.output(args);
    const isSecret = pulumi.Output.isInstance(query) ? pulumi.isSecret(query) : undefined;
    const provider = lookupProviderOf(opts, args.profile);
    // What is read about a secret is one too: Pulumi takes that over from inputs of the same names.
    const placeholder = isSecret && pulumi.output(isSecret.then((is) => (is ? pulumi.secret("") : undefined)));
    const toBeRead = Object.fromEntries([...outputsOf(kind), "messages"].map((name) => [name, placeholder]));
    // Pulumi tells a provider no names: one without it could not say whose error it is.
    const props = { ...toBeRead, ...args, __provider: providerText(kind), __lookup: name };
    // Pulumi makes a stack trace for dozens of promises: with them a preview of 500 lookups took 9.0 s in place of 7.6 s.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      // Later, since there is no `this` yet.
      const pending = opts.dependsOn && Promise.resolve().then(() => isAnyPending(opts.dependsOn, this));
      const id = resourceId(query, isSecret, pending);
      super(lookupType(kind), name, props, { ...opts, id, ...(provider && { provider }) });
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    if (provider) keepAccount(this, opts);
    setOutputs(this, kind);
    showWarnings(this, query);
  }
}

// Pulumi stores the id as it is, and reads nothing while it is unknown, as it is while any argument is. It would create a
// resource without one: where none was given it is one that the provider refuses.
function resourceId(query: pulumi.Inputs, isSecret?: Promise<boolean>, pending?: Promise<boolean>) {
  const idOf = ({ zoneName, zoneId, accountId, zoneIds }: pulumi.Inputs) => {
    const id = zoneName ?? zoneId ?? accountId ?? (zoneIds && "zones");
    return typeof id === "string" && id !== "" ? id : "none";
  };
  if (!isSecret && !pending) return idOf(query);
  // In an update Pulumi itself knows what has failed, and reads nothing after that.
  const known = pending?.then((is) => (is && pulumi.runtime.isDryRun() ? pulumi.unknown : undefined));
  return pulumi.all([query, isSecret, known]).apply(([args, isSecret]) => (isSecret ? "secret" : idOf(args)));
}

function setOutputs(lookup: Lookup, kind: LookupKind): void {
  const outputs = lookup as unknown as Record<string, pulumi.Output<unknown> | undefined>;
  // With --continue-on-error Pulumi gives undefined as what a failed read has read, which is no value for a program.
  for (const name of pulumi.runtime.isDryRun() ? [] : outputsOf(kind))
    outputs[name] = outputs[name]?.apply((value) => (value === undefined ? pulumi.unknown : value));
  // Always the same, and each output that Pulumi has to set costs.
  const { id, output } = settingOf(kind);
  if (!(kind in FLEETS)) outputs.settingId = outputs[output]?.apply(() => id);
}

/** What is below a lookup reads the same account, and no other dynamic resource has what lookups read with. */
function keepAccount(lookup: ResourceInternals, { parent, provider }: LookupOptions): void {
  // Under mocks there may be no stack.
  const above = ((parent ?? pulumi.runtime.getStackResource()) as ResourceInternals | undefined)?.__providers;
  lookup.__providers = { ...above, ...(provider && { cloudflare: provider }) };
}

// What Pulumi stores with a lookup and evaluates to get its provider, the same in every release. It is evaluated as a
// module without a file, which finds the package from the program's folder; an error keeps its first line, and no stack.
const providerText = (kind: LookupKind): string =>
  `exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-cloudflare-origin-tls/provider").lookupProvider("${kind}")}catch(e){e.message=e.message.split("\\n",1)+"\\n  What to do: Run npm ci; the project itself must depend on it.";e.stack="";throw e}}`;

/** Whether `x` is a lookup of this kind, made by any copy of this package. */
export const isLookup = (x: unknown, kind: LookupKind): boolean => typeOf(x) === lookupType(kind);

export function statusOptions(lookup: Lookup, kind: LookupKind, name: string): pulumi.ComponentResourceOptions {
  // The engine knows no aliases of a resource that is read, so its child is given all of them. What protects the parent
  // would keep a lookup in the program for ever.
  return { parent: lookup, aliases: pulumi.allAliases([], name, statusType(kind), lookup, name), protect: false };
}

/** What policy packs see of a lookup, a component below it: they see nothing that was read (pulumi/pulumi#3950). */
export abstract class Status<Args> extends pulumi.ComponentResource {
  constructor(kind: LookupKind, name: string, args: pulumi.Input<Args>, opts?: pulumi.ComponentResourceOptions) {
    // The properties of an output are outputs as well; only a promise has none yet.
    const given = (args instanceof Promise ? pulumi.output(args.catch(withoutFrames)) : args) as pulumi.Inputs;
    // Only a lookup names its zone: the name that the result of a function has not would be one that is null.
    const hasName = !pulumi.Output.isInstance(given) && given.zoneName !== undefined;
    // An output as it is: to wrap it once more would double what a status costs.
    const asOutput = (value: unknown) => (pulumi.Output.isInstance(value) ? value : pulumi.output(value));
    const values = Object.fromEntries(statusFieldsOf(kind, hasName).map((field) => [field, asOutput(given[field])]));
    super(statusType(kind), name, values, opts);
    // Pulumi sets no properties on a component.
    Object.assign(this, values);
    // Outputs come late, after a test perhaps; the mocks of the next one would get them, which know no such resource.
    if (mocksInUse()) return;
    if (pulumi.runtime.isDryRun()) super.registerOutputs(values);
    else pulumi.output(values).apply(() => super.registerOutputs(values));
  }

  /** Pulumi calls this too, also where `--continue-on-error` leaves out the status: it would end the program then. */
  protected override registerOutputs(): void {}
}

/** Whether `x` is the status of such a lookup. By the type alone: @pulumi/policy passes only `__pulumiType`. */
export const isStatus = (x: unknown, kind: LookupKind): boolean => typeOf(x) === statusType(kind);
