import * as pulumi from "@pulumi/pulumi";
import { formatResponseInfo, type ResponseInfo } from "../provider/cloudflare/response-info";
import type { LookupName } from "../provider/lookups";
import { checkOptions, type LookupOptions, settled } from "./options";

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

/** The outputs of each lookup of a setting of a zone, beside the value of the setting. */
export const ZONE_OUTPUTS = ["zoneId", "modifiedOn", "settingId"] as const;

/** The base of all lookups: a resource that Pulumi reads with this package's provider, and never creates. */
export abstract class Lookup extends pulumi.CustomResource {
  /**
   * @param kind which lookup it is
   * @param name the name of the resource, unique in the stack
   * @param id what it is about; while that is unknown in a preview, nothing is read
   * @param args the arguments of the lookup
   * @param outputs the names of the outputs that are read
   * @throws OriginTlsError (`INPUT`) when the arguments or options make no sense
   */
  protected constructor(
    kind: LookupKind,
    name: string,
    id: pulumi.Input<string> | undefined,
    args: pulumi.Inputs,
    outputs: readonly string[],
    opts: LookupOptions,
  ) {
    checkOptions(opts);
    // Plain arguments are no secrets. What is read about a secret is one too: Pulumi takes that over from inputs of the
    // same names. The id of a resource is always stored as it is.
    const secret = Object.values(args).some((value) => typeof value === "object")
      ? pulumi.isSecret(pulumi.output(args))
      : undefined;
    const output = secret && pulumi.output(secret.then((secret) => (secret ? pulumi.secret("") : undefined)));
    const read = Object.fromEntries([...outputs, "messages"].map((name) => [name, output]));
    // Pulumi would create a resource without an id; the provider refuses this one.
    const about = pulumi.output(id).apply((id: unknown) => (typeof id === "string" && id !== "" ? id : "none"));
    const readable = secret ? pulumi.output(secret.then((secret) => (secret ? "secret" : about))) : about;
    super(
      lookupType(kind),
      name,
      { ...read, ...args, __provider: providerText(kind) },
      { ...opts, id: pulumi.all([readable, settled(opts.dependsOn)]).apply(([id]) => id) },
    );
    this.warnOfMessages();
  }

  /**
   * Shows a warning on this resource.
   *
   * @param about what the resource is about, which is hidden in the text when it is secret
   */
  protected async warn(text: string, about: (string | undefined)[]): Promise<void> {
    const { zoneId, zones } = this as Properties;
    const secrets = (await pulumi.isSecret((zoneId ?? zones) as pulumi.Output<unknown>)) ? about : [];
    const shown = secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, "[secret]") : text), text);
    await pulumi.log.warn(shown, this);
  }

  /** Shows the messages of a good answer, an output that is there only while there are any, as warnings. */
  private warnOfMessages(): void {
    const { messages, zoneId, zoneName, zones } = this as Properties;
    pulumi.all([messages, zoneId, zoneName, zones]).apply(([messages, zoneId, zoneName, zones]) => {
      const subject = typeof zoneId === "string" ? `zone ${zoneId}` : "this lookup";
      const about = [zoneId, zoneName, ...((zones ?? []) as { zoneId: string }[]).map(({ zoneId }) => zoneId)];
      for (const entry of (messages ?? []) as ResponseInfo[]) {
        void this.warn(`Cloudflare says about ${subject}: ${formatResponseInfo(entry)}`, about as string[]);
      }
    });
  }
}

/** The properties that Pulumi sets on a lookup, of which each kind has other ones. */
type Properties = { [Name in "messages" | "zoneId" | "zoneName" | "zones"]?: unknown };

/** Which lookup a resource is. */
export type LookupKind = Exclude<LookupName, "ZoneId">;

/** The type token of a lookup. */
export function lookupType(kind: LookupKind): string {
  return `pulumi-nodejs:dynamic/cloudflare:${kind}`;
}

/** Whether `x` is a lookup of this kind, made by any copy of this package. */
export function isLookup(x: unknown, kind: LookupKind): boolean {
  return pulumi.CustomResource.isInstance(x) && (x as { __pulumiType?: unknown }).__pulumiType === lookupType(kind);
}

/**
 * The text that Pulumi stores with a lookup and evaluates to get its provider. It is the same for every lookup of a kind
 * and for every release, captures nothing, and loads the installed package by name. Pulumi evaluates it as a module
 * without a file, from which only the program's own folder can be resolved; an error keeps its message and loses its
 * stack trace.
 */
function providerText(kind: LookupKind): string {
  return `exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-cloudflare-origin-tls/provider").lookupProvider("${kind}")}catch(e){e.stack="";throw e}}`;
}
