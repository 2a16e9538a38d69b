import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy/policy";
import { kexTexts } from "../assertion/setting-texts";
import { ZONE_SETTING } from "./facts";
import { settingPolicy } from "./setting-policy";

/**
 * Every Cloudflare zone that the stack mentions must have Auto-Origin TLS KEX enabled. Each is judged once, by the best
 * thing that is known of it: what the stack is about to change, what a lookup, a fleet or a status has read, else a
 * look-up of the policy's own. A zone that cannot be read is a violation, and so is a fleet without zones.
 *
 * In up, a resource that disables the setting stops the update before it does; with names among `exemptZones` it is
 * judged at the end, when it is known which zone has which name.
 *
 * Configuration: `exemptZones`, `minimum`, `zones`, `profile`, `lookUp`.
 */
export const autoOriginTlsKexEnabled: ResourceValidationPolicy & StackValidationPolicy = settingPolicy({
  name: "auto-origin-tls-kex-enabled",
  description: "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.",
  id: "auto_origin_tls_kex",
  lookup: "AutoOriginTlsKex",
  output: "enabled",
  inputs: { "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex": "enabled", [ZONE_SETTING]: "enabled" },
  isValue: (value) => typeof value === "boolean",
  texts: kexTexts(true),
  demand: () => (enabled) => (enabled === true ? undefined : { wrong: "disabled", wanted: "true" }),
});
