import { fleet } from "./fleets";
import { lookupOfPending, lookups, lookupsOf, modesOf } from "./lookups";

/** A lookup of the compliance modes of a zone, and other readers of zones: lookups of the setting by name, and a fleet. */
export function modesBeside(zoneId: string, others: Record<string, string>, zoneIds: string[]) {
  return { ...modesOf(zoneId), others: lookupsOf(others), fleet: fleet({ zoneIds }).zones };
}

/** Lookups of the setting by name, one of a zone whose id is unknown in preview, and a fleet. */
export function lookupsBeside(args: Parameters<typeof lookups>[0], pending: string, zoneIds: string[]) {
  fleet({ zoneIds });
  return { ...lookups(args), ...lookupOfPending(pending) };
}
