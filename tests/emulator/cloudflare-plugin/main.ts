// A stand-in for the plugin of @pulumi/cloudflare, which is hundreds of megabytes large: it serves the classes and
// functions in resource-types.ts, with requests to the emulator.

import { isDeepStrictEqual } from "node:util";
import { main, type Provider } from "@pulumi/pulumi/provider";
import { type Configuration, configureApi, NotFound, send } from "./api";
import { announcePreviews, isPreview, UNKNOWN } from "./previews";
import { bodyOf, FUNCTIONS, type Properties, RESOURCE_TYPES, resultProperties } from "./resource-types";

announcePreviews((configuration: Configuration) => configureApi(configuration));

function typeOf(urn: string) {
  const token = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
  const type = RESOURCE_TYPES[token];
  if (!type) throw new Error(`The stand-in for the plugin of @pulumi/cloudflare has no ${token}.`);
  return type;
}

/** What an `up` would give, as far as that is known. */
function planned(urn: string, inputs: Properties, id: string): Properties {
  const computed = typeOf(urn).computed.map((name) => [name, UNKNOWN]);
  return { ...Object.fromEntries(computed), ...inputs, id };
}

const provider: Provider = {
  version: require("@pulumi/cloudflare/package.json").version,

  async diff(_id, urn, olds, news) {
    const changed = Object.keys(news).filter((name) => !isDeepStrictEqual(olds[name], news[name]));
    return { changes: changed.length > 0, replaces: changed.filter((name) => typeOf(urn).immutable.includes(name)) };
  },

  async create(urn, inputs) {
    if (isPreview(urn)) return { id: "", outs: planned(urn, inputs, UNKNOWN) };
    const { collection, path, setWith } = typeOf(urn);
    const setting: string = inputs.settingId ?? inputs.zoneId;
    const result = collection
      ? await send("POST", collection(inputs), bodyOf(inputs))
      : await send(setWith, path(inputs.zoneId, setting), bodyOf(inputs));
    const id: string = collection ? result.id : setting;
    return { id, outs: { ...inputs, ...resultProperties(result), id } };
  },

  async read(id, urn, props) {
    const { path, collection, computed } = typeOf(urn);
    const zone = collection || props.settingId ? props : { zoneId: id };
    try {
      const outs = { ...zone, ...resultProperties(await send("GET", path(zone.zoneId, id))), id };
      const inputs = Object.entries(outs).filter(([name]) => name !== "id" && !computed.includes(name));
      return { id, props: outs, inputs: Object.fromEntries(inputs) };
    } catch (error) {
      if (error instanceof NotFound) return { id: "", props: {} };
      throw error;
    }
  },

  async update(id, urn, _olds, news) {
    if (isPreview(urn)) return { outs: planned(urn, news, id) };
    const { path, setWith } = typeOf(urn);
    const result = await send(setWith, path(news.zoneId, id), bodyOf(news));
    return { outs: { ...news, ...resultProperties(result), id } };
  },

  async delete(id, urn, { zoneId }) {
    const { path, deletable } = typeOf(urn);
    if (deletable) await send("DELETE", path(zoneId, id));
  },

  async invoke(token, { zoneId }) {
    const type = RESOURCE_TYPES[FUNCTIONS[token] ?? ""];
    if (!type) throw new Error(`The stand-in for the plugin of @pulumi/cloudflare has no ${token}.`);
    return { outputs: { ...resultProperties(await send("GET", type.path(zoneId, zoneId))), id: zoneId, zoneId } };
  },
};

main(provider, process.argv.slice(2));
