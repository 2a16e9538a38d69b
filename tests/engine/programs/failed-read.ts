import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

/** A resource that has a value. */
class Other extends pulumi.dynamic.Resource {
  constructor(name: string, value: pulumi.Input<string>) {
    super({ create: async () => ({ id: "1" }) }, name, { value });
  }
}

/** A lookup and a fleet of a zone that cannot be read, what follows from them, and resources that do not. */
export function failedRead(broken: string) {
  new Other("before", "value");
  const kex = new tls.AutoOriginTlsKex("broken", { zoneId: broken });
  const fleet = new tls.AutoOriginTlsKexFleet("broken", { zoneIds: [broken] });
  for (const enabled of [true, false]) {
    tls.assertAutoOriginTlsKex(kex, { enabled });
    tls.assertAutoOriginTlsKex(fleet, { enabled });
  }
  new Other("dependent", kex.enabled.apply(String));
  new Other("after", "value");
  return { percent: kex.enabled.apply((enabled) => (enabled ? 5 : 100)), total: fleet.total };
}
