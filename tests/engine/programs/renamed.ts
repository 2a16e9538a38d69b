import * as pulumi from "@pulumi/pulumi";
import { AutoOriginTlsKex, AutoOriginTlsKexFleet, OriginTlsComplianceModes } from "pulumi-cloudflare-origin-tls";

/** Lookups of each kind with a name, one of them in a component, and the name that they had before. */
function named(name: string, accountId: string, zoneId: string, before?: string) {
  const options = { aliases: before === undefined ? [] : [{ name: before }] };
  new AutoOriginTlsKex(name, { zoneId }, options);
  new AutoOriginTlsKexFleet(name, { accountId }, options);
  new Site(name, zoneId, options);
}

/** As `named` and `upperCase`. */
export function namedAndUpperCase(name: string, zoneId: string, account: string, before?: string) {
  named(name, account, zoneId, before);
  return upperCase(zoneId.toUpperCase(), zoneId, account.toUpperCase());
}

/** A lookup and fleets whose ids are written differently from those that they read. */
function upperCase(upper: string, zoneId: string, account: string) {
  const shop = new AutoOriginTlsKex("shop", { zoneId: upper });
  return {
    shop: { zoneId: shop.zoneId, enabled: shop.enabled },
    ids: { total: new AutoOriginTlsKexFleet("ids", { zoneIds: [upper, zoneId] }).total },
    account: { total: new AutoOriginTlsKexFleet("account", { accountId: account }).total },
  };
}

class Site extends pulumi.ComponentResource {
  constructor(name: string, zoneId: string, options: pulumi.ComponentResourceOptions) {
    super("test:index:Site", name, {}, options);
    new OriginTlsComplianceModes(`${name}-modes`, { zoneId }, { parent: this });
  }
}
