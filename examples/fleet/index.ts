import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKexFleet } from "pulumi-cloudflare-origin-tls";

const fleet = new AutoOriginTlsKexFleet("all", { accountId: new pulumi.Config().require("accountId") });

export const { total, allEnabled, disabledZoneIds } = fleet;
