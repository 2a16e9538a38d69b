import type * as pulumi from "@pulumi/pulumi";
import { badInput } from "../../provider/cloudflare/errors";
import type { LookupKind } from "../../provider/settings/definitions";
import { outputsOf } from "./types";

declare const IMPOSSIBLE: unique symbol;
/** No value has this type, or one that extends it: its name is what a type error says. */
export interface Impossible {
  [IMPOSSIBLE]: never;
}

/** What a type error names where both are given. */
export interface GiveEitherZoneIdOrZoneName extends Impossible {}

/** The account whose credentials are used, an argument of everything here. */
export interface ProfileArgs {
  /**
   * The configuration namespace that has the credentials: "acme" reads `acme:apiToken` and `ACME_API_TOKEN`.
   * @default "cloudflare"
   */
  profile?: string | undefined;
}

/** The zone of a lookup, by its id. */
export interface ZoneByIdArgs<Text = pulumi.Input<string>> extends ProfileArgs {
  /** The id of the zone, 1 to 32 letters and digits. While it is unknown in a preview, nothing is read. */
  zoneId: Text;
  zoneName?: GiveEitherZoneIdOrZoneName | undefined;
}

/** The zone of a lookup, by its name. */
export interface ZoneByNameArgs<Text = pulumi.Input<string>> extends ProfileArgs {
  zoneId?: GiveEitherZoneIdOrZoneName | undefined;
  /** The name of the zone, such as `example.com`, in place of its id. Finding the id costs one more request. */
  zoneName: Text;
}

/** What a type error names where neither is given: exactly one of them is required. */
export type EitherZoneIdOrZoneName = ZoneByIdArgs | ZoneByNameArgs;

/** The zone of a lookup, and the account. */
export type ZoneArgs = EitherZoneIdOrZoneName;

/** The same without outputs, for the functions that return promises. */
export type PlainZoneArgs = ZoneByIdArgs<string> | ZoneByNameArgs<string>;

/**
 * The options of a lookup: those that mean something for a resource that is only read. While a change of what it
 * `dependsOn` is pending, its outputs are unknown, and `pulumi up` reads it after the change. `provider` is a
 * `cloudflare.Provider` of @pulumi/cloudflare, whose account is read; without one it is that of the `parent`.
 */
export type LookupOptions = Pick<
  pulumi.CustomResourceOptions,
  "parent" | "provider" | "dependsOn" | "aliases" | "transformations" | "additionalSecretOutputs"
>;

/** The options of a function. The account is found as for {@link LookupOptions}. */
export type FunctionOptions = Pick<pulumi.InvokeOptions, "parent" | "provider">;

/** The options of a function for outputs. `dependsOn` works as for {@link LookupOptions}. */
export type FunctionOutputOptions = Pick<pulumi.InvokeOutputOptions, "parent" | "provider" | "dependsOn">;

/** Refuses options that would have no effect, or the wrong one; of a lookup also what Pulumi could not do for it. */
export function checkOptions(options: object, kind?: LookupKind): void {
  const { providers, async: isAsync, transforms, additionalSecretOutputs } = options as Record<string, unknown>;
  if (providers !== undefined) throw badInput("The option providers does not apply here", "Use provider.");
  if (isAsync !== undefined) throw badInput("The option async does not apply here", "Leave it out.");
  if (kind === undefined) return;
  if (transforms !== undefined) {
    const problem = "The option transforms does not apply here: Pulumi runs none for a resource that is read";
    const hint = "Use transformations, or a transform of the stack, which runs for the status of the lookup.";
    throw badInput(problem, hint);
  }
  const outputs = outputsOf(kind);
  const derived = ((additionalSecretOutputs ?? []) as string[]).filter((name) => !outputs.includes(name));
  if (derived.length === 0) return;
  const problem = `additionalSecretOutputs cannot hide ${derived.join(" and ")}: Pulumi hides what was read`;
  throw badInput(problem, `Name ${outputs.join(" or ")}; what follows from it is then secret, too.`);
}
