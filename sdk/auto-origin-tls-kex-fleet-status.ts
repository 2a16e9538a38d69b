import * as pulumi from "@pulumi/pulumi";

/** The type token under which policy packs see the status of a fleet. */
export const FLEET_STATUS_TYPE = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";

/** The arguments of {@link AutoOriginTlsKexFleetStatus}, of which a fleet and the result of its function have all. */
export interface AutoOriginTlsKexFleetStatusArgs {
  total: pulumi.Input<number>;
  allEnabled: pulumi.Input<boolean>;
  disabledZoneIds: pulumi.Input<string[]>;
  failedZoneIds: pulumi.Input<string[]>;
}

/**
 * The status of a fleet as policy packs see it, and as a change in the plan when a setting in it has changed. Each
 * {@link AutoOriginTlsKexFleet} makes one as its child; make one yourself to show the result of the function.
 */
export class AutoOriginTlsKexFleetStatus extends pulumi.ComponentResource {
  /** How many zones there are. */
  declare readonly total: pulumi.Output<number>;
  /** Whether there are zones and every one of them is enabled. */
  declare readonly allEnabled: pulumi.Output<boolean>;
  /** The zones with the setting off. */
  declare readonly disabledZoneIds: pulumi.Output<string[]>;
  /** The zones that could not be read. */
  declare readonly failedZoneIds: pulumi.Output<string[]>;

  /** Whether `x` is such a status, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKexFleetStatus {
    // By the type alone: @pulumi/policy asks this with nothing but a type in its hand.
    return (x as { __pulumiType?: unknown } | undefined)?.__pulumiType === FLEET_STATUS_TYPE;
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<AutoOriginTlsKexFleetStatusArgs>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { total, allEnabled, disabledZoneIds, failedZoneIds } = pulumi.output(args);
    const status = { total, allEnabled, disabledZoneIds, failedZoneIds };
    super(FLEET_STATUS_TYPE, name, status, opts);
    Object.assign(this, status);
    this.registerOutputs(status);
  }
}
