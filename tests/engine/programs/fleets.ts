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
function fleetOfAccount(name: string, accountId: string, namePattern: string) {
  return fleet({ accountId: pulumi.output(accountId), namePattern }, name);
}

/** A fleet of two zones, of which the id of one is unknown in preview. */
function fleetOfPending(name: string, known: string, pending: string) {
  return fleet({ zoneIds: [known, new Pending("zone", pending).zoneId] }, name);
}

/** Fleets by name, one of an account, one of a zone that is pending, and the same zone with the credentials of two accounts. */
export function everyFleet(args: {
  fleets: Record<string, tls.AutoOriginTlsKexFleetArgs>;
  account: { id: string; namePattern: string };
  pending: [known: string, pending: string];
  profiles: { zoneId: string; profile: string };
}) {
  return {
    ...fleets(args.fleets),
    account: fleetOfAccount("account", args.account.id, args.account.namePattern),
    pending: fleetOfPending("pending", ...args.pending),
    profiles: profiles(args.profiles.zoneId, args.profiles.profile),
  };
}

/** Fleets that are asserted, by name, each with its options. */
export function asserted(args: Record<string, [tls.AutoOriginTlsKexFleetArgs, tls.AssertAutoOriginTlsKexOptions]>) {
  for (const [name, [fleet, options]] of Object.entries(args)) {
    tls.assertAutoOriginTlsKex(new tls.AutoOriginTlsKexFleet(name, fleet), options);
  }
}

/** The same zone with the credentials of two accounts. */
function profiles(zoneId: string, profile: string) {
  const lookup = (name: string, profile?: string) => new tls.AutoOriginTlsKex(name, { zoneId, profile }).enabled;
  return {
    own: lookup("own"),
    other: lookup("other", profile),
    fleet: new tls.AutoOriginTlsKexFleet("other", { zoneIds: [zoneId], profile }).allEnabled,
    call: tls.getAutoOriginTlsKexOutput({ zoneId, profile }).enabled,
  };
}
