import type * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/definitions";
import type { LookupOptions } from "../lookup/args";
import { isLookup, isStatus, Lookup, Status, statusOptions } from "../lookup/resource";
import { type AutoOriginTlsKexFleetArgs, summarizeFleet } from "./functions";

/**
 * A lookup of the Auto-Origin TLS KEX status of many zones in one resource: one line in the plan and one entry in the
 * state. Each preview, update and refresh reads it.
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
    const { total, allEnabled, enabledZoneIds, disabledZoneIds, failedZoneIds } = this.zones.apply(summarizeFleet);
    Object.assign(this, { total, allEnabled, enabledZoneIds, disabledZoneIds, failedZoneIds });
    new AutoOriginTlsKexFleetStatus(name, this, statusOptions(this, "AutoOriginTlsKexFleet", name));
  }
}

/** The arguments of {@link AutoOriginTlsKexFleetStatus}, of which a fleet and the result of its function have all. */
export interface AutoOriginTlsKexFleetStatusArgs {
  total: pulumi.Input<number>;
  allEnabled: pulumi.Input<boolean>;
  zones: pulumi.Input<pulumi.Input<AutoOriginTlsKexFleetZone>[]>;
  disabledZoneIds: pulumi.Input<pulumi.Input<string>[]>;
  failedZoneIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The status of a fleet as policy packs see it.
 * @remarks Each {@link AutoOriginTlsKexFleet} makes one.
 */
export class AutoOriginTlsKexFleetStatus extends Status<AutoOriginTlsKexFleetStatusArgs> {
  /** How many zones there are. */
  declare readonly total: pulumi.Output<number>;
  /** Whether there are zones and every one of them is enabled. */
  declare readonly allEnabled: pulumi.Output<boolean>;
  /** The status of each zone. */
  declare readonly zones: pulumi.Output<AutoOriginTlsKexFleetZone[]>;
  /** The zones with the setting off. */
  declare readonly disabledZoneIds: pulumi.Output<string[]>;
  /** The zones that could not be read. */
  declare readonly failedZoneIds: pulumi.Output<string[]>;

  /** Whether `x` is such a status, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKexFleetStatus {
    return isStatus(x, "AutoOriginTlsKexFleet");
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<AutoOriginTlsKexFleetStatusArgs>,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("AutoOriginTlsKexFleet", name, args, opts);
  }
}
