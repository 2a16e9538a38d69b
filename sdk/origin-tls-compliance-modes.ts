import * as pulumi from "@pulumi/pulumi";
import { isLookup, lookupId, mutePromiseTraces, warnOfMessages, type ZoneArgs, zoneLookupProps } from "./lookup";
import { registerStatus } from "./register-status";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:OriginTlsComplianceModes";

/** The type token of what policy packs see, with `zoneId`, `modes` and `modifiedOn`. */
const STATUS_TYPE = "cloudflare-origin-tls:index:OriginTlsComplianceModesStatus";

/** The arguments of {@link OriginTlsComplianceModes}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type OriginTlsComplianceModesArgs = ZoneArgs;

/**
 * A lookup of the Origin TLS Compliance Modes of a zone, which limit the algorithms that Auto-Origin TLS KEX picks
 * from. Read in each preview, up and refresh with one request, and never created, updated or deleted. Policy packs see
 * its modes as a child of the type `cloudflare-origin-tls:index:OriginTlsComplianceModesStatus`.
 *
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export class OriginTlsComplianceModes extends pulumi.CustomResource {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new ones may come. Empty: no constraint. */
  declare readonly modes: pulumi.Output<string[]>;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for one that was never changed. */
  declare readonly modifiedOn: pulumi.Output<string | null>;
  /** Cloudflare's name of the setting: `origin_tls_compliance_modes`. */
  declare readonly settingId: pulumi.Output<string>;

  /** Whether `x` is such a lookup, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is OriginTlsComplianceModes {
    return isLookup(x, TYPE);
  }

  /**
   * @param name the name of the resource, unique in the stack
   * @param opts as for any resource; `id` is always the zone's id or name
   */
  constructor(name: string, args: OriginTlsComplianceModesArgs, opts: pulumi.CustomResourceOptions = {}) {
    const restore = mutePromiseTraces();
    try {
      const props = { ...zoneLookupProps("originTlsComplianceModes", args), modes: undefined };
      super(TYPE, name, props, { ...opts, id: lookupId(args.zoneName ?? args.zoneId) });
      const { zoneId, modes, modifiedOn } = this;
      registerStatus(this, STATUS_TYPE, name, { zoneId, modes, modifiedOn });
    } finally {
      restore();
    }
    warnOfMessages(this, () => pulumi.interpolate`zone ${this.zoneId}`);
  }
}
