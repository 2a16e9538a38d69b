import type * as pulumi from "@pulumi/pulumi";
import type { LookupOptions } from "../lookup/options";
import { isLookup, Lookup, statusOptions } from "../lookup/resource";
import type { ZoneArgs } from "../lookup/zone-args";
import { OriginTlsComplianceModesStatus } from "./status";

/** The arguments of {@link OriginTlsComplianceModes}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type OriginTlsComplianceModesArgs = ZoneArgs;

/**
 * A lookup of the Origin TLS Compliance Modes of a zone, which limit the algorithms that Auto-Origin TLS KEX picks from.
 * They apply to TLS 1.3 only, and can make connections to an origin fail that offers none of the algorithms.
 *
 * Read in each preview, up and refresh with one request, and never created, updated or deleted. Policy packs see the
 * modes as an `OriginTlsComplianceModesStatus`, its child.
 *
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export class OriginTlsComplianceModes extends Lookup {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new ones may come. Empty: no constraint. */
  declare readonly modes: pulumi.Output<string[]>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null: never, or the answer does not say. */
  declare readonly modifiedOn: pulumi.Output<string | null>;
  /** Cloudflare's name of the setting: `origin_tls_compliance_modes`. */
  declare readonly settingId: pulumi.Output<string>;

  /** Whether `x` is such a lookup, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is OriginTlsComplianceModes {
    return isLookup(x, "OriginTlsComplianceModes");
  }

  /** @param name the name of the resource, unique in the stack */
  constructor(name: string, args: OriginTlsComplianceModesArgs, opts: LookupOptions = {}) {
    super("OriginTlsComplianceModes", name, args, ["zoneId", "modifiedOn", "modes"], opts);
    this.settingId = this.modes.apply(() => "origin_tls_compliance_modes");
    new OriginTlsComplianceModesStatus(name, this, statusOptions(this, "OriginTlsComplianceModes", name));
  }
}
