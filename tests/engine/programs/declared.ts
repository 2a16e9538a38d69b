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

/** As `resources`, and settings, lookups of zones, and lookups that depend on the settings, by name. */
export function settings(args: {
  zones?: Record<string, string>;
  kex?: Record<string, cloudflare.ZoneAutoOriginTlsKexArgs>;
  modes?: Record<string, cloudflare.OriginTlsComplianceModesArgs>;
  any?: Record<string, cloudflare.ZoneSettingArgs>;
  records?: Record<string, string>;
  others?: Record<string, { type: string; props: pulumi.Inputs }>;
  lookups?: Record<string, string>;
  checks?: Record<string, string>;
}) {
  const { kex = {}, modes = {}, any = {}, lookups = {}, checks = {} } = args;
  resources(args);
  const dependsOn = [
    ...Object.entries(kex).map(([name, setting]) => new cloudflare.ZoneAutoOriginTlsKex(name, setting)),
    ...Object.entries(modes).map(([name, setting]) => new cloudflare.OriginTlsComplianceModes(name, setting)),
    ...Object.entries(any).map(([name, setting]) => new cloudflare.ZoneSetting(name, setting)),
  ];
  for (const [name, zoneId] of Object.entries(lookups)) new tls.AutoOriginTlsKex(name, { zoneId });
  for (const [name, zoneId] of Object.entries(checks)) new tls.AutoOriginTlsKex(name, { zoneId }, { dependsOn });
}

/** What is unknown until a zone of this name has been created, and false then. */
function unknownUntil(domain: string): pulumi.Output<boolean> {
  return new cloudflare.Zone("new", { name: domain, account: { id: "account" } }).id.apply((id) => id === "");
}

/** The resource for any setting, of which the value is unknown until a zone of this name has been created. */
export function unknownZoneSetting(zoneId: string, domain: string) {
  const enabled = unknownUntil(domain);
  const value = enabled.apply((enabled) => (enabled ? "on" : "off"));
  new cloudflare.ZoneSetting("setting", { zoneId, settingId: "auto_origin_tls_kex", value, enabled });
}

/** A setting whose value is unknown, and settings of a zone of this name that is yet to be created. */
export function unknownSettings(zoneId: string, domain: string, enabled: boolean, values: string[]) {
  new cloudflare.ZoneAutoOriginTlsKex("setting", { zoneId, enabled: unknownUntil(`other.${domain}`) });
  const zone = new cloudflare.Zone("another", { name: domain, account: { id: "account" } });
  new cloudflare.ZoneAutoOriginTlsKex("new", { zoneId: zone.id, enabled });
  new cloudflare.OriginTlsComplianceModes("new", { zoneId: zone.id, values });
}

/** A record in a zone. */
export function record(name: string, zoneId: pulumi.Input<string>, content: pulumi.Input<string> = "192.0.2.1") {
  return new cloudflare.DnsRecord(name, { zoneId, name, type: "A", ttl: 1, content });
}
