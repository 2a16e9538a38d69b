// What a program may have in its own configuration. The errors must say what to do.
import { AutoOriginTlsKex, getAutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

declare const zone: { zoneId?: string; zoneName?: string };

// Given as it is, either could be there, or neither.
new AutoOriginTlsKex("shop", zone);
getAutoOriginTlsKex(zone);
