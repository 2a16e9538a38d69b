import type { PolicyProviderResource } from "@pulumi/policy/policy";
import { grouped, type Verdict } from "../assertion/violations";

/** What one resource, or the configuration, tells of the setting of one zone; `setBy` where that resource sets it. */
export interface Fact extends Pick<Verdict, "zoneId" | "name" | "urn" | "type" | "setBy"> {
  /** What has read it: a lookup, which only `policy analyze` shows, or a status. */
  reader?: "lookup" | "status" | undefined;
  /** `unread` is what nobody has read, `failed` what could not be read, `missing` what a policy must see and does not. */
  state: "known" | "unknown" | "unread" | "failed" | "missing";
  /** The value; else the error of what is unknown, or why there is none. */
  value?: unknown;
  /** Whether the stack is about to change the setting to this value. */
  isPending?: boolean;
  provider?: PolicyProviderResource | undefined;
}

export const HIDDEN = {
  state: "missing",
  value: "The status of this lookup was not shown to the policy, so it cannot be decided.",
} as const;

/** Returns what is wrong with a value, and what it must be; undefined when nothing is. */
export type Check = (value: unknown) => Pick<Verdict, "wrong" | "wanted" | "hint"> | undefined;

/** Decides for each zone, once, by the best thing that is known of it. A verdict without anything wrong is a pass. */
export function judge(facts: Fact[], check: Check) {
  const verdicts: Verdict[] = [];
  /** The zones whose setting nobody has read, with the Cloudflare provider of a resource that mentions it. */
  const unread: Fact[] = [];
  /** The errors of what is unknown in a preview. */
  const unknown: unknown[] = [];
  for (const zone of grouped(facts, (fact) => fact.zoneId ?? fact).values()) {
    const setters = zone.filter(({ setBy }) => setBy);
    // Whatever the live value is: the update would stop here.
    const wrongly = setters.filter(({ state, value }) => state === "known" && check(value));
    for (const set of wrongly) verdicts.push({ ...set, ...check(set.value), isPlanned: true });
    if (wrongly.length > 0) continue;
    for (const fact of zone) if (fact.state === "missing") verdicts.push({ ...fact, missing: `${fact.value}` });
    const unknowns = zone.filter(({ state }) => state === "unknown");
    unknown.push(...unknowns.map(({ value }) => value));
    if (unknowns.length > 0) continue;

    // What a lookup has read is newer than what its status says.
    const lookups = zone.filter(({ reader }) => reader === "lookup");
    const readers = lookups.length > 0 ? lookups : zone.filter(({ reader }) => reader === "status");
    const known = readers.filter(({ state }) => state === "known");
    const failed = readers.find(({ state }) => state === "failed");
    const mentions = zone.filter(({ state }) => state === "unread");
    const isChanging = setters.some(({ isPending }) => isPending);
    const wrong = isChanging ? undefined : known.find(({ value }) => check(value));
    const [setter] = setters;
    // Where it can be changed, else where it was read or mentioned.
    if (wrong) verdicts.push({ ...(setter ?? wrong), ...check(wrong.value) });
    else if (known[0]) verdicts.push(known[0]);
    else if (failed) verdicts.push({ ...failed, unread: `${failed.value}` });
    else if (isChanging && setter) verdicts.push(setter);
    else if (mentions[0]) {
      const { provider } = mentions.find(({ provider }) => provider?.type === "pulumi:providers:cloudflare") ?? {};
      unread.push({ ...(setter ?? mentions[0]), provider });
    }
  }
  return { verdicts, unread, unknown };
}
