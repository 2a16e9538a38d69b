import type {
  PolicyResource,
  ResourceValidation,
  ResourceValidationArgs,
  StackValidation,
  StackValidationArgs,
} from "@pulumi/policy/policy";
import * as pulumi from "@pulumi/pulumi";

// The declarations of @pulumi/policy lack this function, which they export.
const { unknownCheckingProxy } = require("@pulumi/policy") as { unknownCheckingProxy<T>(props: T): T };

/** A value that is unknown in a preview. */
export const UNKNOWN = pulumi.runtime.unknownValue as never;

/** A resource as a policy pack is shown it, in which what is unknown throws. */
export function resource(
  type: string,
  name: string,
  props: object,
  propertyDependencies: Record<string, PolicyResource[]> = {},
): PolicyResource {
  return {
    type,
    name,
    urn: `urn:${name}`,
    props: unknownCheckingProxy(props),
    propertyDependencies,
  } as unknown as PolicyResource;
}

/** A status of a lookup. */
export const status = (name: string, props: object) =>
  resource("cloudflare-origin-tls:index:AutoOriginTlsKexStatus", name, props);
/** A status of a fleet. */
export const fleetStatus = (name: string, zones: object[], total: unknown = zones.length) =>
  resource("cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus", name, { zones, total });
/** A resource that sets the setting. */
export const kexResource = (name: string, props: object, zoneId: PolicyResource[] = []) =>
  resource("cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex", name, props, { zoneId });
/** A zone. */
export const zone = (name: string, props: object) => resource("cloudflare:index/zone:Zone", name, props);

/** What a policy has said: violations by the resource, "" where it is none, advice, and what it cannot decide yet. */
export interface Verdict {
  violations: [on: string, text: string][];
  advice?: string;
  undecided?: string;
}

type Validation = ResourceValidation | StackValidation | undefined | unknown[];

/** Runs one function of a policy, in a preview or in up. */
async function judge(
  validate: Validation,
  given: object,
  { preview, config = {} }: { preview: boolean; config?: object },
): Promise<Verdict> {
  pulumi.runtime.resetOptions("shop", "dev", 1, "", "", preview, "");
  const verdict: Verdict = { violations: [] };
  const report = (said: string | { message: string; enforcementLevel: string }, on = "") => {
    if (typeof said === "string") verdict.violations.push([on.replace("urn:", ""), said]);
    else verdict.advice = `${said.enforcementLevel}: ${said.message}`;
  };
  try {
    await (validate as (args: object, report: unknown) => unknown)({ ...given, getConfig: () => config }, report);
    return verdict;
  } catch (error) {
    const { name, message } = error as Error;
    if (!/can't be known during preview$/.test(message)) throw error;
    return { ...verdict, undecided: `${name}: ${message}` };
  } finally {
    pulumi.runtime.resetOptions("", "", 1, "", "", false, "");
  }
}

/** When a policy judges, and with which configuration. */
type Mode = { preview: boolean; config?: object };
export const PREVIEW: Mode = { preview: true };
export const UP: Mode = { preview: false };

/** The verdict of `validateStack` on these resources. */
export const judgeStack = (policy: { validateStack?: unknown }, resources: PolicyResource[], mode: Mode) =>
  judge(policy.validateStack as StackValidation, { resources } satisfies Partial<StackValidationArgs>, mode);

/** The verdict of `validateResource` on one resource, which has no dependencies then. */
export const judgeResource = (
  policy: { validateResource?: unknown },
  { type, name, urn, props }: PolicyResource,
  mode: Mode,
) =>
  judge(
    policy.validateResource as ResourceValidation,
    { type, name, urn, props } satisfies Partial<ResourceValidationArgs>,
    mode,
  );
