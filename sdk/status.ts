import type * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexFleetZone } from "../provider/settings/fleet-zone";
import { isStatus, Status } from "./status-component";

/** The arguments of {@link AutoOriginTlsKexStatus}, of which a lookup and the result of a function have all. */
export interface AutoOriginTlsKexStatusArgs {
  zoneId: pulumi.Input<string>;
  zoneName?: pulumi.Input<string> | undefined;
  enabled: pulumi.Input<boolean>;
  modifiedOn: pulumi.Input<string | null>;
}

/**
 * The status of a zone as policy packs see it.
 *
 * @remarks Each {@link AutoOriginTlsKex} makes one; make one yourself to show the result of a function, which costs no
 * request:
 *
 * @example
 * ```ts
 * new AutoOriginTlsKexStatus("shop", getAutoOriginTlsKexOutput({ zoneId }));
 * ```
 */
export class AutoOriginTlsKexStatus extends Status<AutoOriginTlsKexStatusArgs> {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /** Its name, where the lookup named it by that. */
  declare readonly zoneName: pulumi.Output<string | undefined>;
  /** Whether Auto-Origin TLS KEX is enabled for the zone. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null: never, or the answer does not say. */
  declare readonly modifiedOn: pulumi.Output<string | null>;

  /** Whether `x` is a status, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKexStatus {
    return isStatus(x, "AutoOriginTlsKexStatus");
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<AutoOriginTlsKexStatusArgs>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("AutoOriginTlsKexStatus", name, args, opts);
  }
}

/** The arguments of {@link OriginTlsComplianceModesStatus}, of which a lookup and the result of a function have all. */
export interface OriginTlsComplianceModesStatusArgs {
  zoneId: pulumi.Input<string>;
  zoneName?: pulumi.Input<string> | undefined;
  modes: pulumi.Input<pulumi.Input<string>[]>;
  modifiedOn: pulumi.Input<string | null>;
}

/**
 * The compliance modes of a zone as policy packs see them.
 *
 * @remarks Each {@link OriginTlsComplianceModes} makes one.
 */
export class OriginTlsComplianceModesStatus extends Status<OriginTlsComplianceModesStatusArgs> {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /** Its name, where the lookup named it by that. */
  declare readonly zoneName: pulumi.Output<string | undefined>;
  /** The modes, for example `fips` and `pqh`. */
  declare readonly modes: pulumi.Output<string[]>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null: never, or the answer does not say. */
  declare readonly modifiedOn: pulumi.Output<string | null>;

  /** Whether `x` is such a status, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is OriginTlsComplianceModesStatus {
    return isStatus(x, "OriginTlsComplianceModesStatus");
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<OriginTlsComplianceModesStatusArgs>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("OriginTlsComplianceModesStatus", name, args, opts);
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
    return isStatus(x, "AutoOriginTlsKexFleetStatus");
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<AutoOriginTlsKexFleetStatusArgs>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("AutoOriginTlsKexFleetStatus", name, args, opts);
  }
}
