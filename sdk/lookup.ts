import * as pulumi from "@pulumi/pulumi";
import { formatResponseInfo, type ResponseInfo } from "../provider/response-info";
import { providerText } from "./provider-text";

/** The zone of a lookup, named in one of two ways, and the account. */
export type ZoneArgs = (
  | {
      /** The id of the zone, 1 to 32 letters and digits. While it is unknown in a preview, nothing is read. */
      zoneId: pulumi.Input<string>;
      zoneName?: undefined;
    }
  | {
      zoneId?: undefined;
      /** The name of the zone, a domain, in place of its id; finding the id costs one more request. */
      zoneName: pulumi.Input<string>;
    }
) & {
  /**
   * The configuration namespace with the account's credentials: "acme" reads `acme:apiToken` and `ACME_API_TOKEN`.
   * @default "cloudflare"
   */
  profile?: string | undefined;
};

/** The properties that all lookups of a zone's setting have; each adds the value of its setting. */
export function zoneLookupProps(provider: Parameters<typeof providerText>[0], args: ZoneArgs): pulumi.Inputs {
  const { zoneId, zoneName, profile } = args;
  return {
    zoneId,
    // Each property costs, also one without a value.
    ...(zoneName !== undefined && { zoneName }),
    ...(profile !== undefined && { profile }),
    modifiedOn: undefined,
    settingId: undefined,
    messages: undefined,
    __provider: providerText(provider),
  };
}

/**
 * The resource id for a lookup. Pulumi would create a resource without an id, so where none was given there is a
 * placeholder, which the provider refuses.
 */
export function lookupId(id: pulumi.Input<string> | undefined): pulumi.Input<string> {
  return isGiven(id) ? id : pulumi.output(id).apply((id: unknown) => (isGiven(id) ? id : "none"));
}

const isGiven = (id: unknown): id is string => typeof id === "string" && id !== "";

/** Shows the messages of a good answer, an output that is there only while there are any, as warnings on the lookup. */
export function warnOfMessages(lookup: pulumi.CustomResource, subject: () => pulumi.Input<string>): void {
  const { messages } = lookup as unknown as { messages: pulumi.Output<ResponseInfo[] | undefined> };
  messages.apply((list) => {
    if (!list?.length) return;
    pulumi.output(subject()).apply((about) => {
      for (const entry of list) {
        void pulumi.log.warn(`Cloudflare says about ${about}: ${formatResponseInfo(entry)}`, lookup);
      }
    });
  });
}

/**
 * Leaves out, until the returned function is called, the stack traces that Pulumi notes with each of the dozens of
 * promises of a resource, to tell where one came from that never settles. They take most of a lookup's construction.
 */
export function mutePromiseTraces(): () => void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
  };
}

/** Whether `x` is a resource of this type, made by any copy of this package. */
export function isLookup(x: unknown, type: string): boolean {
  return pulumi.CustomResource.isInstance(x) && (x as { __pulumiType?: unknown }).__pulumiType === type;
}
