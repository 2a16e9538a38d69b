import * as pulumi from "@pulumi/pulumi";

/** The type token under which policy packs see the status of a zone. */
export const STATUS_TYPE = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";

/** The arguments of {@link AutoOriginTlsKexStatus}, of which a lookup and the result of a function have all. */
export interface AutoOriginTlsKexStatusArgs {
  zoneId: pulumi.Input<string>;
  enabled: pulumi.Input<boolean>;
  modifiedOn: pulumi.Input<string | null>;
}

/**
 * The status of a zone as policy packs see it, and as a change in the plan when the setting has changed.
 *
 * Pulumi never shows resources that were read to policy packs (pulumi/pulumi#3950), so each {@link AutoOriginTlsKex}
 * makes one of these as its child. Make one yourself to show the result of a function, which costs no request:
 *
 * @example
 * ```ts
 * new AutoOriginTlsKexStatus("shop", getAutoOriginTlsKexOutput({ zoneId }));
 * ```
 */
export class AutoOriginTlsKexStatus extends pulumi.ComponentResource {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /** Whether Auto-Origin TLS KEX is enabled for the zone. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for one that was never changed. */
  declare readonly modifiedOn: pulumi.Output<string | null>;

  /** Whether `x` is a status, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKexStatus {
    // By the type alone: @pulumi/policy asks this with nothing but a type in its hand.
    return (x as { __pulumiType?: unknown } | undefined)?.__pulumiType === STATUS_TYPE;
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<AutoOriginTlsKexStatusArgs>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    // The properties of an output are outputs as well; only a promise has none yet.
    const status = args instanceof Promise ? pulumi.output(args) : args;
    const { zoneId, enabled, modifiedOn } = status as AutoOriginTlsKexStatusArgs;
    super(STATUS_TYPE, name, { zoneId, enabled, modifiedOn }, opts);
    this.zoneId = pulumi.output(zoneId);
    this.enabled = pulumi.output(enabled);
    this.modifiedOn = pulumi.output(modifiedOn);
    this.registerOutputs({ zoneId, enabled, modifiedOn });
  }
}
