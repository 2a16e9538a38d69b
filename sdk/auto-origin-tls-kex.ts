import type * as pulumi from "@pulumi/pulumi";
import { isLookup, Lookup, statusOptions, ZONE_OUTPUTS } from "./lookup";
import type { LookupOptions } from "./options";
import { AutoOriginTlsKexStatus } from "./status";
import type { ZoneArgs } from "./zone-args";

/** The arguments of {@link AutoOriginTlsKex}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type AutoOriginTlsKexArgs = ZoneArgs;

/**
 * A lookup of the Auto-Origin TLS KEX status of a zone, which the dashboard calls *Automatic key exchange*.
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
export class AutoOriginTlsKex extends Lookup {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /**
   * Whether Cloudflare selects the preferred key-exchange algorithm for its TLS connections to the zone's origin. When
   * false, the default ordering of algorithms is used: slower, but not less secure.
   */
  declare readonly enabled: pulumi.Output<boolean>;
  /**
   * When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for one that was never changed, and where
   * the answer does not say.
   */
  declare readonly modifiedOn: pulumi.Output<string | null>;
  /** Cloudflare's name of the setting: `auto_origin_tls_kex`. */
  declare readonly settingId: pulumi.Output<string>;

  /** Whether `x` is a lookup, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKex {
    return isLookup(x, "AutoOriginTlsKex");
  }

  /** @param name the name of the resource, unique in the stack */
  constructor(name: string, args: AutoOriginTlsKexArgs, opts: LookupOptions = {}) {
    super("AutoOriginTlsKex", name, args, [...ZONE_OUTPUTS, "enabled"], opts);
    // Always the same, and each output that Pulumi has to set costs.
    this.settingId = this.enabled.apply(() => "auto_origin_tls_kex");
    new AutoOriginTlsKexStatus(name, this, statusOptions(this, "AutoOriginTlsKex", name));
  }
}
