import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

type Sources = Record<string, { zoneId: string; failing: string; profile?: string }>;
type SecretZones = { id: string; name: string; ids: string[]; account: string; namePattern: string };

/** For each profile, or the default credentials: a lookup, the result of a call, and how a call of another zone fails. */
function reads(args: Sources) {
  return Object.fromEntries(
    Object.entries(args).map(([name, { zoneId, failing, profile }]) => {
      const failure = tls
        .getAutoOriginTlsKex({ zoneId: failing, profile })
        .catch((error) => inspect(error, { depth: 9, showHidden: true }));
      const kex = new tls.AutoOriginTlsKex(name, { zoneId, profile });
      // What fails is an error of the lookup alone.
      const result = tls.getAutoOriginTlsKex({ zoneId, profile }).catch(() => null);
      return [name, { kex, failure, result }];
    }),
  );
}

/** Lookups, fleets and calls of zones and an account that are secret, each by another way to name them. */
function secretZones(args: SecretZones) {
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

/** As `reads` and `secretZones`. */
export function everySecret(sources: Sources, zones: SecretZones) {
  return { ...reads(sources), ...secretZones(zones) };
}
