import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex, type AutoOriginTlsKexArgs, OriginTlsComplianceModes } from "pulumi-cloudflare-origin-tls";
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

/** A lookup of a zone that the compiler would not allow. */
export function lookupOf(zoneId?: unknown) {
  return lookups({ shop: { zoneId: zoneId as string } });
}

/** As `lookupOf`, as an output. */
export function lookupOfOutput(zoneId: string) {
  return lookups({ shop: { zoneId: pulumi.output(zoneId) } });
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
  };
}
