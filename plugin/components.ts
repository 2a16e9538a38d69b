import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult } from "@pulumi/pulumi/provider";
import type { LookupName } from "../provider/lookups";
import { STATUS_FIELDS, type StatusName, statusType } from "../provider/settings/status-types";
import { readStackConfig } from "../sdk/call";
import { AutoOriginTlsKexFleetStatus, AutoOriginTlsKexStatus, OriginTlsComplianceModesStatus } from "../sdk/status";
import { pluginConfig } from "./configuration";
import { read } from "./read";

const COMPONENTS = { AutoOriginTlsKexStatus, OriginTlsComplianceModesStatus, AutoOriginTlsKexFleetStatus };
const readConfig = pluginConfig(readStackConfig);

/** Makes a component of the plugin: the status that policy packs see of a lookup, which the component does itself. */
export async function construct(
  name: string,
  type: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<ConstructResult> {
  const kind = (Object.keys(COMPONENTS) as StatusName[]).find((kind) => statusType(kind) === type);
  if (kind === undefined) throw new Error(`there is no component ${type}`);
  const query = pulumi.output(inputs);
  const isSecret = await pulumi.isSecret(query);
  const result = query.apply((query) => read(kind.replace(/Status$/, "") as LookupName, query, readConfig, isSecret));
  // A failure is thrown here, once, and not by everything that follows from the output. Pulumi does the same with the
  // outputs of components; an unknown one is undefined.
  await (result as unknown as { promise(): Promise<unknown> }).promise();

  const status = new COMPONENTS[kind](name, result.outputs as never, options);
  result.warnings.apply((warnings) => Promise.all(warnings.map((warning) => pulumi.log.warn(warning, status))));
  const state = STATUS_FIELDS[kind].map((field) => [field, status[field as keyof typeof status]]);
  return { urn: status.urn, state: Object.fromEntries(state) };
}
