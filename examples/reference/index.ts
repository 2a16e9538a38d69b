import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

const kex = new AutoOriginTlsKex("shop", { zoneId: new pulumi.Config().require("zoneId") });

// With the setting on, Cloudflare's first ClientHello has the key share that the origin prefers, so a HelloRetryRequest
// at the origin is worth an alarm. With it off there may be one for each new connection.
export const helloRetryAlarmPercent = kex.enabled.apply((enabled) => (enabled ? 5 : 100));
