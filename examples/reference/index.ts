import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

const kex = new AutoOriginTlsKex("shop", { zoneId: new pulumi.Config().require("zoneId") });

// With the setting on, Cloudflare may prefer a post-quantum key exchange, so the origin has to offer one.
export const sslEcdhCurve = kex.enabled.apply((enabled) => (enabled ? "X25519MLKEM768:X25519" : "X25519"));
