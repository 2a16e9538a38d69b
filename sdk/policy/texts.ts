import { count, cut } from "../../provider/cloudflare/redaction";
import { domainName } from "../../provider/cloudflare/zone-id";
import { hintOf, type Verdict } from "../assertion/violations";
import { exemptNames, type PolicyConfig } from "./config";
import type { Fact } from "./fact";
import type { Failed } from "./read-unread";

/** The violation of a status that has no value. */
export const NOT_SHOWN = "The status of this lookup was not shown to the policy, so it cannot be decided.";

/** What a violation says when no zone of an account could be looked up, for a reason that is the same for all. */
export function noLookUpText({ zones, provider, error: { reason, message, hint = "Try again." } }: Failed): string {
  const subject = zones.length === 1 ? `Zone ${zones[0]?.zoneId}` : count(zones.length, "zone");
  const [as, source] = provider
    ? [` as the Cloudflare provider "${provider.name}"`, "what this provider is given"]
    : ["", "the configuration of the stack, in pulumi policy analyze the environment alone"];
  return (
    `${subject}, which nothing in the stack has read, could not be looked up${as}: ${reason ?? message}\n` +
    `  What to do: ${hintOf(hint, zones.length)}\n` +
    `  This policy has the environment of the Pulumi CLI and ${source}.\n` +
    "  lookUp: false in its own configuration stops it from sending requests."
  );
}

/** What is said, as advice, of zones that a policy does not look up. */
export const notJudged = (unread: number) => ({
  message: `${count(unread, "zone")} not judged: nothing in the stack has read the setting, and lookUp is false in the configuration.`,
  enforcementLevel: "advisory",
});

/** What a violation says of a stack with fewer zones than the configuration of a policy demands. */
export const tooFewText = (found: number, minimum: number) =>
  `This policy must find at least ${count(minimum, "zone")} in the stack, and has found ${found}.\n` +
  "  What to do: Check that the program has its zones, or change minimum in the configuration of this policy.";

/** Adds to what is said of zones without a name which names in `exemptZones` do nothing, since the stack does not tell them. */
export function noteUntold(verdicts: Verdict[], facts: Fact[], config: PolicyConfig): Verdict[] {
  const told = new Set(facts.map(({ name = "" }) => domainName(name)));
  const untold = exemptNames(config).filter((name) => !told.has(domainName(name)));
  if (untold.length === 0) return verdicts;
  const names = cut(untold.join(", "), 300);
  const note = `exemptZones has names that nothing in the stack tells, so that they exempt no zone: ${names}. Give the ids of these zones.`;
  return verdicts.map((verdict) => (verdict.name ? verdict : { ...verdict, note }));
}
