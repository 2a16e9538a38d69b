import { successEnvelope } from "./envelopes";
import type { EmulatedZone } from "./zone";

/** The result of `…/settings/auto_origin_tls_kex`. */
export const kexResult = ({ kex }: EmulatedZone) => ({
  id: "auto_origin_tls_kex",
  enabled: kex.enabled,
  modified_on: kex.modifiedOn,
});

/** The result of `…/settings/origin_tls_compliance_modes`. */
export const modesResult = ({ complianceModes, complianceModesModifiedOn }: EmulatedZone) => ({
  id: "origin_tls_compliance_modes",
  value: complianceModes,
  modified_on: complianceModesModifiedOn,
  editable: true,
});

/** A zone as the API shows it. */
export const zoneResult = ({ id, name, status, accountId, type, paused, createdOn, modifiedOn }: EmulatedZone) => ({
  id,
  name,
  status,
  type,
  paused,
  account: { id: accountId, name: "Example account" },
  owner: { id: null, name: null, type: "organization" },
  plan: {
    id: "0feeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
    name: "Free Website",
    price: 0,
    currency: "USD",
    is_subscribed: false,
  },
  meta: { step: 2, custom_certificate_quota: 0, page_rule_quota: 3, phishing_detected: false },
  permissions: ["#zone:read", "#zone_settings:edit"],
  name_servers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
  original_name_servers: null,
  original_registrar: null,
  original_dnshost: null,
  development_mode: 0,
  created_on: createdOn,
  modified_on: modifiedOn,
  activated_on: status === "active" ? createdOn : null,
});

/** One page of `GET /zones`, filtered by `account.id`, `name` and `status`. */
export function listZones(zones: EmulatedZone[], query: Record<string, string>): object {
  const matching = zones.filter(
    ({ accountId, name, status }) =>
      (query["account.id"] ?? accountId) === accountId &&
      (query.name ?? name) === name &&
      (query.status ?? status) === status,
  );
  const page = Number(query.page ?? 1);
  const perPage = Math.min(Number(query.per_page ?? 20), 50);
  const result = matching.slice((page - 1) * perPage, page * perPage).map(zoneResult);
  const info = {
    page,
    per_page: perPage,
    count: result.length,
    total_count: matching.length,
    total_pages: Math.ceil(matching.length / perPage),
  };
  return { ...successEnvelope(result), result_info: info };
}
