import type * as pulumi from "@pulumi/pulumi";
import { callOutput, callPlain } from "./call";
import type { FunctionOptions, FunctionOutputOptions } from "./options";

/** The arguments of {@link getZoneIdOutput}. */
export interface GetZoneIdOutputArgs {
  /** The name of the zone, a domain such as `example.com`. */
  name: pulumi.Input<string>;
  /** The account to look in, where several have a zone of this name. */
  accountId?: pulumi.Input<string> | undefined;
  /**
   * The configuration namespace with the account's credentials: "acme" reads `acme:apiToken` and `ACME_API_TOKEN`.
   * @default "cloudflare"
   */
  profile?: string | undefined;
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
 *
 * @throws OriginTlsError (as a rejection) when there is not exactly one zone of this name that the credentials can see
 */
export function getZoneId(args: GetZoneIdArgs, opts?: FunctionOptions): Promise<GetZoneIdResult> {
  return callPlain("ZoneId", args, opts);
}

/** As {@link getZoneId}, for a name that may be an output; nothing is sent while it is unknown. */
export function getZoneIdOutput(
  args: GetZoneIdOutputArgs,
  opts?: FunctionOutputOptions,
): pulumi.Output<GetZoneIdResult> {
  return callOutput("ZoneId", args, opts);
}
