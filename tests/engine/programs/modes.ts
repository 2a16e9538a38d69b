import { fleet } from "./fleets";
import { lookupsOf, modesOf } from "./lookups";

/** A lookup of the compliance modes of a zone, and other readers of zones: lookups of the setting by name, and a fleet. */
export function modesBeside(zoneId: string, others: Record<string, string>, zoneIds: string[]) {
  return { ...modesOf(zoneId), others: lookupsOf(others), fleet: fleet({ zoneIds }).zones };
}
