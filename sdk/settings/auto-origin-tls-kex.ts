import type * as pulumi from "@pulumi/pulumi";
import type { LookupOptions } from "../lookup/options";
import { isLookup, Lookup, statusOptions } from "../lookup/resource";
import type { ZoneArgs } from "../lookup/zone-args";
import { AutoOriginTlsKexStatus } from "./status";

/** The arguments of {@link AutoOriginTlsKex}: either `zoneId` or `zoneName`, and the `profile`. */
export type AutoOriginTlsKexArgs = ZoneArgs;

/**
 * A lookup of the Auto-Origin TLS KEX status of a zone, which the dashboard calls *Automatic key exchange*.
 *
 * Each preview, update and refresh reads it from Cloudflare with one request. It is never created, updated or deleted.
 * Policy packs see what was read as its child, an `AutoOriginTlsKexStatus`.
 * A lookup that fails stops the preview or update, with one error on this resource.
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
   * Whether Auto-Origin TLS KEX is on: Cloudflare starts TLS connections to the zone's origins with the key exchange that
   * they prefer. Off, it starts with its default order, which can be slower and is not less secure.
   */
  declare readonly enabled: pulumi.Output<boolean>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null: never, or the answer does not say. */
  declare readonly modifiedOn: pulumi.Output<string | null>;
  /** Cloudflare's name of the setting: `auto_origin_tls_kex`. */
  declare readonly settingId: pulumi.Output<string>;

  /** Whether `x` is a lookup, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKex {
    return isLookup(x, "AutoOriginTlsKex");
  }

  /** @param name the name of the resource, unique in the stack */
  constructor(name: string, args: AutoOriginTlsKexArgs, opts: LookupOptions = {}) {
    super("AutoOriginTlsKex", name, args, ["zoneId", "modifiedOn", "enabled"], opts);
    // Always the same, and each output that Pulumi has to set costs.
    this.settingId = this.enabled.apply(() => "auto_origin_tls_kex");
    new AutoOriginTlsKexStatus(name, this, statusOptions(this, "AutoOriginTlsKex", name));
  }
}
