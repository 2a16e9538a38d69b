import type * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet-zone";
import type { LookupOptions } from "../lookup/options";
import { isLookup, Lookup, statusOptions } from "../lookup/resource";
import type { Impossible, ProfileArgs } from "../lookup/zone-args";
import { AutoOriginTlsKexFleetStatus } from "./status";
import { summarizeFleet } from "./summary";

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

/**
 * A lookup of the Auto-Origin TLS KEX status of many zones in one resource: one line in the plan and one entry in the
 * state. Each preview, update and refresh reads it.
 *
 * @example
 * ```ts
 * const fleet = new AutoOriginTlsKexFleet("all", { accountId, namePattern: "*.example.com" });
 * export const disabled = fleet.disabledZoneIds;
 * ```
 */
export class AutoOriginTlsKexFleet extends Lookup {
  /** The status of each zone, ordered by name if the fleet is of an account, else by id. */
  declare readonly zones: pulumi.Output<AutoOriginTlsKexFleetZone[]>;
  /** How many zones there are. */
  declare readonly total: pulumi.Output<number>;
  /** Whether there are zones and every one of them is enabled. */
  declare readonly allEnabled: pulumi.Output<boolean>;
  /** The zones with the setting on, in the order of `zones`. */
  declare readonly enabledZoneIds: pulumi.Output<string[]>;
  /** The zones with the setting off, in the order of `zones`. */
  declare readonly disabledZoneIds: pulumi.Output<string[]>;
  /** The zones that could not be read; only with `onZoneError: "report"`. */
  declare readonly failedZoneIds: pulumi.Output<string[]>;

  /** Whether `x` is a fleet, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKexFleet {
    return isLookup(x, "AutoOriginTlsKexFleet");
  }

  /** @param name the name of the resource, unique in the stack */
  constructor(name: string, args: AutoOriginTlsKexFleetArgs, opts: LookupOptions = {}) {
    super("AutoOriginTlsKexFleet", name, args, opts);
    const summary = this.zones.apply(summarizeFleet);
    this.total = summary.total;
    this.allEnabled = summary.allEnabled;
    this.enabledZoneIds = summary.enabledZoneIds;
    this.disabledZoneIds = summary.disabledZoneIds;
    this.failedZoneIds = summary.failedZoneIds;
    new AutoOriginTlsKexFleetStatus(name, this, statusOptions(this, "AutoOriginTlsKexFleet", name));
  }
}
