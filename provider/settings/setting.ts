import * as v from "valibot";
import type { Client } from "../cloudflare/client";
import { badInput } from "../cloudflare/errors";
import { checkId, type ZoneQuery } from "../cloudflare/zone-id";
import { findZoneId } from "../cloudflare/zones";
import type { SettingResult } from "./setting-result";

/** A setting that can be read; {@link defineSetting} makes one. */
export interface Setting<Outputs> {
  /** Cloudflare's name of the setting, the last part of `/zones/{zone_id}/settings/…`. */
  id: string;
  /** What errors call it, for example "Auto-Origin TLS KEX setting". */
  title: string;
  /** Checks the `result` of an answer and maps it to outputs. */
  schema: v.GenericSchema<unknown, { outputs: Outputs; modifiedOn: string | null }>;
}

/** A date-time of RFC 3339, kept as the text that it is. */
const DateTime = v.pipe(
  v.string(),
  v.isoTimestamp("a date-time"),
  // valibot also takes a space in place of the T, and an offset without a colon.
  v.check((text) => /T.+(Z|:\d\d)$/.test(text), "a date-time"),
);

type Fields<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/**
 * Defines a setting of a zone.
 *
 * @param definition.schema the fields of `result` beside `id` and `modified_on`
 * @param definition.outputs makes the outputs from these fields
 */
export function defineSetting<const Entries extends v.ObjectEntries, Outputs extends object>(definition: {
  id: string;
  title: string;
  schema: Entries;
  outputs: (result: Fields<Entries>) => Outputs;
}): Setting<Outputs> {
  type Result = Fields<Entries> & { modified_on?: string | null };
  const { id, title, schema, outputs } = definition;
  const fields = v.object({ id: v.literal(id), modified_on: v.nullish(DateTime), ...schema });
  const map = v.transform((result: Result) => ({ outputs: outputs(result), modifiedOn: result.modified_on ?? null }));
  return { id, title, schema: v.pipe(fields as v.GenericSchema<unknown, Result>, map) };
}

/**
 * Reads a setting of a zone: `GET /zones/{zone_id}/settings/{id}`.
 *
 * @throws OriginTlsError when the answer is anything but a complete and consistent value of the setting
 */
export async function readSetting<Outputs>(
  { id, title, schema }: Setting<Outputs>,
  query: ZoneQuery,
  client: Client,
): Promise<SettingResult & Outputs> {
  const zoneId = await resolveZoneId(query, client);
  const path = `/zones/${zoneId}/settings/${id}`;
  const failure = `Cannot read the ${title} of zone ${zoneId}`;
  const { result, messages } = await client.get({ path, schema, failure, zoneId, profile: query.profile });
  return { zoneId, ...result.outputs, modifiedOn: result.modifiedOn, settingId: id, messages };
}

/** The id of the zone of a query, which takes one request when it is named by `zoneName`. */
async function resolveZoneId({ zoneId, zoneName, profile }: ZoneQuery, client: Client): Promise<string> {
  if (zoneName === undefined) return checkId(zoneId);
  if (zoneId !== undefined) throw badInput("Both zoneId and zoneName were given", "Give exactly one of them.");
  return findZoneId({ name: zoneName, profile }, client);
}
