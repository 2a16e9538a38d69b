import { badInput } from "./cloudflare/errors";
import { excerpt } from "./cloudflare/redaction";
import { type LookupKind, SETTINGS, type SettingName } from "./settings/definitions";

export type LookupName = LookupKind | "ZoneId";

const OF_A_ZONE = ["zoneId", "zoneName", "profile"];
export const ARGUMENTS: Readonly<Record<LookupName, readonly string[]>> = {
  ...(Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, OF_A_ZONE])) as Record<SettingName, string[]>),
  AutoOriginTlsKexFleet: ["zoneIds", "accountId", "namePattern", "activeOnly", "onZoneError", "profile"],
  ZoneId: ["name", "accountId", "profile"],
};

/** Several names as a list in a sentence: `a, b and c`. */
export const inWords = (names: readonly string[]): string => `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Refuses what the type checker would, where there is none: a misspelt `namePattern` would read all zones. */
export function checkArguments(called: string, args: unknown, names: readonly string[]): void {
  const list = inWords(names);
  // Neither a list, a promise nor an output.
  if (typeof args !== "object" || args === null || "length" in args || "then" in args || "apply" in args) {
    const given = args === undefined || args === null ? "none" : "something else";
    throw badInput(`${called} needs an object with its arguments, and ${given} was given`, `They are ${list}.`);
  }
  const unknown = Object.keys(args).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const quoted = unknown.map((name) => excerpt(name, 40)).join(" or ");
  throw badInput(`${called} has no argument ${quoted}`, `Check the spelling: its arguments are ${list}.`);
}
