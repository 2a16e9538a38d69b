import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

/** Zones, records in zones, and other resources, by name: what a program has that does not use this package. */
export function resources(args: {
  zones?: Record<string, string>;
  records?: Record<string, string>;
  others?: Record<string, { type: string; props: pulumi.Inputs }>;
}) {
  for (const [name, domain] of Object.entries(args.zones ?? {})) {
    new cloudflare.Zone(name, { name: domain, account: { id: "account" } });
  }
  for (const [name, zoneId] of Object.entries(args.records ?? {})) record(name, zoneId);
  for (const [name, { type, props }] of Object.entries(args.others ?? {})) new Other(type, name, props);
}

/** A resource of any type and with any properties. */
class Other extends pulumi.ComponentResource {
  constructor(type: string, name: string, props: pulumi.Inputs) {
    super(type, name, props);
    this.registerOutputs(props);
  }
}

/** Settings by name, and a lookup of each zone if it is wanted. */
export function settings(args: {
  kex?: Record<string, cloudflare.ZoneAutoOriginTlsKexArgs>;
  modes?: Record<string, cloudflare.OriginTlsComplianceModesArgs>;
  lookups?: Record<string, string>;
}) {
  for (const [name, setting] of Object.entries(args.kex ?? {})) new cloudflare.ZoneAutoOriginTlsKex(name, setting);
  for (const [name, setting] of Object.entries(args.modes ?? {}))
    new cloudflare.OriginTlsComplianceModes(name, setting);
  for (const [name, zoneId] of Object.entries(args.lookups ?? {})) new tls.AutoOriginTlsKex(name, { zoneId });
}

/** A setting for a zone that is yet to be created. */
export function settingOfNewZone(domain: string, enabled: boolean) {
  const zone = new cloudflare.Zone("zone", { name: domain, account: { id: "account" } });
  new cloudflare.ZoneAutoOriginTlsKex("setting", { zoneId: zone.id, enabled });
}

/** A setting whose value is unknown in preview. */
export function unknownSetting(zoneId: string, name: string) {
  const zone = new cloudflare.Zone("zone", { name, account: { id: "account" } });
  const enabled = zone.id.apply(() => false);
  new cloudflare.ZoneAutoOriginTlsKex("setting", { zoneId, enabled });
}

/** A record in a zone. */
export function record(name: string, zoneId: pulumi.Input<string>, content: pulumi.Input<string> = "192.0.2.1") {
  return new cloudflare.DnsRecord(name, { zoneId, name, type: "A", ttl: 1, content });
}
