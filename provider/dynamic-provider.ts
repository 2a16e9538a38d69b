/**
 * What runs in Pulumi's dynamic-provider process. The provider text that Pulumi stores with each lookup loads this
 * module by the package's name, so it must stay able to read the state of every earlier release.
 *
 * @internal
 * @packageDocumentation
 */
import type * as Pulumi from "@pulumi/pulumi";
import { createClient } from "./cloudflare/client";
import { OriginTlsError } from "./cloudflare/errors";
import { setProgress } from "./cloudflare/progress";
import { diagnostic } from "./diagnostic";
import { isRefresh, LOOKUPS, queryOf, REFRESH_INPUTS } from "./lookups";
import type { LookupKind } from "./settings/definitions";

type LookupProvider = Required<Pick<Pulumi.dynamic.ResourceProvider, "configure" | "read">>;

/** Makes the provider of a lookup, which only reads; what its `read` throws becomes the diagnostic of the resource. */
export function lookupProvider(name: LookupKind): LookupProvider {
  let client = createClient(() => undefined);
  return {
    // Pulumi may call read while configure is still pending, so this must have its effect before it first awaits.
    async configure({ config }) {
      client = createClient((key) => config.get(key));
      setProgress(showProgressOnEngine);
    },
    async read(id, props) {
      try {
        const { messages, ...outputs } = await LOOKUPS[name](queryOf(props), client);
        const kept = REFRESH_INPUTS.filter((key) => props[key] !== undefined).map((key) => [key, props[key]]);
        // Messages are in the state only while there are any: the program shows them as warnings.
        return { id, props: { ...outputs, ...(messages.length > 0 && { messages }), ...Object.fromEntries(kept) } };
      } catch (error) {
        if (!(error instanceof OriginTlsError)) throw error;
        throw diagnostic(error, error.message + noteOf(error, isRefresh(props)), props.__lookup);
      }
    },
  };
}

/** What is true of lookups alone, which stand in the state and are read by each refresh. */
function noteOf({ about }: OriginTlsError, isRefresh: boolean): string {
  if (about === "zone")
    return "\n  If the zone was deleted, take it out of the program and run pulumi up --refresh=false; pulumi state delete works as well.";
  if (about !== "credentials" || !isRefresh) return "";
  return "\n  A refresh uses the stack's configuration of the last pulumi up. If the token there was changed since, run pulumi up --refresh=false first.";
}

let pulumi: typeof Pulumi | undefined;

// Shows progress of the provider process as a passing message of the stack. Pulumi starts the process with the engine's
// address as its only argument, which is no documented promise: without it there is no progress.
function showProgressOnEngine(text: string): void {
  const [address = ""] = process.argv.slice(2);
  if (!/:\d+$/.test(address)) return;
  try {
    if (!pulumi) {
      // Loaded late: only longer work needs it.
      pulumi = require("@pulumi/pulumi") as typeof Pulumi;
      pulumi.runtime.resetOptions("", "", 1, address, "", false, "");
    }
    pulumi.log.info(text, undefined, undefined, true).catch(() => {});
  } catch {
    // Progress is not worth a failed lookup.
  }
}
