import { PolicyPack } from "@pulumi/policy";
import * as policies from "pulumi-cloudflare-origin-tls/policy";

/** The policy on the setting. */
export function enabled() {
  new PolicyPack("origin-tls", { policies: [policies.autoOriginTlsKexEnabled] });
}

/** The policy on compliance modes. */
export function modes(rule: policies.OriginTlsComplianceModesRule) {
  new PolicyPack("origin-tls", { policies: [policies.originTlsComplianceModesMatch(rule)] });
}

/** Both policies. */
export function all(rule: policies.OriginTlsComplianceModesRule) {
  const { autoOriginTlsKexEnabled, originTlsComplianceModesMatch } = policies;
  new PolicyPack("origin-tls", { policies: [autoOriginTlsKexEnabled, originTlsComplianceModesMatch(rule)] });
}

/** A policy of one's own. */
export function own() {
  const validateResource = policies.validateAutoOriginTlsKex(async (status, args, report) => {
    if (status.modifiedOn === null) report(`${args.name} was never set`);
  });
  new PolicyPack("own", {
    policies: [{ name: "own", description: "d", enforcementLevel: "mandatory", validateResource }],
  });
}

/** Without this package's help: all that there is to know are the type and the properties. */
export function plain(type: string) {
  const common = { description: "d", enforcementLevel: "mandatory" } as const;
  const violation = (props: Record<string, unknown>) => `plain: ${JSON.stringify(props)}`;
  new PolicyPack("plain", {
    policies: [
      {
        name: "resource",
        ...common,
        validateResource: (args, report) => {
          if (args.type === type && !args.props.enabled) report(violation(args.props));
        },
      },
      {
        name: "stack",
        ...common,
        validateStack: ({ resources }, report) => {
          for (const { props, urn } of resources.filter((resource) => resource.type === type)) {
            if (!props.enabled) report(violation(props), urn);
          }
        },
      },
    ],
  });
}
