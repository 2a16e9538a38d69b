import * as pulumi from "@pulumi/pulumi";
import { STATUS_TYPE } from "./auto-origin-tls-kex-status";
import { isLookup, lookupId, mutePromiseTraces, warnOfMessages, type ZoneArgs, zoneLookupProps } from "./lookup";
import { registerStatus } from "./register-status";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";

/** The arguments of {@link AutoOriginTlsKex}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type AutoOriginTlsKexArgs = ZoneArgs;

/**
 * A lookup of the Auto-Origin TLS KEX status of a zone.
 *
 * It is read from Cloudflare in each preview, up and refresh with one request, and never created, updated or deleted.
 * Policy packs see its status as an `AutoOriginTlsKexStatus`, its child.
 * A lookup that fails stops the preview or update with one error on this resource.
 *
 * @example
 * ```ts
 * const kex = new AutoOriginTlsKex("shop", { zoneId: zone.id });
 * export const enabled = kex.enabled;
 * ```
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export class AutoOriginTlsKex extends pulumi.CustomResource {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /**
   * Whether Cloudflare selects the preferred key-exchange algorithm for its TLS connections to the zone's origin. When
   * false, the default ordering of algorithms is used.
   */
  declare readonly enabled: pulumi.Output<boolean>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for one that was never changed. */
  declare readonly modifiedOn: pulumi.Output<string | null>;
  /** Cloudflare's name of the setting: `auto_origin_tls_kex`. */
  declare readonly settingId: pulumi.Output<string>;

  /** Whether `x` is a lookup, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKex {
    return isLookup(x, TYPE);
  }

  /**
   * @param name the name of the resource, unique in the stack
   * @param opts as for any resource; `id` is always the zone's id or name
   */
  constructor(name: string, args: AutoOriginTlsKexArgs, opts: pulumi.CustomResourceOptions = {}) {
    const restore = mutePromiseTraces();
    try {
      const props = { ...zoneLookupProps("autoOriginTlsKex", args), enabled: undefined };
      super(TYPE, name, props, { ...opts, id: lookupId(args.zoneName ?? args.zoneId) });
      const { zoneId, enabled, modifiedOn } = this;
      registerStatus(this, STATUS_TYPE, name, { zoneId, enabled, modifiedOn });
    } finally {
      restore();
    }
    warnOfMessages(this, () => pulumi.interpolate`zone ${this.zoneId}`);
  }
}
