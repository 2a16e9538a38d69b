import type * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet-zone";
import { isStatus, Status } from "../lookup/status";

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
 *
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
