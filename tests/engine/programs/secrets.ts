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

/** Lookups and a call of a zone with a secret id. */
export function secretZoneId(value: string) {
  const zoneId = pulumi.secret(value);
  return {
    kex: new tls.AutoOriginTlsKex("shop", { zoneId }),
    modes: new tls.OriginTlsComplianceModes("shop", { zoneId }),
    call: tls.getAutoOriginTlsKexOutput({ zoneId }),
  };
}

/** Lookups and a call of a zone with a secret name. */
export function secretZoneName(value: string) {
  const zoneName = pulumi.secret(value);
  return {
    kex: new tls.AutoOriginTlsKex("shop", { zoneName }),
    modes: new tls.OriginTlsComplianceModes("shop", { zoneName }),
    call: tls.getZoneIdOutput({ name: zoneName }),
  };
}

/** Fleets and a call of zones of which one has a secret id. */
export function secretZoneIds(secret: string, other: string) {
  const args = { zoneIds: [other, pulumi.secret(secret)], onZoneError: "report" as const };
  return { fleet: new tls.AutoOriginTlsKexFleet("all", args), call: tls.getAutoOriginTlsKexFleetOutput(args) };
}

/** A fleet of an account whose id is secret. */
export function secretAccount(value: string, namePattern: string) {
  return { fleet: new tls.AutoOriginTlsKexFleet("all", { accountId: pulumi.secret(value), namePattern }) };
}
