import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex } from "pulumi-cloudflare-origin-tls";

const zoneIds = new pulumi.Config()
  .require("zoneIds")
  .split(/[\s,]+/)
  .filter(Boolean);

export const zones = zoneIds.map((zoneId) => {
  const { enabled, modifiedOn } = new AutoOriginTlsKex(zoneId, { zoneId });
  return { zoneId, enabled, modifiedOn };
});
