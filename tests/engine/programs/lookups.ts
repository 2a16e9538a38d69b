import * as pulumi from "@pulumi/pulumi";
import {
  type AssertAutoOriginTlsKexOptions,
  AutoOriginTlsKex,
  type AutoOriginTlsKexArgs,
  AutoOriginTlsKexStatus,
  assertAutoOriginTlsKex,
  getAutoOriginTlsKexOutput,
  OriginTlsComplianceModes,
} from "pulumi-cloudflare-origin-tls";
import { Pending } from "./pending";

/** A lookup for each name, with all of its outputs. */
export function lookups(args: Record<string, AutoOriginTlsKexArgs>) {
  return Object.fromEntries(
    Object.entries(args).map(([name, args]) => {
      const { zoneId, enabled, modifiedOn, settingId } = new AutoOriginTlsKex(name, args);
      return [name, { zoneId, enabled, modifiedOn, settingId }];
    }),
  );
}

/** A lookup of each zone, by name. */
export function lookupsOf(zones: Record<string, string>) {
  return lookups(Object.fromEntries(Object.entries(zones).map(([name, zoneId]) => [name, { zoneId }])));
}

/** The status of a function's result, which is asserted if that is wanted. */
export function statusOfCall(zoneId: string, options?: AssertAutoOriginTlsKexOptions) {
  const status = new AutoOriginTlsKexStatus("shop", getAutoOriginTlsKexOutput({ zoneId }));
  if (options) assertAutoOriginTlsKex(status, options);
}

/** A status that nobody has read, and lookups by name. */
export function madeStatus(zoneId: string, lookups: Record<string, string>) {
  new AutoOriginTlsKexStatus("a", { zoneId, enabled: true, modifiedOn: null });
  lookupsOf(lookups);
}

/** A lookup that is asserted, and a resource that depends on that. */
export function asserted(zoneId: string, options: AssertAutoOriginTlsKexOptions) {
  const enabled = assertAutoOriginTlsKex(new AutoOriginTlsKex("shop", { zoneId }), options);
  new pulumi.ComponentResource("test:index:Dependent", "dependent", { enabled });
}

/** As `asserted` and `statusOfCall`. */
export function bothAsserted(zoneId: string, options: AssertAutoOriginTlsKexOptions) {
  asserted(zoneId, options);
  statusOfCall(zoneId, options);
}

/** A lookup that is asserted, and a resource that has that in its `dependsOn`. */
export function assertedFirst(zoneId: pulumi.Input<string>) {
  const kex = new AutoOriginTlsKex("shop", { zoneId });
  const dependsOn = assertAutoOriginTlsKex(kex).apply(() => kex);
  new Pending("dependent", "value", { dependsOn });
}

/** As `assertedFirst`, of a zone whose id is unknown in preview. */
export function assertedFirstOfPending(zoneId: string) {
  assertedFirst(new Pending("zone", zoneId).zoneId);
}

/** A lookup of compliance modes. */
export function modesOf(zoneId: string) {
  return { modes: new OriginTlsComplianceModes("shop", { zoneId }).modes };
}

/** Lookups that the compiler would not allow, by what is wrong with them. */
export function wrongLookups() {
  const wrong: Record<string, object> = {
    none: { zoneId: undefined },
    domain: { zoneId: "shop.example.com" },
    empty: { zoneId: "" },
    number: { zoneId: 7 },
    path: { zoneId: "../accounts" },
    output: { zoneId: pulumi.output("") },
    both: { zoneId: "a", zoneName: "shop.example" },
  };
  return lookups(wrong as Record<string, AutoOriginTlsKexArgs>);
}

/** A lookup of a zone whose id is unknown in preview. */
export function lookupOfPending(zoneId: string) {
  return lookups({ shop: { zoneId: new Pending("zone", zoneId).zoneId } });
}

/** Many lookups, and the files with HTTP code that the program has loaded. */
export function manyLookups(count: number, zoneId: string) {
  for (let i = 0; i < count; i++) new AutoOriginTlsKex(`shop${i}`, { zoneId });
  return { http: Object.keys(require.cache).filter((file) => /axios|valibot|follow-redirects/.test(file)) };
}

/** A lookup of each setting of the zone with a name. */
export function byName(zoneName: string) {
  const { zoneId, modes } = new OriginTlsComplianceModes("shop", { zoneName });
  return { ...lookups({ shop: { zoneName } }), modes: { zoneId, modes } };
}

/** What isInstance says of a lookup, of another resource, and of none. */
export function instances(zoneId: string) {
  const kex = new AutoOriginTlsKex("shop", { zoneId });
  return {
    kex: [kex, new pulumi.ComponentResource("test:index:Other", "other"), {}].map(AutoOriginTlsKex.isInstance),
    modes: OriginTlsComplianceModes.isInstance(kex),
    modifiedOn: kex.modifiedOn,
  };
}
