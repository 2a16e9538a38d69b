import type * as pulumi from "@pulumi/pulumi";
import type { SettingResult } from "../../provider/settings/definitions";
import type { FunctionOptions, FunctionOutputOptions, LookupOptions, PlainZoneArgs, ZoneArgs } from "../lookup/args";
import { callOutput, callPlain } from "../lookup/call";
import { isLookup, isStatus, Lookup, Status, statusOptions } from "../lookup/resource";

/** The arguments of {@link AutoOriginTlsKex}: either `zoneId` or `zoneName`, and the `profile`. */
export type AutoOriginTlsKexArgs = ZoneArgs;

/**
 * A lookup of the Auto-Origin TLS KEX status of a zone, which the dashboard calls *Automatic key exchange*.
 *
 * Each preview, update and refresh reads it from Cloudflare with one request. It is never created, updated or deleted.
 * Policy packs see what was read as its child, an `AutoOriginTlsKexStatus`.
 * A lookup that fails stops the preview or update, with one error on this resource.
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
    super("AutoOriginTlsKex", name, args, opts);
    new AutoOriginTlsKexStatus(name, this, statusOptions(this, "AutoOriginTlsKex", name));
  }
}

/** The arguments of {@link getAutoOriginTlsKex}: either `zoneId` or `zoneName`, and the `profile`. */
export type GetAutoOriginTlsKexArgs = PlainZoneArgs;

/** The arguments of {@link getAutoOriginTlsKexOutput}, which may be outputs. */
export type GetAutoOriginTlsKexOutputArgs = ZoneArgs;

/**
 * The Auto-Origin TLS KEX status of a zone.
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export interface GetAutoOriginTlsKexResult extends SettingResult {
  /**
   * Whether Auto-Origin TLS KEX is on: Cloudflare starts TLS connections to the zone's origins with the key exchange that
   * they prefer. Off, it starts with its default order, which can be slower and is not less secure.
   */
  enabled: boolean;
}

/**
 * Reads the Auto-Origin TLS KEX status of a zone now: no resource, nothing in the state. Each call is a request.
 * @throws OriginTlsError (as a rejection); Pulumi shows an uncaught one as one error of the stack
 */
export function getAutoOriginTlsKex(args: GetAutoOriginTlsKexArgs, opts?: FunctionOptions) {
  return callPlain<GetAutoOriginTlsKexResult>("AutoOriginTlsKex", args, opts);
}

/** As {@link getAutoOriginTlsKex}, for a zone that may be an output. While it is unknown, nothing is read. */
export function getAutoOriginTlsKexOutput(args: GetAutoOriginTlsKexOutputArgs, opts?: FunctionOutputOptions) {
  return callOutput<GetAutoOriginTlsKexResult>("AutoOriginTlsKex", args, opts);
}

/** The arguments of {@link AutoOriginTlsKexStatus}, of which a lookup and the result of a function have all. */
export interface AutoOriginTlsKexStatusArgs {
  zoneId: pulumi.Input<string>;
  zoneName?: pulumi.Input<string> | undefined;
  enabled: pulumi.Input<boolean>;
  modifiedOn: pulumi.Input<string | null>;
}

/**
 * The status of a zone as policy packs see it.
 * @remarks Each {@link AutoOriginTlsKex} makes one; make one yourself to show the result of a function, which costs no
 * request:
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
    return isStatus(x, "AutoOriginTlsKex");
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(name: string, args: pulumi.Input<AutoOriginTlsKexStatusArgs>, opts?: pulumi.ComponentResourceOptions) {
    super("AutoOriginTlsKex", name, args, opts);
  }
}
