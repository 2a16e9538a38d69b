import type { PolicyConfigSchema } from "@pulumi/policy/policy";
import { inWords } from "../../provider/arguments";
import { count, cut } from "../../provider/cloudflare/redaction";
import { domainName } from "../../provider/cloudflare/zone-id";
import type { Verdict } from "../assertion/violations";
import type { Fact } from "./judge";

export interface PolicyConfig {
  exemptZones?: string[];
  minimum?: number;
  zones?: string[];
  lookUp?: boolean;
}

export const listOf = (pattern: string, description: string) => ({
  type: "array" as const,
  items: { type: "string" as const, pattern },
  description,
});

export const COMMON_SCHEMA: PolicyConfigSchema["properties"] = {
  exemptZones: listOf("^[^\\s]{1,253}$", "Ids or names of zones to leave out. A name counts where the stack tells it."),
  minimum: { type: "integer", minimum: 1, description: "How many zones there must be, so that none is no pass." },
  zones: listOf("^[A-Za-z0-9]{1,32}$", "Ids of further zones to judge, beside those that the stack mentions."),
  lookUp: {
    type: "boolean",
    default: true,
    description: "Whether zones that nothing in the stack has read are looked up.",
  },
};

/** What is wrong in a configuration that Pulumi takes: a key that there is not, which would do nothing, in silence. */
export function wrongKeys(config: object, names: string[]): string[] {
  const wrong = Object.keys(config).filter((name) => !names.includes(name));
  const has = `only ${inWords(names)}`;
  return wrong.map((name) => `The configuration of this policy has no ${JSON.stringify(name)}, ${has}.`);
}

export const tooFewText = (found: number, minimum: number) =>
  `This policy must find at least ${count(minimum, "zone")} in the stack, and has found ${found}.\n` +
  "  What to do: Check that the program has its zones, or change minimum in the configuration of this policy.";

/** Which zones `exemptZones` leaves out. */
export function exemption({ exemptZones = [] }: PolicyConfig) {
  const exempt = new Set(exemptZones.map(domainName));
  const names = exemptZones.filter((zone) => zone.includes("."));
  return {
    /** Which zone has which name, only the whole stack tells. */
    hasNames: names.length > 0,
    /** Whether a zone is left out, by its id or by any spelling of its name. */
    has: ({ zoneId, name }: Fact) =>
      [zoneId, name].some((known) => known !== undefined && exempt.has(domainName(known))),
    /** Adds to what is said of zones without a name which names do nothing, since the stack does not tell them. */
    noteUntold(verdicts: Verdict[], facts: Fact[]): Verdict[] {
      const told = new Set(facts.map(({ name = "" }) => domainName(name)));
      const untold = names.filter((name) => !told.has(domainName(name)));
      if (untold.length === 0) return verdicts;
      const problem = "exemptZones has names that nothing in the stack tells, so that they exempt no zone";
      const note = `${problem}: ${cut(untold.join(", "), 300)}. Give the ids of these zones.`;
      return verdicts.map((verdict) => (verdict.name ? verdict : { ...verdict, note }));
    },
  };
}
