import type * as pulumi from "@pulumi/pulumi";
import type { ResponseInfo } from "../../provider/cloudflare/response-info";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet-zone";
import { callOutput, callPlain } from "../lookup/call";
import type { FunctionOptions, FunctionOutputOptions } from "../lookup/options";
import type {
  AutoOriginTlsKexFleetArgs,
  AutoOriginTlsKexFleetByAccountArgs,
  AutoOriginTlsKexFleetByIdsArgs,
} from "./fleet";
import { type AutoOriginTlsKexFleetSummary, summarizeFleet } from "./summary";

/** The arguments of {@link getAutoOriginTlsKexFleet}, which are those of an {@link AutoOriginTlsKexFleet}. */
export type GetAutoOriginTlsKexFleetArgs =
  | AutoOriginTlsKexFleetByIdsArgs<string[]>
  | AutoOriginTlsKexFleetByAccountArgs<string, boolean>;

/** The arguments of {@link getAutoOriginTlsKexFleetOutput}, which may be outputs. */
export type GetAutoOriginTlsKexFleetOutputArgs = AutoOriginTlsKexFleetArgs;

/** The result of {@link getAutoOriginTlsKexFleet}. */
export interface GetAutoOriginTlsKexFleetResult extends AutoOriginTlsKexFleetSummary {
  /** The status of each zone, ordered by name if the fleet is of an account, else by id. */
  zones: AutoOriginTlsKexFleetZone[];
  /** What Cloudflare says beside good answers; usually empty. */
  messages: ResponseInfo[];
}

/**
 * Reads the Auto-Origin TLS KEX status of many zones now: no resource, nothing in the state.
 *
 * @throws OriginTlsError (as a rejection)
 */
export async function getAutoOriginTlsKexFleet(
  args: GetAutoOriginTlsKexFleetArgs,
  opts?: FunctionOptions,
): Promise<GetAutoOriginTlsKexFleetResult> {
  const fleet = await callPlain("AutoOriginTlsKexFleet", args, opts);
  return { ...fleet, ...summarizeFleet(fleet.zones) };
}

/** As {@link getAutoOriginTlsKexFleet}, for arguments that may be outputs. While one is unknown, nothing is read. */
export function getAutoOriginTlsKexFleetOutput(
  args: GetAutoOriginTlsKexFleetOutputArgs,
  opts?: FunctionOutputOptions,
): pulumi.Output<GetAutoOriginTlsKexFleetResult> {
  const fleet = callOutput("AutoOriginTlsKexFleet", args, opts);
  return fleet.apply((fleet) => ({ ...fleet, ...summarizeFleet(fleet.zones) }));
}
