// What a program may write and what the type checker must refuse; compiled against the published declarations.
import { PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import {
  AutoOriginTlsKex,
  type AutoOriginTlsKexArgs,
  AutoOriginTlsKexFleet,
  type AutoOriginTlsKexFleetZone,
  AutoOriginTlsKexStatus,
  assertAutoOriginTlsKex,
  type GetAutoOriginTlsKexResult,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexFleet,
  getAutoOriginTlsKexOutput,
  getOriginTlsComplianceModesOutput,
  getZoneIdOutput,
  OriginTlsComplianceModes,
  OriginTlsError,
  type ResponseInfo,
} from "pulumi-cloudflare-origin-tls";
import {
  autoOriginTlsKexEnabled,
  originTlsComplianceModesMatch,
  validateAutoOriginTlsKex,
} from "pulumi-cloudflare-origin-tls/policy";
import { originTlsMocks, promiseOf } from "pulumi-cloudflare-origin-tls/testing";

const args: AutoOriginTlsKexArgs = { zoneId: pulumi.output("abc"), profile: "acme" };
const kex = new AutoOriginTlsKex("shop", args, { additionalSecretOutputs: ["enabled"], dependsOn: [] });
export const enabled: pulumi.Output<boolean> = kex.enabled;
export const modifiedOn: pulumi.Output<string | null> = kex.modifiedOn;
export const byName = new AutoOriginTlsKex("name", { zoneName: "shop.example" });
export const modes: pulumi.Output<string[]> = new OriginTlsComplianceModes("shop", { zoneId: "abc" }).modes;
export const fleet = new AutoOriginTlsKexFleet("all", { zoneIds: ["abc", kex.zoneId], onZoneError: "report" });
export const zones: pulumi.Output<AutoOriginTlsKexFleetZone[]> = fleet.zones;
new AutoOriginTlsKexFleet("account", { accountId: pulumi.output("abc"), namePattern: "*.example", activeOnly: false });
export const result: pulumi.Output<GetAutoOriginTlsKexResult> = getAutoOriginTlsKexOutput(args);
new AutoOriginTlsKexStatus("function", result);
export const modesOf = getOriginTlsComplianceModesOutput({
  zoneId: getZoneIdOutput({ name: "shop.example" }).id,
}).modes;
export const asserted: pulumi.Output<boolean>[] = [kex, fleet, result].map((target) => assertAutoOriginTlsKex(target));
getAutoOriginTlsKex({ zoneId: "abc" }).catch((error: unknown) => {
  const known: readonly ResponseInfo[] = error instanceof OriginTlsError ? error.errors : [];
  return known;
});
export const total: Promise<number> = getAutoOriginTlsKexFleet({ accountId: "abc" }).then((fleet) => fleet.total);
new PolicyPack("origin-tls", {
  policies: [
    autoOriginTlsKexEnabled,
    originTlsComplianceModesMatch({ allowed: ["fips"] }),
    {
      name: "reviewed",
      description: "Somebody should have looked at the setting.",
      enforcementLevel: "advisory",
      validateResource: validateAutoOriginTlsKex(({ zoneId }, { urn }, report) => report(zoneId, urn)),
    },
  ],
});
export const mocks: pulumi.runtime.Mocks = originTlsMocks({ abc: { enabled: false } });
export const value: Promise<boolean> = promiseOf(kex.enabled);

// @ts-expect-error a zone is required
new AutoOriginTlsKex("none", {});
// @ts-expect-error and only one way to name it
new AutoOriginTlsKex("both", { zoneId: "abc", zoneName: "shop.example" });
// @ts-expect-error outputs cannot be assigned
kex.enabled = pulumi.output(true);
// @ts-expect-error an option that means nothing for a lookup
new AutoOriginTlsKex("protected", args, { protect: true });
// @ts-expect-error a misspelt argument
new AutoOriginTlsKex("typo", { zoneId: "abc", profiel: "acme" });
// @ts-expect-error a promise has no place for outputs
getAutoOriginTlsKex({ zoneId: kex.zoneId });
// @ts-expect-error zones by id have no account
new AutoOriginTlsKexFleet("both", { zoneIds: ["abc"], accountId: "abc" });
