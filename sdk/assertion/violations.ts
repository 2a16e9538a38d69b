import { cut } from "../../provider/cloudflare/redaction";
import { type SettingName, settingOf } from "../../provider/settings/definitions";

/** How many zones a violation names, and how many characters it has of why one could not be read. */
const MAX_NAMED = 20;
const MAX_REASON = 300;
/** The way out after somebody has changed at Cloudflare what the program sets. */
export const SET_AGAIN =
  "pulumi up --refresh sets it again. A lookup that is to read what the same update sets needs dependsOn.";
/** What a violation says of a fleet without zones: there is nothing to judge, which is never a pass. */
export const NO_ZONES =
  "This fleet has no zones, so there is nothing to judge.\n" +
  "  What to do: Check the zone ids, or the account and the name pattern.";

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

/** What is to be said of a zone that must have a certain value of a setting; nothing when it has it. */
export interface Verdict {
  /** In lower case; undefined for a zone that is yet to be created. */
  zoneId?: string | undefined;
  name?: string | undefined;
  /** The resource on which it is said, and its type; the stack when there is none. */
  urn?: string | undefined;
  type?: string | undefined;
  /** The resource of the stack that sets the setting, by its name, and what it calls the value. */
  setBy?: { resource: string; property: string } | undefined;
  /** The wrong value, such as "disabled", what it must be, as in a program, and whether the resource is about to set it. */
  wrong?: string | undefined;
  wanted?: string | undefined;
  isPlanned?: boolean;
  /** Why it could not be read. */
  unread?: string | undefined;
  /** What to do: about a zone that could not be read, or in place of setting the value; and what else there is to know. */
  hint?: string | undefined;
  note?: string | undefined;
  /** A violation of its own: why there is nothing to judge. */
  missing?: string | undefined;
}

/** The items by what they have in common, in the order in which they come. */
export function grouped<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** What each violation says, one for each resource. */
export function violationsOf(verdicts: Verdict[], texts: SettingTexts): { text: string; urn: string | undefined }[] {
  return [...grouped(verdicts, ({ urn }) => urn)].flatMap(([urn, zones]) => {
    const missing = zones.flatMap(({ missing }) => missing ?? []);
    const judged = zones.filter(({ missing }) => missing === undefined);
    return [...new Set([...missing, ...zonesText(judged, texts)])].map((text) => ({ text, urn }));
  });
}

/** What is said of the zones of one resource: which are wrong, which could not be read, and what to do. */
function zonesText(zones: Verdict[], texts: SettingTexts): string[] {
  const wrong = zones.filter((zone) => zone.wrong !== undefined);
  const unread = zones.filter((zone) => zone.unread !== undefined);
  const bad = [...wrong, ...unread];
  const [first] = bad;
  if (!first) return [];
  const lines = [zones.length === 1 ? singleText(first, texts) : countText(zones, wrong, unread, texts)];
  if (zones.length > 1) lines.push(...bad.slice(0, MAX_NAMED).map(lineOf));
  if (bad.length > MAX_NAMED) lines.push(`  and ${bad.length - MAX_NAMED} more: ${whereAllAre(first)}`);
  const fixes = wrong.length > 0 ? [fixOf(wrong, texts)] : [];
  const hints = grouped(unread, ({ hint = "" }) => hint);
  const told = [...hints].map(([hint, { length }]) => hintOf(hint, length)).filter(Boolean);
  // Of several reasons the first ones: the lines have them all.
  fixes.push(...told.slice(0, 2), ...new Set(bad.flatMap(({ note }) => note ?? [])));
  if (fixes.length > 0) lines.push(`  What to do: ${fixes.join(" ")}`);
  return [lines.join("\n")];
}

/** What to do about a number of zones, as it is told of each. */
export const hintOf = (hint: string, zones: number) =>
  zones === 1 ? hint : hint.replaceAll("this zone", "these zones");

const whereAllAre = ({ type = "" }: Verdict) =>
  type.includes("AutoOriginTlsKexFleet")
    ? "the output zones of this fleet has them all; export it, or see pulumi stack export after an up"
    : "an AutoOriginTlsKexFleet of these zones lists them all";

function singleText({ zoneId, name, wrong, isPlanned = false, unread = "" }: Verdict, texts: SettingTexts): string {
  const known = zoneId && name ? `${zoneId} (${name})` : zoneId || name;
  if (wrong !== undefined) return texts.single(known ? `zone ${known}` : "a zone", wrong, isPlanned);
  return `${known ? `Zone ${known}` : "A zone"} could not be read: ${cut(unread, MAX_REASON)}`;
}

function countText(zones: Verdict[], wrong: Verdict[], unread: Verdict[], { several }: SettingTexts): string {
  if (wrong.length === 0) return `${unread.length} of ${zones.length} zones could not be read:`;
  const also = unread.length > 0 ? `; ${unread.length} could not be read` : "";
  return `${several} for ${wrong.length} of ${zones.length} zones${also}:`;
}

const lineOf = ({ zoneId, name, wrong, unread = "" }: Verdict) =>
  `  ${[zoneId, name].filter(Boolean).join(" ")}: ${wrong ?? `could not be read: ${cut(unread, MAX_REASON)}`}`;

/** What to do about wrong values: about the first, and for whichever zone where there are several. */
function fixOf(wrong: Verdict[], { setting, change, empty = "" }: SettingTexts): string {
  const [{ zoneId = "", wanted = "", setBy, isPlanned, hint } = {}] = wrong;
  if (hint) return hint;
  if (setBy && !isPlanned) return `The resource "${setBy.resource}" of this stack sets it, and ${SET_AGAIN}`;
  const more = wanted === "[]" ? empty : "";
  if (setBy) return `Set ${setBy.property}: ${wanted} on the resource "${setBy.resource}".${more}`;
  const { id, field, setBy: setter, dashboard } = settingOf(setting);
  const resource = setter
    ? `${setter.resource}(…, { zoneId, ${setter.property}: ${wanted} })`
    : `ZoneSetting(…, { zoneId, settingId: "${id}", ${field}: ${wanted} })`;
  const click = dashboard ? ` in the dashboard under ${dashboard},` : "";
  const path = `/zones/${wrong.length === 1 ? zoneId : "<zone id>"}/settings/${id}`;
  return `${change} with new cloudflare.${resource},${click} or with PATCH ${path} and {"${field}":${wanted}}.${more}`;
}
