import * as pulumi from "@pulumi/pulumi";
import { SETTINGS, type SettingDefinition, type SettingName } from "../../provider/settings/definitions";
import { type Fact, plain, read, type Shown, text } from "./fact";
import { nameOfNewZone } from "./mentions";

/** The resource of @pulumi/cloudflare that sets any setting, by its `settingId`. */
const ZONE_SETTING = "cloudflare:index/zoneSetting:ZoneSetting";

/** What a resource of this type calls the value of a setting; undefined when it does not set it. */
export function inputOf(type: string, setting: SettingName): string | undefined {
  const { field, setBy }: SettingDefinition = SETTINGS[setting];
  if (type === ZONE_SETTING) return field;
  if (!setBy) return undefined;
  const { resource, property } = setBy;
  const module = `${resource[0]?.toLowerCase()}${resource.slice(1)}`;
  return type === `cloudflare:index/${module}:${resource}` ? property : undefined;
}

/** What a resource that sets the setting of a zone tells of it. */
export function setBy(resource: Shown, setting: SettingName): Fact[] {
  const { type, props } = resource;
  const { id } = SETTINGS[setting];
  const input = inputOf(type, setting);
  // Under --target, a resource that is not part of the update is shown without properties.
  if (input === undefined || Object.keys(props).length === 0) return [];
  const settingId = type === ZONE_SETTING ? read(() => props.settingId) : { state: "known" as const, value: id };
  if (settingId.state === "known" && settingId.value !== id) return [];
  const value = settingId.state === "known" ? read(() => plain(props[input])) : settingId;
  // What Cloudflare decides is unknown while a create or an update is pending, or not there before a create.
  const modifiedOn = read(() => props.modifiedOn);
  const isNew = modifiedOn.value === undefined && text(read(() => props.id)) === undefined;
  const isPending = pulumi.runtime.isDryRun() && (modifiedOn.state === "unknown" || isNew);
  const about = { zoneId: text(read(() => props.zoneId)), name: nameOfNewZone(resource) };
  return [{ ...about, source: "resource", ...value, input, isPending }];
}
