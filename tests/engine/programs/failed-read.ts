import * as tls from "pulumi-cloudflare-origin-tls";
import { record } from "./declared";

/** A lookup and a fleet of a zone that cannot be read, what follows from them, and resources that do not. */
export function failedRead(zoneId: string, broken: string) {
  record("before", zoneId);
  const kex = new tls.AutoOriginTlsKex("broken", { zoneId: broken });
  const fleet = new tls.AutoOriginTlsKexFleet("broken", { zoneIds: [broken] });
  for (const enabled of [true, false]) {
    tls.assertAutoOriginTlsKex(kex, { enabled });
    tls.assertAutoOriginTlsKex(fleet, { enabled });
  }
  record("dependent", zoneId, kex.enabled.apply(String));
  record("after", zoneId);
  return { percent: kex.enabled.apply((enabled) => (enabled ? 5 : 100)), total: fleet.total };
}
