import { cut } from "../../provider/cloudflare/redaction";
import { fixText, kexTexts, type SettingTexts } from "./setting-texts";

/** How many zones a violation names. */
const MAX_NAMED = 20;
/** How many characters it has of why a zone could not be read. */
const MAX_REASON = 300;
/** The way out after somebody has changed at Cloudflare what the program sets. */
const SET_AGAIN =
  "pulumi up --refresh sets it again. A lookup that is to read what the same update sets needs dependsOn.";

/** What is to be said of a zone that must have a certain value of a setting; nothing when it has it. */
export interface Verdict {
  zoneId?: string | undefined;
  name?: string | undefined;
  /** The resource on which it is said, and its type; the stack when there is none. */
  urn?: string | undefined;
  type?: string | undefined;
  /** The wrong value, such as "disabled", what it must be, as in a program, and whether the resource is about to set it. */
  wrong?: string | undefined;
  wanted?: string | undefined;
  isPlanned?: boolean;
  /** The resource of the stack that sets the setting, by its name, and what it calls the value. */
  setBy?: { resource: string; property: string } | undefined;
  /** Why it could not be read. */
  unread?: string | undefined;
  /** What to do: about a zone that could not be read, or in place of setting the value; and what else there is to know. */
  hint?: string | undefined;
  note?: string | undefined;
  /** Why there is nothing to judge, which is a violation of its own. */
  missing?: string | undefined;
}

/** What a violation says of a fleet without zones: there is nothing to judge, which is never a pass. */
export const NO_ZONES =
  "This fleet has no zones, so there is nothing to judge.\n" +
  "  What to do: Check the zone ids, or the account and the name pattern.";

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

/** What a violation says of the zones of one resource: which are wrong, which could not be read, and what to do. */
function zonesText(zones: Verdict[], texts: SettingTexts): string[] {
  const wrong = zones.filter((zone) => zone.wrong !== undefined);
  const unread = zones.filter((zone) => zone.unread !== undefined);
  const bad = [...wrong, ...unread];
  const [first] = bad;
  if (!first) return [];
  const facts = [zones.length === 1 ? singleText(first, texts) : countText(zones, wrong, unread, texts)];
  if (zones.length > 1) facts.push(...bad.slice(0, MAX_NAMED).map(lineOf));
  if (bad.length > MAX_NAMED) facts.push(`  and ${bad.length - MAX_NAMED} more: ${whereAllAre(first)}`);
  const fixes = wrong.length > 0 ? [fixOf(wrong, texts)] : [];
  const hints = unread.flatMap(({ hint }) => hint ?? []);
  const told = [...new Set(hints)].map((hint) => hintOf(hint, hints.filter((other) => other === hint).length));
  // Of several reasons the first ones: the lines have them all.
  fixes.push(...told.slice(0, 2));
  fixes.push(...new Set(bad.flatMap(({ note }) => note ?? [])));
  if (fixes.length > 0) facts.push(`  What to do: ${fixes.join(" ")}`);
  return [facts.join("\n")];
}

/** What to do about a number of zones, as it is told of each. */
export const hintOf = (hint: string, zones: number) =>
  zones === 1 ? hint : hint.replaceAll("this zone", "these zones");

const whereAllAre = ({ type = "" }: Verdict) =>
  type.includes("AutoOriginTlsKexFleet")
    ? "the output zones of this fleet has them all; export it, or see pulumi stack export after an up"
    : "an AutoOriginTlsKexFleet of these zones lists them all";

function singleText({ zoneId, name, wrong, isPlanned = false, unread = "" }: Verdict, texts: SettingTexts): string {
  const subject = zoneId ? `zone ${zoneId}${name ? ` (${name})` : ""}` : name ? `zone ${name}` : "a zone";
  if (wrong !== undefined) return texts.single(subject, wrong, isPlanned);
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} could not be read: ${cut(unread, MAX_REASON)}`;
}

function countText(zones: Verdict[], wrong: Verdict[], unread: Verdict[], { several }: SettingTexts): string {
  if (wrong.length === 0) return `${unread.length} of ${zones.length} zones could not be read:`;
  const also = unread.length > 0 ? `; ${unread.length} could not be read` : "";
  return `${several} for ${wrong.length} of ${zones.length} zones${also}:`;
}

const lineOf = ({ zoneId, name, wrong, unread = "" }: Verdict) =>
  `  ${[zoneId, name].filter(Boolean).join(" ")}: ${wrong ?? `could not be read: ${cut(unread, MAX_REASON)}`}`;

function fixOf(wrong: Verdict[], texts: SettingTexts): string {
  const [{ zoneId = "", wanted = "", setBy, isPlanned, hint } = {}] = wrong;
  if (hint) return hint;
  const empty = wanted === "[]" ? (texts.empty ?? "") : "";
  if (!setBy) return fixText(texts, wrong.length === 1 ? zoneId : "<zone id>", wanted) + empty;
  if (isPlanned) return `Set ${setBy.property}: ${wanted} on the resource "${setBy.resource}".${empty}`;
  return `The resource "${setBy.resource}" of this stack sets it, and ${SET_AGAIN}`;
}

/** A zone as a lookup or a fleet has it; what has no value may have anything. */
type JudgedZone = Pick<Verdict, "zoneId" | "name"> & { enabled?: unknown; error?: string | undefined };

/** What a violation says of a zone or a fleet; undefined when each zone is as it must be. */
export function violationText(zones: JudgedZone[], expected: boolean): string | undefined {
  if (zones.length === 0) return NO_ZONES;
  const verdicts = zones.map(({ zoneId, name, enabled, error }): Verdict => {
    const about = { zoneId, name, type: "AutoOriginTlsKexFleet" };
    if (enabled === expected) return about;
    // Whatever is neither on nor off is no value.
    if (typeof enabled !== "boolean") return { ...about, unread: error ?? "no value" };
    // Unlike a policy, an assertion does not see the stack.
    const note = `If the program has that resource, ${SET_AGAIN}`;
    return { ...about, wrong: enabled ? "enabled" : "disabled", wanted: `${expected}`, note };
  });
  return zonesText(verdicts, kexTexts(expected))[0];
}
