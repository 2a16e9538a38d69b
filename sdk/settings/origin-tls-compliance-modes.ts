import type * as pulumi from "@pulumi/pulumi";
import type { SettingResult } from "../../provider/settings/definitions";
import type { FunctionOptions, FunctionOutputOptions, LookupOptions, PlainZoneArgs, ZoneArgs } from "../lookup/args";
import { callOutput, callPlain } from "../lookup/call";
import { isLookup, isStatus, Lookup, Status, statusOptions } from "../lookup/resource";

/** The arguments of {@link OriginTlsComplianceModes}: exactly one of `zoneId` and `zoneName`, and the `profile`. */
export type OriginTlsComplianceModesArgs = ZoneArgs;

/**
 * A lookup of the Origin TLS Compliance Modes of a zone, which limit the key exchanges that Auto-Origin TLS KEX chooses
 * from. What each needs, and what it can break, is in docs/automatic-key-exchange.md of this package.
 *
 * Read in each preview, up and refresh with one request, and never created, updated or deleted. Policy packs see the
 * modes as an `OriginTlsComplianceModesStatus`, its child.
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export class OriginTlsComplianceModes extends Lookup {
  /** The zone that was asked about. */
  declare readonly zoneId: pulumi.Output<string>;
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new ones may come. Empty: no limit. */
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
    super("OriginTlsComplianceModes", name, args, opts);
    new OriginTlsComplianceModesStatus(name, this, statusOptions(this, "OriginTlsComplianceModes", name));
  }
}

/** The arguments of {@link getOriginTlsComplianceModes}: either `zoneId` or `zoneName`, and the `profile`. */
export type GetOriginTlsComplianceModesArgs = PlainZoneArgs;

/** The arguments of {@link getOriginTlsComplianceModesOutput}, which may be outputs. */
export type GetOriginTlsComplianceModesOutputArgs = ZoneArgs;

/**
 * The Origin TLS Compliance Modes of a zone, which limit the key exchanges that Auto-Origin TLS KEX chooses from.
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export interface GetOriginTlsComplianceModesResult extends SettingResult {
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new modes may come. Empty: no limit. */
  modes: string[];
}

/**
 * Reads the Origin TLS Compliance Modes of a zone, as {@link getAutoOriginTlsKex} reads its setting. They limit the key
 * exchanges that Auto-Origin TLS KEX chooses from.
 * @throws OriginTlsError (as a rejection)
 */
export function getOriginTlsComplianceModes(args: GetOriginTlsComplianceModesArgs, opts?: FunctionOptions) {
  return callPlain<GetOriginTlsComplianceModesResult>("OriginTlsComplianceModes", args, opts);
}

/** As {@link getOriginTlsComplianceModes}, for a zone that may be an output. */
export function getOriginTlsComplianceModesOutput(
  args: GetOriginTlsComplianceModesOutputArgs,
  opts?: FunctionOutputOptions,
) {
  return callOutput<GetOriginTlsComplianceModesResult>("OriginTlsComplianceModes", args, opts);
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
    return isStatus(x, "OriginTlsComplianceModes");
  }

  /** @param name the name of the resource, unique among those of this type in the stack */
  constructor(
    name: string,
    args: pulumi.Input<OriginTlsComplianceModesStatusArgs>,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("OriginTlsComplianceModes", name, args, opts);
  }
}
