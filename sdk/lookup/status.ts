import * as pulumi from "@pulumi/pulumi";
import type { LookupKind } from "../../provider/settings/definitions";
import { mocksInUse, typeOf, withoutFrames } from "./internals";
import { statusFieldsOf, statusType } from "./types";

/**
 * What policy packs see of a lookup, and what changes in the plan when a setting has changed: a component below it, since
 * Pulumi never shows resources that were read to policy packs (pulumi/pulumi#3950).
 */
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
    // Outputs come late, after a test perhaps; Pulumi would give them to the mocks of the next one, which know no such resource.
    if (mocksInUse()) return;
    if (pulumi.runtime.isDryRun()) super.registerOutputs(values);
    else pulumi.output(values).apply(() => super.registerOutputs(values));
  }

  /** Pulumi calls this by itself, also where `--continue-on-error` leaves out the status: it would end the program then. */
  protected override registerOutputs(): void {}
}

/** Whether `x` is the status of such a lookup. By the type alone: @pulumi/policy passes only `__pulumiType`. */
export const isStatus = (x: unknown, kind: LookupKind): boolean => typeOf(x) === statusType(kind);
