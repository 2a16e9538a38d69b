import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { inWords } from "../../provider/arguments";
import { domainName } from "../../provider/cloudflare/zone-id";

/** What every policy here is configured with. */
export interface PolicyConfig {
  exemptZones?: string[];
  minimum?: number;
  zones?: string[];
  lookUp?: boolean;
}

/** The schema of a configuration, by which Pulumi refuses a wrong type. */
export type PolicySchema = Record<string, PolicyConfigJSONSchema>;

/** The schema of a list of texts. */
export const listOf = (pattern: string, description: string): PolicyConfigJSONSchema => ({
  type: "array",
  items: { type: "string", pattern },
  description,
});

/** The schema of {@link PolicyConfig}. */
export const COMMON_SCHEMA: PolicySchema = {
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
export function wrongKeys(config: object, schema: PolicySchema): string[] {
  const names = Object.keys(schema);
  const wrong = Object.keys(config).filter((name) => !names.includes(name));
  const has = `only ${inWords(names)}`;
  return wrong.map((name) => `The configuration of this policy has no ${JSON.stringify(name)}, ${has}.`);
}

/** Returns a function that tells whether a zone is exempt, in any spelling of its name. */
export function exemption({ exemptZones = [] }: PolicyConfig): (zone: { zoneId?: unknown; name?: unknown }) => boolean {
  const exempt = new Set(exemptZones.map(domainName));
  return ({ zoneId, name }) =>
    [zoneId, name].some((known) => typeof known === "string" && exempt.has(domainName(known)));
}

/** The names of zones that are exempt; which zone has which name, only the whole stack tells. */
export const exemptNames = ({ exemptZones = [] }: PolicyConfig) => exemptZones.filter((zone) => zone.includes("."));
