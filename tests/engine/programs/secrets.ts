import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

/** A lookup, the result of a call, and how a call of another zone fails. */
export function reads(zoneId: string, failing: string) {
  const failure = tls
    .getAutoOriginTlsKex({ zoneId: failing })
    .catch((error) => inspect(error, { depth: 9, showHidden: true }));
  const kex = new tls.AutoOriginTlsKex("shop", { zoneId });
  return { kex, failure, ...(zoneId !== failing && { result: tls.getAutoOriginTlsKexOutput({ zoneId }) }) };
}

/** Lookups, fleets and calls of zones and an account that are secret, each by another way to name them. */
export function secretZones(args: { id: string; name: string; ids: string[]; account: string; namePattern: string }) {
  const zoneId = pulumi.secret(args.id);
  const zoneName = pulumi.secret(args.name);
  const [secretId = "", otherId = ""] = args.ids;
  const zoneIds = { zoneIds: [otherId, pulumi.secret(secretId)], onZoneError: "report" as const };
  const account = { accountId: pulumi.secret(args.account), namePattern: args.namePattern };
  return {
    id: {
      kex: new tls.AutoOriginTlsKex("id", { zoneId }),
      modes: new tls.OriginTlsComplianceModes("id", { zoneId }),
    },
    callById: tls.getAutoOriginTlsKexOutput({ zoneId }),
    name: {
      kex: new tls.AutoOriginTlsKex("name", { zoneName }),
      modes: new tls.OriginTlsComplianceModes("name", { zoneName }),
    },
    callByName: tls.getZoneIdOutput({ name: zoneName }),
    fleet: new tls.AutoOriginTlsKexFleet("ids", zoneIds),
    callOfFleet: tls.getAutoOriginTlsKexFleetOutput(zoneIds),
    account: new tls.AutoOriginTlsKexFleet("account", account),
  };
}
