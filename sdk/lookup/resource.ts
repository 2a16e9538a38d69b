import * as pulumi from "@pulumi/pulumi";
import { ARGUMENTS, checkArguments, type LookupName } from "../../provider/arguments";
import { checkLookupOptions, type LookupOptions } from "./options";
import { knownValue } from "./promise-of";
import { settled } from "./settled";
import { statusType } from "./types";
import { type Read, warningsOf } from "./warnings";

/** The base of all lookups: a resource that Pulumi reads with this package's provider, and never creates. */
export abstract class Lookup extends pulumi.CustomResource {
  /** Reads these `outputs`; throws an OriginTlsError (`INPUT`) when the arguments or options make no sense. */
  protected constructor(
    kind: LookupKind,
    name: string,
    args: pulumi.Inputs,
    outputs: readonly string[],
    opts: LookupOptions,
  ) {
    checkLookupOptions(lookupType(kind), outputs, opts);
    checkArguments(kind, args, ARGUMENTS[kind]);
    // Plain arguments are no secrets. What is read about a secret is one too: Pulumi takes that over from inputs of the
    // same names.
    const isPlain = Object.values(args).every((value) => typeof value !== "object");
    const given = isPlain ? args : pulumi.output(args);
    const secret = pulumi.Output.isInstance(given) ? pulumi.isSecret(given) : undefined;
    const output = secret && pulumi.output(secret.then((secret) => (secret ? pulumi.secret("") : undefined)));
    const read = Object.fromEntries([...outputs, "messages"].map((name) => [name, output]));
    // Pulumi tells a provider no names: one without it could not say whose error it is.
    const props = { ...read, ...args, __provider: providerText(kind), __lookup: name };
    // Pulumi makes a stack trace for dozens of promises: with them a preview of 500 lookups took 9.0 s in place of 7.6 s.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(lookupType(kind), name, props, { ...opts, id: resourceId(given, secret, opts.dependsOn) });
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    // With --continue-on-error Pulumi gives undefined as what a failed read has read, which is no value for a program.
    if (!pulumi.runtime.isDryRun()) {
      const fields = this as unknown as Record<string, pulumi.Output<unknown>>;
      const known = (value: unknown) => (value === undefined ? pulumi.unknown : value);
      for (const name of outputs) fields[name] = (fields[name] as pulumi.Output<unknown>).apply(known);
    }
    this.showWarnings(given);
  }

  /** Shows on this resource what there is to warn of. */
  private showWarnings(args: pulumi.Inputs): void {
    const { messages, zoneId, zones } = this as unknown as Record<string, pulumi.Output<unknown>>;
    // Messages are there only while there are any, else undefined or a secret "": in a preview, what is absent is unknown.
    (zones ?? messages)?.apply(async (read) => {
      if (!read) return;
      const [said, id, query] = [messages, zoneId, pulumi.output(args)].map(knownValue);
      const known = { messages: (await said) || undefined, zoneId: await id, zones: zones && read } as Read;
      const isSecret = await pulumi.isSecret((zoneId ?? zones) as pulumi.Output<unknown>);
      for (const text of warningsOf(known, (await query) ?? {}, isSecret)) await pulumi.log.warn(text, this);
    });
  }
}

/**
 * The id of the resource, which Pulumi always stores as it is; unknown while any argument is, so that nothing is read.
 * Pulumi would create a resource without one, so where none was given it is one that the provider refuses.
 */
function resourceId(
  args: pulumi.Inputs,
  secret: Promise<boolean> | undefined,
  dependsOn: LookupOptions["dependsOn"],
): pulumi.Input<string> {
  const idOf = ({ zoneName, zoneId, accountId, zoneIds }: pulumi.Inputs) => {
    const id = zoneName ?? zoneId ?? accountId ?? (zoneIds && "zones");
    return typeof id === "string" && id !== "" ? id : "none";
  };
  if (!secret && !dependsOn) return idOf(args);
  return pulumi.all([args, secret, settled(dependsOn)]).apply(([known, secret]) => (secret ? "secret" : idOf(known)));
}

/** The options of the status that a lookup makes. */
export function statusOptions(lookup: Lookup, kind: LookupKind, name: string): pulumi.ComponentResourceOptions {
  // The engine knows no aliases of a resource that is read, so its child is given all of them.
  const aliases = pulumi.allAliases([], name, statusType(`${kind}Status`), lookup, name);
  // What protects the parent would keep a lookup in the program for ever.
  return { parent: lookup, aliases, protect: false };
}

/** Which lookup a resource is. */
export type LookupKind = Exclude<LookupName, "ZoneId">;

/** The type token of a lookup. */
export function lookupType(kind: LookupKind): string {
  return `pulumi-nodejs:dynamic/cloudflare:${kind}`;
}

/** Whether `x` is a lookup of this kind, made by any copy of this package. */
export function isLookup(x: unknown, kind: LookupKind): boolean {
  return pulumi.CustomResource.isInstance(x) && (x as { __pulumiType?: unknown }).__pulumiType === lookupType(kind);
}

/**
 * The text that Pulumi stores with a lookup and evaluates to get its provider. It is the same for every lookup of a kind
 * and for every release, captures nothing, and loads the installed package by name. Pulumi evaluates it as a module
 * without a file, from which only the program's own folder can be resolved; an error keeps its first line and loses its
 * stack trace.
 */
function providerText(kind: LookupKind): string {
  return `exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-cloudflare-origin-tls/provider").lookupProvider("${kind}")}catch(e){e.message=e.message.split("\\n",1)+"\\n  What to do: Run npm ci; the project itself must depend on it.";e.stack="";throw e}}`;
}
