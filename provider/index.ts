/**
 * What runs in Pulumi's dynamic-provider process. The provider text that Pulumi stores with each lookup loads this
 * module by the package's name, so it must stay able to read the state of every earlier release.
 */
import type { dynamic } from "@pulumi/pulumi";
import { readAutoOriginTlsKex } from "./auto-origin-tls-kex";
import { CloudflareError } from "./cloudflare-error";
import type { ReadConfig } from "./credentials";

/** A dynamic provider for resources that are only ever read. */
export type LookupProvider = Required<Pick<dynamic.ResourceProvider, "configure" | "read">>;

/** The dynamic provider of {@link AutoOriginTlsKex}; what its `read` throws becomes the diagnostic of the lookup. */
export const autoOriginTlsKex: LookupProvider = lookupProvider(async ({ zoneId, profile }, readConfig) => {
  const { messages, ...status } = await readAutoOriginTlsKex({ zoneId, profile }, readConfig);
  // In the state only while there are any: the program shows them as warnings.
  return { ...status, ...(messages.length > 0 && { messages }) };
});

function lookupProvider(
  // biome-ignore lint/suspicious/noExplicitAny: Pulumi types a resource's properties like this
  read: (props: any, readConfig: ReadConfig) => Promise<Record<string, unknown>>,
): LookupProvider {
  let readConfig: ReadConfig = () => undefined;
  return {
    // Pulumi may call read while configure is still pending, so this must have its effect before it first awaits.
    async configure({ config }) {
      readConfig = (key) => config.get(key);
    },
    async read(id, props) {
      try {
        const { profile } = props;
        return { id, props: { ...(await read(props, readConfig)), ...(profile && { profile }) } };
      } catch (error) {
        throw error instanceof CloudflareError ? asDiagnostic(error) : error;
      }
    },
  };
}

/**
 * Pulumi shows `message` on the resource, and prints `${error}: ${error.stack}` on the stack's own row: here these
 * make up one short line instead of a stack trace.
 */
function asDiagnostic(error: CloudflareError): CloudflareError {
  const subject = error.zoneId === undefined ? "lookup" : `lookup of zone ${error.zoneId}`;
  return Object.defineProperties(error, {
    toString: { value: () => subject, configurable: true },
    stack: { value: "failed, see the error on its own row", configurable: true },
  });
}
