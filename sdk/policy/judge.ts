import type { PolicyProviderResource } from "@pulumi/policy/policy";
import type { Verdict } from "../assertion/violations";
import type { Fact } from "./fact";

const CLOUDFLARE_PROVIDER = "pulumi:providers:cloudflare";

/** Returns what is wrong with a value, and what it must be; undefined when nothing is. */
export type Check = (value: unknown) => Pick<Verdict, "wrong" | "wanted" | "hint"> | undefined;

/** A zone to look up, and by whose credentials. */
export type Unread = Verdict & { provider?: PolicyProviderResource | undefined };

/** What is decided by what is known, and what is not. */
export interface Judgement {
  /** One for each zone; one without anything wrong passes. */
  verdicts: Verdict[];
  /** The zones whose setting nobody has read, each with the Cloudflare provider of a resource that mentions it. */
  unread: Unread[];
  /** The errors of what is unknown in a preview. */
  unknown: unknown[];
}

/** Decides for each zone, once, by the best thing that is known of it. */
export function judge(facts: Fact[], check: Check): Judgement {
  const zones = new Map<string | Fact, Fact[]>();
  for (const fact of facts) {
    const zone = zones.get(fact.zoneId ?? fact);
    if (zone) zone.push(fact);
    else zones.set(fact.zoneId ?? fact, [fact]);
  }
  const judgement: Judgement = { verdicts: [], unread: [], unknown: [] };
  for (const zone of zones.values()) judgeZone(zone, check, judgement);
  return judgement;
}

function judgeZone(facts: Fact[], check: Check, { verdicts, unread, unknown }: Judgement): void {
  const of = (source: Fact["source"]) => facts.filter((fact) => fact.source === source);
  const about = ({ zoneId, name, by }: Fact): Verdict => ({ zoneId, name, urn: by?.urn, type: by?.type });
  const setters = of("resource");
  const setBy = ({ by, input = "" }: Fact) => by && { resource: by.name, property: input };

  // Whatever is live: an up would stop at it.
  const wrongly = setters.filter(({ state, value }) => state === "known" && check(value));
  for (const fact of wrongly)
    verdicts.push({ ...about(fact), ...check(fact.value), setBy: setBy(fact), isPlanned: true });
  if (wrongly.length > 0) return;
  for (const fact of facts) if (fact.state === "missing") verdicts.push({ ...about(fact), missing: `${fact.value}` });
  for (const { state, value } of facts) if (state === "unknown") unknown.push(value);
  if (facts.some(({ state }) => state === "unknown")) return;

  const [setter] = setters;
  // What a lookup has read is newer than what its status says.
  const readers = of("lookup").length > 0 ? of("lookup") : of("status");
  const known = readers.filter(({ state }) => state === "known");
  const failed = readers.find(({ state }) => state === "failed");
  const isChanging = setters.some(({ isPending }) => isPending);
  const wrong = isChanging ? undefined : known.find(({ value }) => check(value));
  const mentions = facts.filter(({ state }) => state === "unread");
  const providers = mentions.flatMap(({ by }) => by?.provider ?? []);
  // Where it can be changed, else where it was read or mentioned.
  const fixed = (fact: Fact) => ({ ...about(setter ?? fact), setBy: setter && setBy(setter) });
  if (wrong) verdicts.push({ ...fixed(wrong), ...check(wrong.value) });
  else if (known[0]) verdicts.push(about(known[0]));
  else if (failed) verdicts.push({ ...about(failed), unread: `${failed.value}` });
  else if (isChanging && setter) verdicts.push(about(setter));
  else if (mentions[0]) {
    unread.push({ ...fixed(mentions[0]), provider: providers.find(({ type }) => type === CLOUDFLARE_PROVIDER) });
  }
}
