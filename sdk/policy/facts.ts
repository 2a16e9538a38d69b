import type { SettingName } from "../../provider/settings/definitions";
import type { Fact, Shown } from "./fact";
import { ZONE } from "./mentions";
import { readBy } from "./read-by";
import { setBy } from "./set-by";

/** Lists what the resources of a stack tell of the setting of each zone, and adds zones mentioned elsewhere, by id. */
export function factsOf(resources: Shown[], setting: SettingName, further: string[] = []): Fact[] {
  // A zone is best reported on itself; and what a program exports comes from another resource.
  const rank = ({ type }: Shown) => (type === ZONE ? 0 : type === "pulumi:pulumi:Stack" ? 2 : 1);
  const facts = [...resources]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((by) => [...setBy(by, setting), ...readBy(by, setting)].map((fact): Fact => ({ ...fact, by })))
    .concat(further.map((zoneId) => ({ zoneId, source: "mention", state: "unread" })))
    .map((fact) => ({ ...fact, zoneId: fact.zoneId?.toLowerCase() }));
  const names = new Map(facts.map(({ zoneId, name }) => [name && zoneId, name]));
  return facts.map((fact) => ({ ...fact, name: fact.name ?? (fact.zoneId ? names.get(fact.zoneId) : undefined) }));
}
