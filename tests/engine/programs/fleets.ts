import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";
import { Pending } from "./pending";

/** A fleet, with all of its outputs. */
export function fleet(args: tls.AutoOriginTlsKexFleetArgs, name = "all") {
  const fleet = new tls.AutoOriginTlsKexFleet(name, args);
  const { zones, total, allEnabled, enabledZoneIds, disabledZoneIds, failedZoneIds } = fleet;
  const isInstance = tls.AutoOriginTlsKexFleet.isInstance(fleet);
  return { zones, total, allEnabled, enabledZoneIds, disabledZoneIds, failedZoneIds, isInstance };
}

/** Fleets by name. */
export function fleets(args: Record<string, tls.AutoOriginTlsKexFleetArgs>) {
  return Object.fromEntries(Object.entries(args).map(([name, args]) => [name, fleet(args, name)]));
}

/** A fleet of an account that is an output. */
export function fleetOfAccount(accountId: string, namePattern: string) {
  return fleet({ accountId: pulumi.output(accountId), namePattern });
}

/** A fleet of two zones, of which the id of one is unknown in preview. */
export function fleetOfPending(known: string, pending: string) {
  return fleet({ zoneIds: [known, new Pending("zone", pending).zoneId] });
}

/** Fleets that are asserted, by name, each with its options. */
export function asserted(args: Record<string, [tls.AutoOriginTlsKexFleetArgs, tls.AssertAutoOriginTlsKexOptions]>) {
  for (const [name, [fleet, options]] of Object.entries(args)) {
    tls.assertAutoOriginTlsKex(new tls.AutoOriginTlsKexFleet(name, fleet), options);
  }
}

/** The same zone with the credentials of two accounts. */
export function profiles(zoneId: string, profile: string) {
  const lookup = (name: string, profile?: string) => new tls.AutoOriginTlsKex(name, { zoneId, profile }).enabled;
  return {
    own: lookup("own"),
    other: lookup("other", profile),
    fleet: new tls.AutoOriginTlsKexFleet("all", { zoneIds: [zoneId], profile }).allEnabled,
    call: tls.getAutoOriginTlsKexOutput({ zoneId, profile }).enabled,
  };
}
