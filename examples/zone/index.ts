import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex, assertAutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

const accountId = new pulumi.Config().require("accountId");
const zone = new cloudflare.Zone("shop", { account: { id: accountId }, name: "shop.example" });
const setting = new cloudflare.ZoneAutoOriginTlsKex("shop", { zoneId: zone.id, enabled: true });

// Read after the setting has been applied; in a preview with a change pending it is not read.
const check = new AutoOriginTlsKex("check", { zoneId: zone.id }, { dependsOn: setting });
assertAutoOriginTlsKex(check);

export const { enabled, modifiedOn } = check;
