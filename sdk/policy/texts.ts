import type { OriginTlsError } from "../../provider/cloudflare/errors";
import { count } from "../../provider/cloudflare/redaction";
import { hintOf, type Verdict } from "../violations";

/** The violation of a status that has no value. */
export const NOT_SHOWN = "The status of this lookup was not shown to the policy, so it cannot be decided.";

/** What a violation says when no zone could be looked up, for a reason that is the same for all. */
export function noLookUpText(zones: Verdict[], { reason, message, hint = "Try again." }: OriginTlsError): string {
  const subject = zones.length === 1 ? `Zone ${zones[0]?.zoneId}` : count(zones.length, "zone");
  return (
    `${subject}, which nothing in the stack has read, could not be looked up: ${reason ?? message}\n` +
    `  What to do: ${hintOf(hint, zones.length)}\n` +
    "  This policy has the environment of the Pulumi CLI and the configuration of the stack, in pulumi policy analyze the\n" +
    "  environment alone. In its own configuration, profile names another namespace, and lookUp: false stops it from\n" +
    "  sending requests."
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
