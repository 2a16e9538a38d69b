import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

const zoneId = new pulumi.Config().require("zoneId");
const kex = new AutoOriginTlsKex("shop", { zoneId });

// The new origin prefers a post-quantum key exchange. With the setting off, Cloudflare starts with its default order, and each
// new connection may take one more round trip: then the old origin serves the zone.
export const origin = kex.enabled.apply((enabled) => (enabled ? "192.0.2.20" : "192.0.2.10"));

new cloudflare.DnsRecord("www", { zoneId, name: "www", type: "A", ttl: 1, proxied: true, content: origin });
