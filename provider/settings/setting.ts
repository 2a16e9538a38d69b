import * as v from "valibot";
import type { Client } from "../cloudflare/client";
import { badInput } from "../cloudflare/errors";
import { checkId } from "../cloudflare/zone-id";
import { findZoneId } from "../cloudflare/zones";
import type { SettingResult } from "./definitions";
import { SETTINGS, type SettingDefinition, type SettingName, type SettingValue } from "./definitions";

/** A date-time of RFC 3339, kept as the text that it is. */
const DateTime = v.pipe(
  v.string(),
  v.isoTimestamp("a date-time"),
  // valibot also takes a space in place of the T, and an offset without a colon.
  v.check((text) => /T.+(Z|:\d\d)$/.test(text), "a date-time"),
);

/** A text of Cloudflare's such as `fips` or `1.2`. */
const Word = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/));
const VALUES = { boolean: v.boolean(), string: Word, "string[]": v.array(Word) };

/** Makes what checks the `result` of an answer, and maps it to the outputs that come from it. */
export function settingSchema<Name extends SettingName>(name: Name) {
  const { id, output, type, field }: SettingDefinition = SETTINGS[name];
  const fields = v.object({ id: v.literal(id), modified_on: v.nullish(DateTime), [field]: VALUES[type] });
  type Outputs = SettingValue<Name> & Pick<SettingResult, "modifiedOn">;
  const toOutputs = (result: v.InferOutput<typeof fields>) =>
    ({ [output]: result[field], modifiedOn: result.modified_on ?? null }) as Outputs;
  return v.pipe(fields, v.transform(toOutputs));
}

type ZoneQuery = { [Argument in "zoneId" | "zoneName" | "profile"]?: string | undefined };

/** Makes the lookup of a setting of a zone. It throws an OriginTlsError unless the answer is a complete value of it. */
export function settingLookup<Name extends SettingName>(setting: Name) {
  const { id: settingId, title } = SETTINGS[setting];
  const schema = settingSchema(setting);
  return async (query: ZoneQuery, client: Client): Promise<SettingResult & SettingValue<Name>> => {
    const { zoneName: name, profile } = query;
    if (name !== undefined && query.zoneId !== undefined)
      throw badInput("Both zoneId and zoneName were given", "Give exactly one of them.");
    const zoneId = name === undefined ? checkId(query.zoneId) : await findZoneId({ name, profile }, client);
    const path = `/zones/${zoneId}/settings/${settingId}`;
    const failure = `Cannot read the ${title} of zone ${zoneId}`;
    const { result, messages } = await client.get({ path, schema, failure, zoneId, profile });
    return { zoneId, ...result, settingId, messages };
  };
}
