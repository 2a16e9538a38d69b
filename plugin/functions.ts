import * as log from "@pulumi/pulumi/log";
import type { InvokeResult } from "@pulumi/pulumi/provider";
import { ARGUMENTS, checkArguments, type LookupName } from "../provider/arguments";
import { type Client, createClient } from "../provider/cloudflare/client";
import { OriginTlsError } from "../provider/cloudflare/errors";
import { diagnostic } from "../provider/diagnostic";
import { LOOKUPS } from "../provider/lookups";
import { summarizeFleet } from "../sdk/fleet/summary";
import { warningsOf } from "../sdk/lookup/warnings";
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

/** Pulumi sees to it: with an argument that is unknown it asks for nothing. */
const READ_AFTER = "readAfter" satisfies keyof ReadAfterArgs;

/**
 * Reads as every lookup does, and says what to warn of.
 *
 * @param about.isSecret whether the query is one; then warnings do not name the zone
 * @param about.credentials where credentials are looked for, when that is not where errors say
 * @throws the error as Pulumi shows it
 */
export async function read(
  name: LookupName,
  query: object,
  client: Client,
  about: { isSecret?: boolean; credentials?: string } = {},
): Promise<{ outputs: object; warnings: string[] }> {
  try {
    // Some languages write null for an argument that is not given.
    const present = Object.entries(query).filter(([, value]) => value !== null);
    checkArguments(name, Object.fromEntries(present), [...ARGUMENTS[name], READ_AFTER]);
    const given = Object.fromEntries(present.filter(([argument]) => argument !== READ_AFTER));
    const result = await LOOKUPS[name](given as never, client);
    if ("id" in result) return { outputs: result, warnings: [] };
    const warnings = warningsOf(result, given, about.isSecret ?? false);
    return { outputs: "zones" in result ? { ...result, ...summarizeFleet(result.zones) } : result, warnings };
  } catch (error) {
    if (!(error instanceof OriginTlsError)) throw error;
    // The message names the configuration of a program; a plugin's own is in another namespace.
    const message = error.message.replace(/\bcloudflare:(?=apiToken|apiKey|email|baseUrl)/g, `${PACKAGE}:`);
    const note = error.code === "CREDENTIALS" && about.credentials ? `\n  ${about.credentials}` : "";
    throw diagnostic(error, message + note);
  }
}

const PREFIX = `${PACKAGE}:index:get`;
const client = createClient(pluginConfig());

/** Calls a function of the plugin, for example `cloudflare-origin-tls:index:getAutoOriginTlsKex`. */
export async function invoke(token: string, args: FunctionArgs): Promise<InvokeResult> {
  const name = token.slice(PREFIX.length);
  if (!token.startsWith(PREFIX) || !Object.hasOwn(LOOKUPS, name)) throw new Error(`there is no function ${token}`);
  const { outputs, warnings } = await read(name as LookupName, args, client, {
    credentials: args.profile
      ? "A function reads the credentials of a profile from the environment only."
      : "A function reads these only: it is not given cloudflare:apiToken, which components read too.",
  });
  for (const warning of warnings) await log.warn(warning);
  return { outputs };
}
