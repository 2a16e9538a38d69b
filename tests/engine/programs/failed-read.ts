import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

/** A resource that has a value. */
class Other extends pulumi.dynamic.Resource {
  constructor(name: string, value: pulumi.Input<string>) {
    super({ create: async () => ({ id: "1" }) }, name, { value });
  }
}

/** A resource whose change fails. */
class Failing extends pulumi.dynamic.Resource {
  constructor(name: string) {
    super({ create: () => Promise.reject(new Error("the change has failed")) }, name, {});
  }
}

/**
 * A lookup and a fleet of a zone that cannot be read, what follows from them, resources that do not, and a
 * call after a change that fails.
 */
export function failedRead(broken: string, after: string) {
  new Other("before", "value");
  const kex = new tls.AutoOriginTlsKex("broken", { zoneId: broken });
  const fleet = new tls.AutoOriginTlsKexFleet("broken", { zoneIds: [broken] });
  for (const enabled of [true, false]) {
    tls.assertAutoOriginTlsKex(kex, { enabled });
    tls.assertAutoOriginTlsKex(fleet, { enabled });
  }
  new Other("dependent", kex.enabled.apply(String));
  new Other("after", "value");
  const found = tls.getAutoOriginTlsKexOutput({ zoneId: after }, { dependsOn: new Failing("failing") });
  return { found: found.enabled, percent: kex.enabled.apply((enabled) => (enabled ? 5 : 100)), total: fleet.total };
}
