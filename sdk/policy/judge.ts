import type { PolicyProviderResource } from "@pulumi/policy/policy";
import { grouped, type Verdict } from "../assertion/violations";
import type { Fact } from "./fact";

const CLOUDFLARE_PROVIDER = "pulumi:providers:cloudflare";

/** Returns what is wrong with a value, and what it must be; undefined when nothing is. */
export type Check = (value: unknown) => Pick<Verdict, "wrong" | "wanted" | "hint"> | undefined;

/** A zone whose setting nobody has read, with the Cloudflare provider of a resource that mentions it. */
export type Unread = Verdict & { provider?: PolicyProviderResource | undefined };

/** What is decided by what is known, and what is not. */
export interface Judgement {
  /** One for each zone; one without anything wrong passes. */
  verdicts: Verdict[];
  unread: Unread[];
  /** The errors of what is unknown in a preview. */
  unknown: unknown[];
}

/** Decides for each zone, once, by the best thing that is known of it. */
export function judge(facts: Fact[], check: Check): Judgement {
  const judgement: Judgement = { verdicts: [], unread: [], unknown: [] };
  for (const zone of grouped(facts, (fact) => fact.zoneId ?? fact).values()) judgeZone(zone, check, judgement);
  return judgement;
}

function judgeZone(facts: Fact[], check: Check, { verdicts, unread, unknown }: Judgement): void {
  const of = (source: Fact["source"]) => facts.filter((fact) => fact.source === source);
  const about = ({ zoneId, name, by }: Fact): Verdict => ({ zoneId, name, urn: by?.urn, type: by?.type });
  const setters = of("resource");
  const setBy = ({ by, input = "" }: Fact) => by && { resource: by.name, property: input };

  // Whatever is live: an up would stop at it.
  const wrongly = setters.filter(({ state, value }) => state === "known" && check(value));
  for (const set of wrongly) verdicts.push({ ...about(set), ...check(set.value), setBy: setBy(set), isPlanned: true });
  if (wrongly.length > 0) return;
  for (const fact of facts) if (fact.state === "missing") verdicts.push({ ...about(fact), missing: `${fact.value}` });
  const unknowns = facts.filter(({ state }) => state === "unknown");
  unknown.push(...unknowns.map(({ value }) => value));
  if (unknowns.length > 0) return;

  const [setter] = setters;
  // What a lookup has read is newer than what its status says.
  const readers = of("lookup").length > 0 ? of("lookup") : of("status");
  const known = readers.filter(({ state }) => state === "known");
  const failed = readers.find(({ state }) => state === "failed");
  const isChanging = setters.some(({ isPending }) => isPending);
  const wrong = isChanging ? undefined : known.find(({ value }) => check(value));
  const mentions = facts.filter(({ state }) => state === "unread");
  // Where it can be changed, else where it was read or mentioned.
  const fixed = (fact: Fact) => ({ ...about(setter ?? fact), setBy: setter && setBy(setter) });
  if (wrong) verdicts.push({ ...fixed(wrong), ...check(wrong.value) });
  else if (known[0]) verdicts.push(about(known[0]));
  else if (failed) verdicts.push({ ...about(failed), unread: `${failed.value}` });
  else if (isChanging && setter) verdicts.push(about(setter));
  else if (mentions[0]) {
    const providers = mentions.map(({ by }) => by?.provider);
    unread.push({ ...fixed(mentions[0]), provider: providers.find((one) => one?.type === CLOUDFLARE_PROVIDER) });
  }
}
