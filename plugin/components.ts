import type * as pulumi from "@pulumi/pulumi";
import * as log from "@pulumi/pulumi/log";
import { isSecret, output } from "@pulumi/pulumi/output";
import type { ConstructResult } from "@pulumi/pulumi/provider";
import type { LookupName } from "../provider/arguments";
import { createClient } from "../provider/cloudflare/client";
import { knownValue } from "../sdk/lookup/promise-of";
import { readStackConfig } from "../sdk/lookup/stack-config";
import { STATUS_FIELDS, type StatusName, statusType } from "../sdk/lookup/types";
import {
  AutoOriginTlsKexFleetStatus,
  AutoOriginTlsKexStatus,
  OriginTlsComplianceModesStatus,
} from "../sdk/settings/status";
import { pluginConfig } from "./configuration";
import { read } from "./read";

const COMPONENTS = { AutoOriginTlsKexStatus, OriginTlsComplianceModesStatus, AutoOriginTlsKexFleetStatus };
const client = createClient(pluginConfig(readStackConfig));

/** Makes a component of the plugin: the status that policy packs see of a lookup, which the component does itself. */
export async function construct(
  name: string,
  type: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<ConstructResult> {
  const kind = (Object.keys(COMPONENTS) as StatusName[]).find((kind) => statusType(kind) === type);
  if (kind === undefined) throw new Error(`there is no component ${type}`);
  const query = output(inputs);
  // As Pulumi does it itself with the outputs of components: undefined while any of it is unknown. An output that fails
  // would be reported once more for everything that follows from it.
  const known: object | undefined = await knownValue(query);
  const lookup = kind.replace(/Status$/, "") as LookupName;
  const { outputs, warnings } = known
    ? await read(lookup, known, client, { isSecret: await isSecret(query) })
    : { outputs: {}, warnings: [] };

  // Secret and unknown as the query is.
  const shown = { zoneName: (known as { zoneName?: string } | undefined)?.zoneName ?? undefined, ...outputs };
  const values = STATUS_FIELDS[kind].map((field) => [field, query.apply(() => shown[field as keyof typeof shown])]);
  const named = values.filter(([field]) => field !== "zoneName" || shown.zoneName !== undefined);
  const status = new COMPONENTS[kind](name, Object.fromEntries(named), options);
  for (const warning of warnings) await log.warn(warning, status);
  const state = STATUS_FIELDS[kind].map((field) => [field, status[field as keyof typeof status]]);
  return { urn: status.urn, state: Object.fromEntries(state) };
}
