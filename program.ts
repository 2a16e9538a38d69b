// The main job: the Auto-Origin TLS KEX status of one zone, as stack outputs.
import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

const kex = new AutoOriginTlsKex("zone", { zoneId: new pulumi.Config().require("zoneId") });

export const { zoneId, enabled, modifiedOn } = kex;
