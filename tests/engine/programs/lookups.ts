import * as pulumi from "@pulumi/pulumi";
import {
  type AssertAutoOriginTlsKexOptions,
  AutoOriginTlsKex,
  type AutoOriginTlsKexArgs,
  AutoOriginTlsKexStatus,
  assertAutoOriginTlsKex,
  getAutoOriginTlsKex,
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

/** As `lookupsOf`, and the status of a function's result. */
export function lookupsAndCall(zones: Record<string, string>, zoneId: string) {
  statusOfCall(zoneId);
  return lookupsOf(zones);
}

/** A status that nobody has read, and lookups by name. */
export function madeStatus(zoneId: string, lookups: Record<string, string>) {
  new AutoOriginTlsKexStatus("a", { zoneId, enabled: true, modifiedOn: null });
  lookupsOf(lookups);
}

/** A lookup that is asserted, and a resource that depends on that. */
function asserted(name: string, zoneId: string, options: AssertAutoOriginTlsKexOptions) {
  const enabled = assertAutoOriginTlsKex(new AutoOriginTlsKex(name, { zoneId }), options);
  new pulumi.ComponentResource("test:index:Dependent", name, { enabled });
}

/** A lookup that is asserted, and a resource that has that in its `dependsOn`. */
function assertedFirst(name: string, zoneId: pulumi.Input<string>) {
  const kex = new AutoOriginTlsKex(name, { zoneId });
  const dependsOn = assertAutoOriginTlsKex(kex).apply(() => kex);
  new Pending(`after-${name}`, "value", { dependsOn });
  return kex.enabled;
}

/** A zone that is asserted in each way: of a lookup, of the status of a function's result, and in `dependsOn`. */
export function eachAsserted(zoneId: string) {
  asserted("shop", zoneId, { enabled: true });
  statusOfCall(zoneId, {});
  assertedFirst("first", zoneId);
}

/** Zones that are as asserted, one of them with an id that is unknown in preview, and one that is not, with `options`. */
export function advised(disabled: string, enabled: string, options: AssertAutoOriginTlsKexOptions) {
  asserted("advised", disabled, options);
  asserted("shop", disabled, { enabled: false });
  statusOfCall(disabled, { enabled: false });
  assertedFirst("first", enabled);
  return { pending: assertedFirst("pending", new Pending("zone", enabled).zoneId) };
}

/** The results of functions, asserted as they come. */
export function resultsAsserted(enabled: string, unreadable: string) {
  const promised = assertAutoOriginTlsKex(getAutoOriginTlsKex({ zoneId: enabled }));
  assertAutoOriginTlsKex(getAutoOriginTlsKex({ zoneId: unreadable }));
  assertAutoOriginTlsKex(getAutoOriginTlsKexOutput({ zoneId: unreadable }));
  new AutoOriginTlsKexStatus("result", getAutoOriginTlsKex({ zoneId: unreadable }));
  return { promised };
}

/** The results of two functions below a component that both depend on it, asserted. */
export function callsBelow(zoneId: string) {
  const site = new pulumi.ComponentResource("test:index:Site", "site");
  for (let i = 0; i < 2; i++)
    assertAutoOriginTlsKex(getAutoOriginTlsKexOutput({ zoneId }, { parent: site, dependsOn: site }));
}

/** A lookup of compliance modes. */
export function modesOf(zoneId: string) {
  return { modes: new OriginTlsComplianceModes("shop", { zoneId }).modes };
}

/** Lookups that the compiler would not allow, by what is wrong with them, with a profile; and one with nothing wrong, without. */
export function wrongLookups(zoneId: string, profile: string) {
  const wrong: Record<string, object> = {
    none: { zoneId: undefined },
    domain: { zoneId: "shop.example.com" },
    empty: { zoneId: "" },
    number: { zoneId: 7 },
    path: { zoneId: "../accounts" },
    output: { zoneId: pulumi.output("") },
    both: { zoneId: "a", zoneName: "shop.example" },
  };
  const withProfile = Object.entries(wrong).map(([name, args]) => [name, { ...args, profile }]);
  return lookups({ ...Object.fromEntries(withProfile), shop: { zoneId } });
}

/** A lookup of a zone whose id is unknown in preview. */
export function lookupOfPending(zoneId: string) {
  return lookups({ shop: { zoneId: new Pending("zone", zoneId).zoneId } });
}

/** Many lookups, the files with HTTP code that the program has loaded, and what isInstance says of a few things. */
function manyLookups(count: number, zoneId: string) {
  const [kex] = Array.from({ length: count }, (_, i) => new AutoOriginTlsKex(`shop${i}`, { zoneId }));
  return {
    http: Object.keys(require.cache).filter((file) => /axios|valibot|follow-redirects/.test(file)),
    kex: [kex, new pulumi.ComponentResource("test:index:Other", "other"), {}].map(AutoOriginTlsKex.isInstance),
    modes: OriginTlsComplianceModes.isInstance(kex),
  };
}

/** A lookup of each setting of the zone with a name. */
export function byName(zoneName: string) {
  const { zoneId, modes } = new OriginTlsComplianceModes("shop", { zoneName });
  return { ...lookups({ shop: { zoneName } }), modes: { zoneId, modes } };
}

/** As `byName`, beside many lookups of another zone. */
export function byNameBesideMany(zoneName: string, count: number, zoneId: string) {
  return { ...byName(zoneName), many: manyLookups(count, zoneId) };
}
