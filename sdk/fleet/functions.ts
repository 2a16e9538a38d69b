import type * as pulumi from "@pulumi/pulumi";
import type { ResponseInfo } from "../../provider/cloudflare/response-info";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/definitions";
import type { FunctionOptions, FunctionOutputOptions, Impossible, ProfileArgs } from "../lookup/args";
import { callOutput, callPlain } from "../lookup/call";

/** What both kinds of arguments of a fleet have. */
export interface AutoOriginTlsKexFleetCommonArgs extends ProfileArgs {
  /**
   * What happens when a zone cannot be read: "fail" fails the whole fleet, with one error that lists all such zones;
   * "report" adds the zone to `zones` with `error` and `enabled: null`, and warns.
   * @default "fail"
   */
  onZoneError?: "fail" | "report" | undefined;
}

/** What a type error names where both are given, or one that goes only with the other. */
export interface GiveEitherZoneIdsOrAccountId extends Impossible {}

/** The arguments of a fleet of the zones with these ids. */
export interface AutoOriginTlsKexFleetByIdsArgs<Ids = pulumi.Input<pulumi.Input<string>[]>>
  extends AutoOriginTlsKexFleetCommonArgs {
  /** The ids of the zones; duplicates count once. */
  zoneIds: Ids;
  accountId?: GiveEitherZoneIdsOrAccountId | undefined;
  namePattern?: GiveEitherZoneIdsOrAccountId | undefined;
  activeOnly?: GiveEitherZoneIdsOrAccountId | undefined;
}

/** The arguments of a fleet of the zones of an account. */
export interface AutoOriginTlsKexFleetByAccountArgs<Text = pulumi.Input<string>, Flag = pulumi.Input<boolean>>
  extends AutoOriginTlsKexFleetCommonArgs {
  zoneIds?: GiveEitherZoneIdsOrAccountId | undefined;
  /** The account: all of its zones that the credentials can see. */
  accountId: Text;
  /**
   * Only zones with such a name, in which `*` stands for any text: `*.example.com`.
   * @default "*"
   */
  namePattern?: Text | undefined;
  /**
   * Whether to leave out zones that are not active at Cloudflare (pending, moved, deactivated).
   * @default true
   */
  activeOnly?: Flag | undefined;
}

/** What a type error names where neither is given: exactly one of them is required. */
export type EitherZoneIdsOrAccountId = AutoOriginTlsKexFleetByIdsArgs | AutoOriginTlsKexFleetByAccountArgs;

/** The arguments of {@link AutoOriginTlsKexFleet}. */
export type AutoOriginTlsKexFleetArgs = EitherZoneIdsOrAccountId;

/** The arguments of {@link getAutoOriginTlsKexFleet}, which are those of an {@link AutoOriginTlsKexFleet}. */
export type GetAutoOriginTlsKexFleetArgs =
  | AutoOriginTlsKexFleetByIdsArgs<string[]>
  | AutoOriginTlsKexFleetByAccountArgs<string, boolean>;

/** The arguments of {@link getAutoOriginTlsKexFleetOutput}, which may be outputs. */
export type GetAutoOriginTlsKexFleetOutputArgs = AutoOriginTlsKexFleetArgs;

/** What follows from the zones of a fleet. All lists have the order of `zones`. */
export interface AutoOriginTlsKexFleetSummary {
  /** How many zones there are. */
  total: number;
  /** Whether there are zones and every one of them is enabled. */
  allEnabled: boolean;
  /** The zones with the setting on. */
  enabledZoneIds: string[];
  /** The zones with the setting off. */
  disabledZoneIds: string[];
  /** The zones that could not be read; only with `onZoneError: "report"`. */
  failedZoneIds: string[];
}

/** The result of {@link getAutoOriginTlsKexFleet}. */
export interface GetAutoOriginTlsKexFleetResult extends AutoOriginTlsKexFleetSummary {
  /** The status of each zone, ordered by name if the fleet is of an account, else by id. */
  zones: AutoOriginTlsKexFleetZone[];
  /** What Cloudflare says beside good answers; usually empty. */
  messages: ResponseInfo[];
}

/** Sums up the zones of a fleet. */
export function summarizeFleet(zones: AutoOriginTlsKexFleetZone[]): AutoOriginTlsKexFleetSummary {
  const idsOf = (is: boolean | null) => zones.filter(({ enabled }) => enabled === is).map(({ zoneId }) => zoneId);
  return {
    total: zones.length,
    allEnabled: zones.length > 0 && zones.every(({ enabled }) => enabled === true),
    enabledZoneIds: idsOf(true),
    disabledZoneIds: idsOf(false),
    failedZoneIds: idsOf(null),
  };
}

type ReadFleet = Pick<GetAutoOriginTlsKexFleetResult, "zones" | "messages">;

/**
 * Reads the Auto-Origin TLS KEX status of many zones now: no resource, nothing in the state.
 * @throws OriginTlsError (as a rejection)
 */
export async function getAutoOriginTlsKexFleet(
  args: GetAutoOriginTlsKexFleetArgs,
  opts?: FunctionOptions,
): Promise<GetAutoOriginTlsKexFleetResult> {
  const fleet = await callPlain<ReadFleet>("AutoOriginTlsKexFleet", args, opts);
  return { ...fleet, ...summarizeFleet(fleet.zones) };
}

/** As {@link getAutoOriginTlsKexFleet}, for arguments that may be outputs. While one is unknown, nothing is read. */
export function getAutoOriginTlsKexFleetOutput(
  args: GetAutoOriginTlsKexFleetOutputArgs,
  opts?: FunctionOutputOptions,
): pulumi.Output<GetAutoOriginTlsKexFleetResult> {
  const fleet = callOutput<ReadFleet>("AutoOriginTlsKexFleet", args, opts);
  return fleet.apply((fleet) => ({ ...fleet, ...summarizeFleet(fleet.zones) }));
}
