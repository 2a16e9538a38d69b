import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import { checkArguments } from "../../provider/arguments";
import { badInput } from "../../provider/cloudflare/errors";
import { MODES_TEXTS } from "../assertion/setting-texts";
import { listOf, type PolicySchema } from "./config";
import { ZONE_SETTING } from "./facts";
import { checkModes, type OriginTlsComplianceModesRule } from "./modes-rule";
import { settingPolicy } from "./setting-policy";

const RULE: PolicySchema = {
  allowed: listOf("^[\\w.-]{1,64}$", "The only modes that a zone may have."),
  required: listOf("^[\\w.-]{1,64}$", "The modes that each zone must have."),
};

/**
 * Makes a policy on the Origin TLS Compliance Modes of every Cloudflare zone that the stack mentions, which judges them
 * as `autoOriginTlsKexEnabled` judges its setting.
 *
 * Configuration: what that has, and `allowed` and `required`, which win over the rule.
 *
 * @param rule what is demanded; without one nothing is, unless the configuration of the policy does
 * @throws OriginTlsError (`INPUT`) when there is a rule that demands nothing
 */
export function originTlsComplianceModesMatch(
  rule?: OriginTlsComplianceModesRule,
): ResourceValidationPolicy & StackValidationPolicy {
  if (rule !== undefined) checkArguments("originTlsComplianceModesMatch", rule, Object.keys(RULE));
  if (rule !== undefined && !demands(rule)) {
    const problem = "originTlsComplianceModesMatch needs allowed or required modes";
    throw badInput(problem, 'Give at least one of them, for example { allowed: ["fips", "pqh"] }.');
  }
  return settingPolicy({
    name: "origin-tls-compliance-modes-match",
    description: "Every Cloudflare zone of the stack must have the agreed Origin TLS Compliance Modes.",
    id: "origin_tls_compliance_modes",
    lookup: "OriginTlsComplianceModes",
    output: "modes",
    inputs: { "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes": "values", [ZONE_SETTING]: "value" },
    isValue: Array.isArray,
    texts: MODES_TEXTS,
    schema: RULE,
    demand({ allowed = rule?.allowed, required = rule?.required }) {
      return demands({ allowed, required }) ? (modes) => checkModes(modes, { allowed, required }) : undefined;
    },
  });
}

const demands = ({ allowed, required }: OriginTlsComplianceModesRule) => Boolean(allowed || required?.length);
