/**
 * What runs in Pulumi's dynamic-provider process. The provider text that Pulumi stores with each lookup loads this
 * module by the package's name, so it must stay able to read the state of every earlier release.
 */
import type { dynamic } from "@pulumi/pulumi";
import { readAutoOriginTlsKex } from "./auto-origin-tls-kex";
import { readFleet } from "./auto-origin-tls-kex-fleet";
import { CloudflareError } from "./cloudflare-error";
import type { ReadConfig } from "./credentials";
import { showProgressOnEngine } from "./engine-progress";
import { readFleetZone, writeFleetZone } from "./fleet-zone";
import { readOriginTlsComplianceModes } from "./origin-tls-compliance-modes";
import { setProgress } from "./progress";

/** A dynamic provider for resources that are only ever read. */
export type LookupProvider = Required<Pick<dynamic.ResourceProvider, "configure" | "read">>;

/** The provider of `AutoOriginTlsKex`; what its `read` throws becomes the diagnostic of the lookup. */
export const autoOriginTlsKex: LookupProvider = lookupProvider(readAutoOriginTlsKex);

/** The provider of `OriginTlsComplianceModes`. */
export const originTlsComplianceModes: LookupProvider = lookupProvider(readOriginTlsComplianceModes);

/** The provider of `AutoOriginTlsKexFleet`. */
export const autoOriginTlsKexFleet: LookupProvider = lookupProvider(async (props, readConfig) => {
  const { zoneIds, accountId, namePattern, activeOnly, onZoneError, profile } = props;
  // A refresh has the outputs only, in which the zones stand for their ids.
  const stored = accountId === undefined ? props.zones?.map((line: string) => readFleetZone(line).zoneId) : undefined;
  const query = { zoneIds: zoneIds ?? stored, accountId, namePattern, activeOnly, onZoneError, profile };
  const { zones, messages } = await readFleet(query, readConfig);
  return { zones: zones.map(writeFleetZone), messages };
});

/** The inputs that a later refresh needs, and finds among the outputs. */
const KEPT = ["profile", "zoneName", "accountId", "namePattern", "activeOnly", "onZoneError"];

function lookupProvider(
  // biome-ignore lint/suspicious/noExplicitAny: Pulumi types a resource's properties like this
  read: (props: any, readConfig: ReadConfig) => Promise<{ messages: unknown[] }>,
): LookupProvider {
  let readConfig: ReadConfig = () => undefined;
  return {
    // Pulumi may call read while configure is still pending, so this must have its effect before it first awaits.
    async configure({ config }) {
      readConfig = (key) => config.get(key);
      setProgress(showProgressOnEngine);
    },
    async read(id, props) {
      try {
        const { messages, ...outputs } = await read(withoutResolvedId(props), readConfig);
        const kept = Object.fromEntries(KEPT.filter((key) => props[key] !== undefined).map((key) => [key, props[key]]));
        // Messages are in the state only while there are any: the program shows them as warnings.
        return { id, props: { ...outputs, ...(messages.length > 0 && { messages }), ...kept } };
      } catch (error) {
        throw error instanceof CloudflareError ? asDiagnostic(error) : error;
      }
    },
  };
}

/** The outputs of a zone that was named have its id too; a refresh finds it by its name again. */
function withoutResolvedId<T extends { zoneName?: unknown; settingId?: unknown }>(props: T): T {
  return props.zoneName !== undefined && props.settingId !== undefined ? { ...props, zoneId: undefined } : props;
}

/**
 * Pulumi shows `message` on the resource, and prints `${error}: ${error.stack}` on the stack's own row: here these
 * make up one short line instead of a stack trace.
 */
function asDiagnostic(error: CloudflareError): CloudflareError {
  const subject = error.zoneId === undefined ? "lookup" : `lookup of zone ${error.zoneId}`;
  // Lookups of the same zone share one request and so one error.
  return Object.defineProperties(error, {
    toString: { value: () => subject, configurable: true },
    stack: { value: "failed, see the error on its own row", configurable: true },
  });
}
