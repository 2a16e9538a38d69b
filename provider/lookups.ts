import type { Client } from "./cloudflare/client";
import { findZoneId, type ZoneNameQuery } from "./cloudflare/zones";
import { SETTINGS, type SettingName } from "./settings/definitions";
import { readFleet } from "./settings/fleet";
import { settingLookup } from "./settings/setting";

type SettingLookups = { [Name in SettingName]: ReturnType<typeof settingLookup<Name>> };
const names = Object.keys(SETTINGS) as SettingName[];

/** Everything that can be read, by name: what resources, functions, policies and the plugin share. */
export const LOOKUPS = {
  ...(Object.fromEntries(names.map((name) => [name, settingLookup(name)])) as unknown as SettingLookups),
  AutoOriginTlsKexFleet: readFleet,
  ZoneId: async (query: ZoneNameQuery, client: Client) => ({ id: await findZoneId(query, client) }),
};

/** The inputs that are stored beside the outputs, because a refresh has nothing else to read with. */
export const REFRESH_INPUTS = ["zoneName", "accountId", "namePattern", "activeOnly", "onZoneError", "profile"];

/** Whether a resource is read in a refresh: its properties are outputs then. */
// biome-ignore lint/suspicious/noExplicitAny: as below
export const isRefresh = (props: any): boolean => props.settingId !== undefined || Array.isArray(props.zones);

/** The query of a resource: of its inputs in preview and up, of its outputs in a refresh. */
// biome-ignore lint/suspicious/noExplicitAny: Pulumi types a resource's properties like this
export function queryOf(props: any): any {
  // A zone that was named is found by its name again, also when outputs, or secret placeholders for them, have its id.
  const hasOutputs = props.settingId !== undefined || props.modifiedOn !== undefined;
  if (props.zoneName !== undefined && hasOutputs) return { ...props, zoneId: undefined };
  const listed = props.zoneIds === undefined && props.accountId === undefined && Array.isArray(props.zones);
  return listed ? { ...props, zoneIds: props.zones.map(({ zoneId }: { zoneId: string }) => zoneId) } : props;
}
