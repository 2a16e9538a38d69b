import type * as pulumi from "@pulumi/pulumi";
import type { FunctionOptions, FunctionOutputOptions, ProfileArgs } from "./lookup/args";
import { callOutput, callPlain } from "./lookup/call";

/** The arguments of {@link getZoneIdOutput}. */
export interface GetZoneIdOutputArgs extends ProfileArgs {
  /** The name of the zone, a domain such as `example.com`. */
  name: pulumi.Input<string>;
  /** The account to look in, if several have a zone of this name. */
  accountId?: pulumi.Input<string> | undefined;
}

/** The arguments of {@link getZoneId}. */
export type GetZoneIdArgs = pulumi.Unwrap<GetZoneIdOutputArgs>;

/** The result of {@link getZoneId}. */
export interface GetZoneIdResult {
  /** The id of the zone. */
  id: string;
}

/**
 * Finds the id of the zone with a name.
 * @throws OriginTlsError (as a rejection) unless the credentials can see exactly one zone of this name
 */
export function getZoneId(args: GetZoneIdArgs, opts?: FunctionOptions) {
  return callPlain<GetZoneIdResult>("ZoneId", args, opts);
}

/** As {@link getZoneId}, for a name that may be an output. While it is unknown, nothing is sent. */
export function getZoneIdOutput(args: GetZoneIdOutputArgs, opts?: FunctionOutputOptions) {
  return callOutput<GetZoneIdResult>("ZoneId", args, opts);
}
