/** Policies for a @pulumi/policy `PolicyPack`, one for each setting, and helpers to write your own: see docs/policies.md. */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import { checkArguments } from "../../provider/arguments";
import { badInput } from "../../provider/cloudflare/errors";
import { kexTexts } from "../assertion/kex-texts";
import { checkModes, MODES_SCHEMA, MODES_TEXTS, type OriginTlsComplianceModesRule } from "./modes-rule";
import { settingPolicy } from "./setting-policy";

export type { OriginTlsComplianceModesRule } from "./modes-rule";
export type {
  AutoOriginTlsKexFleetStatusProps,
  AutoOriginTlsKexStatusProps,
  ValidateStatus,
} from "./validate-auto-origin-tls-kex";
export { validateAutoOriginTlsKex, validateAutoOriginTlsKexFleet } from "./validate-auto-origin-tls-kex";

/**
 * Every Cloudflare zone that the stack mentions must have Auto-Origin TLS KEX enabled. Each is judged once: by what the
 * stack is about to change, by what has been read, else by a look-up of the policy's own. One that cannot be read is a
 * violation, and so is a fleet without zones. Configuration: `exemptZones`, `minimum`, `zones`, `lookUp`.
 */
export const autoOriginTlsKexEnabled: ResourceValidationPolicy & StackValidationPolicy = settingPolicy({
  name: "auto-origin-tls-kex-enabled",
  description: "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.",
  texts: kexTexts(true),
  demand: () => (enabled) => (enabled === true ? undefined : { wrong: "disabled", wanted: "true" }),
});

/**
 * Makes a policy on the Origin TLS Compliance Modes of every Cloudflare zone that the stack mentions, which judges them
 * as `autoOriginTlsKexEnabled` judges its setting. Its configuration has also `allowed` and `required`, which win over
 * the rule.
 * @param rule what is demanded; without one nothing is, unless the configuration of the policy does
 * @throws OriginTlsError (`INPUT`) when there is a rule that demands nothing
 */
export function originTlsComplianceModesMatch(
  rule?: OriginTlsComplianceModesRule,
): ResourceValidationPolicy & StackValidationPolicy {
  if (rule !== undefined) checkArguments("originTlsComplianceModesMatch", rule, Object.keys(MODES_SCHEMA));
  if (rule !== undefined && !demands(rule)) {
    const problem = "originTlsComplianceModesMatch needs allowed or required modes";
    throw badInput(problem, 'Give at least one of them, for example { required: ["fips"] }.');
  }
  return settingPolicy<OriginTlsComplianceModesRule>({
    name: "origin-tls-compliance-modes-match",
    description: "Every Cloudflare zone of the stack must have the agreed Origin TLS Compliance Modes.",
    texts: MODES_TEXTS,
    configSchema: { properties: MODES_SCHEMA },
    demand({ allowed = rule?.allowed, required = rule?.required }) {
      return demands({ allowed, required }) ? (modes) => checkModes(modes, { allowed, required }) : undefined;
    },
  });
}

const demands = ({ allowed, required }: OriginTlsComplianceModesRule) => Boolean(allowed || required?.length);
