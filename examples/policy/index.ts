import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

export const { enabled } = new AutoOriginTlsKex("shop", { zoneId: new pulumi.Config().require("zoneId") });
