import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";
import { count } from "../../provider/cloudflare/redaction";
import { type SettingTexts, violationsOf } from "../assertion/violations";
import { logProgress } from "../lookup/stack";
import { COMMON_SCHEMA, exemption, type PolicyConfig, tooFewText, wrongKeys } from "./config";
import { factsOf, inputOf } from "./facts";
import { type Check, judge } from "./judge";
import { readUnread } from "./read-unread";

/** What is different for each setting; `Rule` is what its policy is configured with beside {@link PolicyConfig}. */
interface SettingPolicy<Rule> extends Pick<ResourceValidationPolicy, "name" | "description" | "configSchema"> {
  texts: SettingTexts;
  /** What is demanded with this configuration; undefined when it is nothing. */
  demand(config: Rule): Check | undefined;
}

type Policy = ResourceValidationPolicy & StackValidationPolicy;

/** Makes the policy on a setting: each zone that a stack mentions is judged once, by the best thing that is known of it. */
export function settingPolicy<Rule extends object = object>(policy: SettingPolicy<Rule>): Policy {
  const { texts, demand, ...about } = policy;
  const { setting } = texts;
  const properties = { ...policy.configSchema?.properties, ...COMMON_SCHEMA };
  logProgress();
  /** The resources that were reported before they were applied. */
  const reported = new Set<string | undefined>();
  return {
    ...about,
    enforcementLevel: "mandatory",
    configSchema: { properties },
    validateResource(args, report) {
      const config = args.getConfig<PolicyConfig & Rule>();
      const check = demand(config);
      const exempt = exemption(config);
      // What will be changed, and which zone has which name, is only known when the whole stack is.
      if (!inputOf(args.type, setting) || !check || pulumi.runtime.isDryRun() || exempt.hasNames) return;
      const facts = factsOf([args], setting).filter((fact) => fact.setBy && !exempt.has(fact));
      for (const { text } of violationsOf(judge(facts, check).verdicts, texts)) {
        reported.add(args.urn);
        report(text);
      }
    },
    async validateStack(args, report) {
      const config = args.getConfig<PolicyConfig & Rule>();
      for (const text of wrongKeys(config, Object.keys(properties))) report(text);
      const check = demand(config);
      if (!check) return;
      const { zones = [], minimum = 0, lookUp: isLookedUp = true } = config;
      const facts = factsOf(args.resources, setting, zones);
      const found = new Set(facts.map(({ zoneId }) => zoneId).filter(Boolean)).size;
      if (found < minimum && !facts.some(({ state }) => state === "unknown")) report(tooFewText(found, minimum));

      const exempt = exemption(config);
      const judged = facts.filter((fact) => !exempt.has(fact));
      const { verdicts, unread, unknown } = judge(judged, check);
      if (isLookedUp) {
        const looked = await readUnread(unread, setting, check);
        for (const outcome of looked.outcomes) {
          if (typeof outcome === "string") report(outcome);
          else verdicts.push(...outcome);
        }
        unknown.push(...looked.unknown);
      } else if (unread.length > 0) {
        const message = `${count(unread.length, "zone")} not judged: nothing in the stack has read the setting, and lookUp is false in the configuration.`;
        // An object, which the declarations of @pulumi/policy lack: it is no violation.
        report({ message, enforcementLevel: "advisory" } as never);
      }
      const unreported = verdicts.filter(({ urn, isPlanned }) => !(isPlanned && reported.has(urn)));
      for (const { text, urn } of violationsOf(exempt.noteUntold(unreported, facts), texts)) report(text, urn);
      reported.clear();
      // Thrown last, so that what is known is judged first.
      if (unknown.length > 0) throw unknown[0];
    },
  };
}
