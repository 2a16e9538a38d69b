import * as cloudflare from "@pulumi/cloudflare";
import * as tls from "pulumi-cloudflare-origin-tls";

/** A lookup, fleet, or call with options that the compiler refuses. */
export function refused(what: "lookup" | "fleet" | "call" | "output", option: "provider" | "providers" | "async") {
  const provider = new cloudflare.Provider("acme", { apiToken: "token" });
  const options = { provider: { provider }, providers: { providers: [provider] }, async: { async: true } };
  const opts = options[option] as object;
  const args = { zoneId: "abc" };
  if (what === "lookup") new tls.AutoOriginTlsKex("shop", args, opts);
  if (what === "fleet") new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["abc"] }, opts);
  if (what === "output") tls.getAutoOriginTlsKexOutput(args, opts);
  return what === "call" ? tls.getAutoOriginTlsKex(args, opts) : undefined;
}
