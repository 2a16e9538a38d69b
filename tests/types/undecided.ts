// What a program may have in its own configuration, or write by mistake. The errors must say what to give.
import {
  AutoOriginTlsKex,
  AutoOriginTlsKexFleet,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexFleet,
} from "pulumi-cloudflare-origin-tls";

declare const zone: { zoneId?: string; zoneName?: string };

// Given as it is, either could be there, or neither.
new AutoOriginTlsKex("shop", zone);
getAutoOriginTlsKex(zone);
new AutoOriginTlsKex("shop", {});
new AutoOriginTlsKexFleet("both", { zoneIds: ["abc"], accountId: "abc" });
new AutoOriginTlsKexFleet("pattern", { zoneIds: ["abc"], namePattern: "*.example" });
new AutoOriginTlsKexFleet("none", {});
getAutoOriginTlsKexFleet({ zoneIds: ["abc"], accountId: "abc" });
