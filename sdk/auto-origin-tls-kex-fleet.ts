import * as pulumi from "@pulumi/pulumi";
import { type AutoOriginTlsKexFleetZone, readFleetZone } from "../provider/fleet-zone";
import { AutoOriginTlsKexFleetStatus } from "./auto-origin-tls-kex-fleet-status";
import { isLookup, lookupId, warnOfMessages } from "./lookup";
import { providerText } from "./provider-text";
import { summarizeFleet } from "./summarize-fleet";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";

/** Which zones a fleet has: those with these ids, or those of an account. */
export type FleetZonesArgs<Value extends "plain" | "input"> =
  | {
      /** The ids of the zones; one that is named twice counts once. */
      zoneIds: Value extends "plain" ? string[] : pulumi.Input<pulumi.Input<string>[]>;
      accountId?: undefined;
    }
  | {
      zoneIds?: undefined;
      /** The account whose zones these are. */
      accountId: Value extends "plain" ? string : pulumi.Input<string>;
      /**
       * Only zones with such a name, in which `*` stands for any text: `*.example.com`.
       * @default "*"
       */
      namePattern?: string | undefined;
      /**
       * Whether zones are left out that are not active at Cloudflare (pending, moved, deactivated).
       * @default true
       */
      activeOnly?: boolean | undefined;
    };

/** The further arguments of a fleet. */
export interface FleetOptions {
  /**
   * What a zone that cannot be read does: "fail" fails the whole fleet with one error that lists each such zone;
   * "report" makes it an entry of `zones` with `error` and `enabled: null`, and a warning.
   * @default "fail"
   */
  onZoneError?: "fail" | "report" | undefined;
  /**
   * The configuration namespace with the account's credentials: "acme" reads `acme:apiToken` and `ACME_API_TOKEN`.
   * @default "cloudflare"
   */
  profile?: string | undefined;
}

/** The arguments of {@link AutoOriginTlsKexFleet}. */
export type AutoOriginTlsKexFleetArgs = FleetZonesArgs<"input"> & FleetOptions;

/**
 * A lookup of the Auto-Origin TLS KEX status of many zones in one resource: one line in the plan, one answer, and a
 * cost in the state that grows with the number of zones. Read in each preview, up and refresh.
 *
 * @example
 * ```ts
 * const fleet = new AutoOriginTlsKexFleet("all", { accountId, namePattern: "*.example.com" });
 * export const disabled = fleet.disabledZoneIds;
 * ```
 */
export class AutoOriginTlsKexFleet extends pulumi.CustomResource {
  /** The status of each zone, by name when they were listed by account, else by id. */
  declare readonly zones: pulumi.Output<AutoOriginTlsKexFleetZone[]>;
  /** How many zones there are. */
  declare readonly total: pulumi.Output<number>;
  /** Whether there are zones and every one of them is enabled. */
  declare readonly allEnabled: pulumi.Output<boolean>;
  /** The zones with the setting on, in the order of `zones`. */
  declare readonly enabledZoneIds: pulumi.Output<string[]>;
  /** The zones with the setting off, in the order of `zones`. */
  declare readonly disabledZoneIds: pulumi.Output<string[]>;
  /** The zones that could not be read; only with `onZoneError: "report"`. */
  declare readonly failedZoneIds: pulumi.Output<string[]>;

  /** Whether `x` is a fleet, made by this or another copy of this package. */
  static override isInstance(x: unknown): x is AutoOriginTlsKexFleet {
    return isLookup(x, TYPE);
  }

  /**
   * @param name the name of the resource, unique in the stack
   * @param opts as for any resource; `id` is always the account's id, or "zones"
   */
  constructor(name: string, args: AutoOriginTlsKexFleetArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { zoneIds, accountId } = args;
    const __provider = providerText("autoOriginTlsKexFleet");
    super(
      TYPE,
      name,
      { ...args, zones: undefined, messages: undefined, __provider },
      // Unknown while any part of it is: then nothing is read.
      { ...opts, id: lookupId(accountId ?? pulumi.output(zoneIds).apply(() => "zones")) },
    );
    // The state has a line for each zone; a mock may give the zones as they are.
    const stored = (this as unknown as { zones: pulumi.Output<(string | AutoOriginTlsKexFleetZone)[]> }).zones;
    this.zones = stored.apply((zones) => zones.map((zone) => (typeof zone === "string" ? readFleetZone(zone) : zone)));
    const summary = this.zones.apply(summarizeFleet);
    this.total = summary.total;
    this.allEnabled = summary.allEnabled;
    this.enabledZoneIds = summary.enabledZoneIds;
    this.disabledZoneIds = summary.disabledZoneIds;
    this.failedZoneIds = summary.failedZoneIds;
    new AutoOriginTlsKexFleetStatus(name, summary, { parent: this });
    warnOfMessages(this, () => "this fleet");
    this.zones.apply((zones) => warnOfFailures(zones, this));
  }
}

function warnOfFailures(zones: AutoOriginTlsKexFleetZone[], fleet: AutoOriginTlsKexFleet): void {
  const failed = zones.filter(({ enabled }) => enabled === null);
  if (failed.length === 0) return;
  const lines = failed.map(({ zoneId, error }) => `  ${zoneId}: ${error}`);
  const title = `${failed.length} of ${zones.length} zones could not be read, so their status is unknown:`;
  void pulumi.log.warn([title, ...lines].join("\n"), fleet);
}
