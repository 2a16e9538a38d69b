import { SETTINGS, type SettingDefinition, type SettingName } from "../../provider/settings/definitions";

/** How violations speak of a setting. */
export interface SettingTexts {
  setting: SettingName;
  /** What is said where several zones have a wrong value, before "for 2 of 9 zones". */
  several: string;
  /** What is said of one zone with a wrong value, and of one that is about to have one. */
  single(zone: string, wrong: string, isPlanned: boolean): string;
  /** How what to do begins, for example "Turn it on". */
  change: string;
  /** What else is said where that sets an empty list. */
  empty?: string;
}

/** What to do where no resource of the stack sets it. */
export function fixText({ setting, change }: SettingTexts, zoneId: string, wanted: string): string {
  const { id, field, setBy, dashboard }: SettingDefinition = SETTINGS[setting];
  const resource = setBy
    ? `${setBy.resource}(…, { zoneId, ${setBy.property}: ${wanted} })`
    : `ZoneSetting(…, { zoneId, settingId: "${id}", ${field}: ${wanted} })`;
  const click = dashboard ? ` in the dashboard under ${dashboard},` : "";
  const patch = `or with PATCH /zones/${zoneId}/settings/${id} and {"${field}":${wanted}}.`;
  return `${change} with new cloudflare.${resource},${click} ${patch}`;
}

/** Auto-Origin TLS KEX, which must be on or off. */
export function kexTexts(expected: boolean): SettingTexts {
  const [change, must, is] = expected ? ["Turn it on", "enabled", "disabled"] : ["Turn it off", "disabled", "enabled"];
  return {
    setting: "AutoOriginTlsKex",
    several: `Auto-Origin TLS KEX must be ${must}, and is ${is}`,
    single: (zone, wrong, isPlanned) =>
      `Auto-Origin TLS KEX ${isPlanned ? "will be" : "is"} ${wrong} for ${zone}${isPlanned ? " by this resource" : ""}, ` +
      `and must be ${must}.`,
    change,
  };
}
