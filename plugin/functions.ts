import * as log from "@pulumi/pulumi/log";
import type { InvokeResult } from "@pulumi/pulumi/provider";
import type { LookupName } from "../provider/arguments";
import { createClient } from "../provider/cloudflare/client";
import { LOOKUPS } from "../provider/lookups";
import { PACKAGE, pluginConfig } from "./configuration";
import { type FunctionArgs, read } from "./read";

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
