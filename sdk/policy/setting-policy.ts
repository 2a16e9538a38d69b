import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import type { SettingTexts } from "../assertion/setting-texts";
import { violationsOf } from "../assertion/violations";
import { COMMON_SCHEMA, exemption, exemptsByName, type PolicyConfig, type PolicySchema, wrongKeys } from "./config";
import { factsOf, type PolicySetting } from "./facts";
import { type Check, judge } from "./judge";
import { lookUp } from "./read-unread";
import { noLookUpText, notJudged, tooFewText } from "./texts";

/** What is different for each setting. */
export interface SettingPolicy extends PolicySetting {
  name: string;
  description: string;
  texts: SettingTexts;
  /** What is configured beside {@link COMMON_SCHEMA}. */
  schema?: PolicySchema;
  /** What is demanded with this configuration; undefined when it is nothing. */
  demand(config: PolicyConfig): Check | undefined;
}

/** Makes the policy on a setting: each zone that a stack mentions is judged once, by the best thing that is known of it. */
export function settingPolicy(policy: SettingPolicy): ResourceValidationPolicy & StackValidationPolicy {
  const { name, description, texts, demand } = policy;
  const schema = { ...policy.schema, ...COMMON_SCHEMA };
  /** The resources that were reported before they were applied. */
  const reported = new Set<string | undefined>();
  return {
    name,
    description,
    enforcementLevel: "mandatory",
    configSchema: { properties: schema },
    validateResource(args, report) {
      const config = args.getConfig<PolicyConfig>();
      const check = demand(config);
      // What will be changed, and which zone has which name, is only known when the whole stack is.
      if (!(args.type in policy.inputs) || !check || pulumi.runtime.isDryRun() || exemptsByName(config)) return;
      const isExempt = exemption(config);
      const facts = factsOf([args], policy).filter((fact) => fact.source === "resource" && !isExempt(fact));
      for (const { text } of violationsOf(judge(facts, check).verdicts, texts)) {
        reported.add(args.urn);
        report(text);
      }
    },
    async validateStack(args, report) {
      const config = args.getConfig<PolicyConfig>();
      for (const text of wrongKeys(config, schema)) report(text);
      const check = demand(config);
      if (!check) return;
      const { zones = [], minimum = 0, profile, lookUp: isLookedUp = true } = config;
      const facts = factsOf(args.resources, policy, zones);
      const found = new Set(facts.map(({ zoneId }) => zoneId).filter(Boolean)).size;
      if (found < minimum && !facts.some(({ state }) => state === "unknown")) report(tooFewText(found, minimum));

      const isExempt = exemption(config);
      const judged = facts.filter((fact) => !isExempt(fact));
      const { verdicts, unread, unknown } = judge(judged, check);
      try {
        if (isLookedUp) verdicts.push(...(await lookUp(unread, policy, check, profile)));
        // An object, which the declarations of @pulumi/policy lack: it is no violation.
        else if (unread.length > 0) report(notJudged(unread.length) as never);
      } catch (error) {
        if (!(error instanceof OriginTlsError)) throw error;
        report(noLookUpText(unread, error));
      }
      const isNew = verdicts.filter(({ urn, isPlanned }) => !(isPlanned && reported.has(urn)));
      for (const { text, urn } of violationsOf(isNew, texts)) report(text, urn);
      reported.clear();
      // Thrown last, so that what is known is judged first.
      if (unknown.length > 0) throw unknown[0];
    },
  };
}
