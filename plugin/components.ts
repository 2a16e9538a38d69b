import type * as pulumi from "@pulumi/pulumi";
import * as log from "@pulumi/pulumi/log";
import { isSecret, output } from "@pulumi/pulumi/output";
import type { Provider } from "@pulumi/pulumi/provider";
import { createClient } from "../provider/cloudflare/client";
import { LOOKUP_KINDS } from "../provider/settings/definitions";
import { knownValue } from "../sdk/lookup/internals";
import { Status } from "../sdk/lookup/resource";
import { readStackConfig } from "../sdk/lookup/stack";
import { statusFieldsOf, statusType } from "../sdk/lookup/types";
import { pluginConfig } from "./configuration";
import { read } from "./functions";

const client = createClient(pluginConfig(readStackConfig));

class Component extends Status<pulumi.Inputs> {}

/** Makes a component of the plugin: the status that policy packs see of a lookup, which the component does itself. */
export const construct: Required<Provider>["construct"] = async (name, type, inputs, options) => {
  const kind = LOOKUP_KINDS.find((kind) => statusType(kind) === type);
  if (kind === undefined) throw new Error(`there is no component ${type}`);
  const query = output(inputs);
  // As Pulumi does it itself with the outputs of components: undefined while any of it is unknown. An output that fails
  // would be reported once more for everything that follows from it.
  const known: pulumi.Inputs | undefined = await knownValue(query);
  const nothing = { outputs: {}, warnings: [] };
  const { outputs, warnings } = known ? await read(kind, known, client, await isSecret(query)) : nothing;
  const shown: pulumi.Inputs = { zoneName: known?.zoneName, ...outputs };
  const fields = statusFieldsOf(kind, typeof shown.zoneName === "string");
  // Secret and unknown as the query is.
  const values = Object.fromEntries(fields.map((field) => [field, query.apply(() => shown[field])]));
  const status = new Component(kind, name, values, options);
  for (const warning of warnings) await log.warn(warning, status);
  return { urn: status.urn, state: values };
};
