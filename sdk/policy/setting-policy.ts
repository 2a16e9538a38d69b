import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import type { SettingTexts } from "../assertion/setting-texts";
import { violationsOf } from "../assertion/violations";
import { logProgress } from "../lookup/stack";
import { COMMON_SCHEMA, exemption, exemptNames, type PolicyConfig, type PolicySchema, wrongKeys } from "./config";
import { factsOf } from "./facts";
import { type Check, judge } from "./judge";
import { readUnread } from "./read-unread";
import { inputOf } from "./set-by";
import { noLookUpText, noteUntold, notJudged, tooFewText } from "./texts";

/** What is different for each setting; `Rule` is what its policy is configured with beside {@link PolicyConfig}. */
interface SettingPolicy<Rule> extends Pick<ResourceValidationPolicy, "name" | "description"> {
  /** How violations speak of it, and which setting it is. */
  texts: SettingTexts;
  /** The schema of the rule. */
  schema?: PolicySchema;
  /** What is demanded with this configuration; undefined when it is nothing. */
  demand(config: Rule): Check | undefined;
}

/** Makes the policy on a setting: each zone that a stack mentions is judged once, by the best thing that is known of it. */
export function settingPolicy<Rule extends object = object>(
  policy: SettingPolicy<Rule>,
): ResourceValidationPolicy & StackValidationPolicy {
  const { name, description, texts, demand } = policy;
  const { setting } = texts;
  const schema = { ...policy.schema, ...COMMON_SCHEMA };
  logProgress();
  /** The resources that were reported before they were applied. */
  const reported = new Set<string | undefined>();
  return {
    name,
    description,
    enforcementLevel: "mandatory",
    configSchema: { properties: schema },
    validateResource(args, report) {
      const config = args.getConfig<PolicyConfig & Rule>();
      const check = demand(config);
      // What will be changed, and which zone has which name, is only known when the whole stack is.
      if (!inputOf(args.type, setting) || !check || pulumi.runtime.isDryRun() || exemptNames(config).length > 0) return;
      const isExempt = exemption(config);
      const facts = factsOf([args], setting).filter((fact) => fact.source === "resource" && !isExempt(fact));
      for (const { text } of violationsOf(judge(facts, check).verdicts, texts)) {
        reported.add(args.urn);
        report(text);
      }
    },
    async validateStack(args, report) {
      const config = args.getConfig<PolicyConfig & Rule>();
      for (const text of wrongKeys(config, schema)) report(text);
      const check = demand(config);
      if (!check) return;
      const { zones = [], minimum = 0, lookUp: isLookedUp = true } = config;
      const facts = factsOf(args.resources, setting, zones);
      const found = new Set(facts.map(({ zoneId }) => zoneId).filter(Boolean)).size;
      if (found < minimum && !facts.some(({ state }) => state === "unknown")) report(tooFewText(found, minimum));

      const isExempt = exemption(config);
      const judged = facts.filter((fact) => !isExempt(fact));
      const { verdicts, unread, unknown } = judge(judged, check);
      if (isLookedUp) {
        const looked = await readUnread(unread, setting, check);
        verdicts.push(...looked.verdicts);
        unknown.push(...looked.unknown);
        for (const failed of looked.failed) report(noLookUpText(failed));
      }
      // An object, which the declarations of @pulumi/policy lack: it is no violation.
      else if (unread.length > 0) report(notJudged(unread.length) as never);
      const isNew = verdicts.filter(({ urn, isPlanned }) => !(isPlanned && reported.has(urn)));
      for (const { text, urn } of violationsOf(noteUntold(isNew, facts, config), texts)) report(text, urn);
      reported.clear();
      // Thrown last, so that what is known is judged first.
      if (unknown.length > 0) throw unknown[0];
    },
  };
}
