import type * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../provider/settings/fleet-zone";
import { summarizeFleet } from "./fleet-summary";
import { isLookup, Lookup, statusOptions } from "./lookup";
import type { LookupOptions } from "./options";
import { AutoOriginTlsKexFleetStatus } from "./status";
import type { ProfileArgs } from "./zone-args";

/** What both kinds of arguments of a fleet have. */
export interface AutoOriginTlsKexFleetCommonArgs extends ProfileArgs {
  /**
   * What a zone that cannot be read does: "fail" fails the whole fleet with one error that lists each such zone;
   * "report" makes it an entry of `zones` with `error` and `enabled: null`, and a warning.
   * @default "fail"
   */
  onZoneError?: "fail" | "report" | undefined;
}

/** The arguments of a fleet of the zones with these ids. */
export interface AutoOriginTlsKexFleetByIdsArgs extends AutoOriginTlsKexFleetCommonArgs {
  /** The ids of the zones; one that is named twice counts once. */
  zoneIds: pulumi.Input<pulumi.Input<string>[]>;
  accountId?: undefined;
  namePattern?: undefined;
  activeOnly?: undefined;
}

/** The arguments of a fleet of the zones of an account. */
export interface AutoOriginTlsKexFleetByAccountArgs extends AutoOriginTlsKexFleetCommonArgs {
  zoneIds?: undefined;
  /** The account whose zones these are. */
  accountId: pulumi.Input<string>;
  /**
   * Only zones with such a name, in which `*` stands for any text: `*.example.com`.
   * @default "*"
   */
  namePattern?: pulumi.Input<string> | undefined;
  /**
   * Whether zones are left out that are not active at Cloudflare (pending, moved, deactivated).
   * @default true
   */
  activeOnly?: pulumi.Input<boolean> | undefined;
}

/** The arguments of {@link AutoOriginTlsKexFleet}. */
export type AutoOriginTlsKexFleetArgs = AutoOriginTlsKexFleetByIdsArgs | AutoOriginTlsKexFleetByAccountArgs;

/**
 * A lookup of the Auto-Origin TLS KEX status of many zones in one resource: one line in the plan, one answer, and a
 * cost in the state that grows with the number of zones. Read in each preview, up and refresh.
 *
 * @example
 * ```ts
 * const fleet = new AutoOriginTlsKexFleet("all", { accountId, namePattern: "*.example.com" });
 * export const disabled = fleet.disabledZoneIds;
 * ```
 */
export class AutoOriginTlsKexFleet extends Lookup {
  /** The status of each zone, by name when they were listed by account, else by id. */
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
    super("AutoOriginTlsKexFleet", name, args, ["zones"], opts);
    const summary = this.zones.apply(summarizeFleet);
    this.total = summary.total;
    this.allEnabled = summary.allEnabled;
    this.enabledZoneIds = summary.enabledZoneIds;
    this.disabledZoneIds = summary.disabledZoneIds;
    this.failedZoneIds = summary.failedZoneIds;
    new AutoOriginTlsKexFleetStatus(name, this, statusOptions(this, "AutoOriginTlsKexFleet", name));
  }
}
