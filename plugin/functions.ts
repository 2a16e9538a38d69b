import * as log from "@pulumi/pulumi/log";
import type { InvokeResult } from "@pulumi/pulumi/provider";
import { ARGUMENTS, checkArguments, type LookupName } from "../provider/arguments";
import { type Client, createClient } from "../provider/cloudflare/client";
import { OriginTlsError } from "../provider/cloudflare/errors";
import { diagnostic } from "../provider/diagnostic";
import { LOOKUPS } from "../provider/lookups";
import { summarizeFleet } from "../sdk/fleet/functions";
import { type Read, warningsOf } from "../sdk/lookup/warnings";
import { PACKAGE, pluginConfig } from "./configuration";

/** What functions and components take and lookups in TypeScript do not, which have `dependsOn`. */
export interface ReadAfterArgs {
  /**
   * An output of a resource that changes what is read, for example `modifiedOn` of the one that sets the setting. Its
   * value does not matter. While it is unknown in a preview, because a change is pending, nothing is read.
   */
  readAfter?: unknown;
}

/** What the schema says of arguments of functions, beside their docstrings. */
export interface FunctionArgs {
  /** Functions read only the environment for it: Pulumi gives them no configuration of other namespaces. */
  profile?: string | null;
}

/** The same for components. */
export interface ComponentArgs {
  /** With `dependsOn` alone, a component is read in a preview although a change is pending. */
  readAfter?: unknown;
}

/** Reads as every lookup does, and says what to warn of. The note is told where credentials are missing. */
export async function read(name: LookupName, query: object, client: Client, isSecret: boolean, note?: string) {
  try {
    // Some languages write null for an argument that is not given.
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));
    // Pulumi sees to readAfter: with an argument that is unknown it asks for nothing.
    checkArguments(name, given, [...ARGUMENTS[name], "readAfter" satisfies keyof ReadAfterArgs]);
    const result = (await LOOKUPS[name](given as never, client)) as Read;
    const outputs: object = result.zones ? { ...result, ...summarizeFleet(result.zones) } : result;
    return { outputs, warnings: warningsOf(result, given, isSecret) };
  } catch (error) {
    if (!(error instanceof OriginTlsError)) throw error;
    // The message names the configuration of a program; a plugin's own is in another namespace.
    const message = error.message.replace(/\bcloudflare:(?=apiToken|apiKey|email|baseUrl)/g, `${PACKAGE}:`);
    throw diagnostic(error, error.code === "CREDENTIALS" && note ? `${message}\n  ${note}` : message);
  }
}

const client = createClient(pluginConfig());

export async function invoke(token: string, args: FunctionArgs): Promise<InvokeResult> {
  const name = (Object.keys(LOOKUPS) as LookupName[]).find((name) => token === `${PACKAGE}:index:get${name}`);
  if (name === undefined) throw new Error(`there is no function ${token}`);
  const note = args.profile
    ? "A function reads the credentials of a profile from the environment only."
    : "A function reads these only: it is not given cloudflare:apiToken, which components read too.";
  const { outputs, warnings } = await read(name, args, client, false, note);
  for (const warning of warnings) await log.warn(warning);
  return { outputs };
}
