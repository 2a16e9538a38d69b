import type { AutoOriginTlsKexFleetZone } from "../provider/settings/fleet";

/** How many zones a violation names. */
const MAX_NAMED = 20;

/** What a violation says of one zone: its status, and the fix. */
export function violationText(zoneId: string, enabled: boolean): string {
  const [is, other, fix] = enabled ? ["enabled", "disabled", "Disable"] : ["disabled", "enabled", "Enable"];
  return (
    `Auto-Origin TLS KEX is ${is} for zone ${zoneId}, and must be ${other}.\n` +
    `  What to do: ${fix} it with PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":${!enabled}}.`
  );
}

/** What a violation says of a resource that disables the setting. */
export function plannedViolationText(resource: string, zoneId: string | undefined): string {
  return (
    `Auto-Origin TLS KEX will be disabled for ${zoneId ? `zone ${zoneId}` : "a zone"} by this resource, and must be enabled.\n` +
    `  What to do: Set enabled of ${resource} to true.`
  );
}

/** What a zone may have as compliance modes; at least one of them. */
export interface OriginTlsComplianceModesRule {
  /** The only modes that a zone may have, for example `["fips", "pqh"]`. */
  allowed?: string[] | undefined;
  /** The modes that each zone must have. */
  required?: string[] | undefined;
}

/**
 * What a violation says of the compliance modes of a zone; undefined when they are as they must be.
 *
 * @param resource the resource that will set them, when they are not what is live
 */
export function modesViolationText(
  zoneId: string | undefined,
  modes: string[],
  { allowed, required = [] }: OriginTlsComplianceModesRule,
  resource?: string,
): string | undefined {
  const extra = allowed ? modes.filter((mode) => !allowed.includes(mode)) : [];
  const missing = required.filter((mode) => !modes.includes(mode));
  if (extra.length === 0 && missing.length === 0) return undefined;
  const wanted = JSON.stringify([...modes.filter((mode) => !extra.includes(mode)), ...missing]);
  return (
    `The Origin TLS Compliance Modes of ${zoneId ? `zone ${zoneId}` : "a zone"} ${resource ? "will be" : "are"} ${JSON.stringify(modes)}` +
    `${extra.length > 0 ? `, ${JSON.stringify(extra)} not allowed` : ""}` +
    `${missing.length > 0 ? `, ${JSON.stringify(missing)} missing` : ""}.\n` +
    `  What to do: ${
      resource
        ? `Set values of ${resource} to ${wanted}.`
        : `Set them with PATCH /zones/${zoneId}/settings/origin_tls_compliance_modes and {"value":${wanted}}.`
    }`
  );
}

/** What a violation says of a fleet without zones: there is nothing to judge, which is never a pass. */
export const NO_ZONES =
  "This fleet has no zones, so there is nothing to judge.\n" +
  "  What to do: Check the zone ids, or the account and the name pattern.";

/**
 * What a violation says of a fleet: that it has no zones, each zone with the wrong status, each zone that could not be
 * read, and the fixes; undefined when all is as expected.
 *
 * @param judged those of its zones that are judged, all of them unless some are exempt
 */
export function fleetViolationText(
  zones: AutoOriginTlsKexFleetZone[],
  expected: boolean,
  judged: AutoOriginTlsKexFleetZone[] = zones,
): string | undefined {
  if (zones.length === 0) return NO_ZONES;
  const wrong = judged.filter(({ enabled }) => enabled === !expected);
  // Whatever is neither on nor off is no value.
  const failed = judged.filter(({ enabled }) => typeof enabled !== "boolean");
  const [is, must] = expected ? ["disabled", "enabled"] : ["enabled", "disabled"];
  const facts: string[] = [];
  const fixes: string[] = [];
  if (wrong.length > 0) {
    facts.push(`Auto-Origin TLS KEX is ${is} for ${count(wrong)}, and must be ${must}:`, ...list(wrong));
    fixes.push(`Change each with PATCH /zones/<zone id>/settings/auto_origin_tls_kex and {"enabled":${expected}}.`);
  }
  if (failed.length > 0) {
    facts.push(`${count(failed)} could not be read, so the status is unknown:`, ...list(failed));
    fixes.push("See the warnings on the fleet for why a zone could not be read.");
  }
  return facts.length === 0 ? undefined : [...facts, `  What to do: ${fixes.join(" ")}`].join("\n");
}

const count = ({ length }: unknown[]) => `${length} ${length === 1 ? "zone" : "zones"}`;

function list(zones: AutoOriginTlsKexFleetZone[]): string[] {
  const named = zones.slice(0, MAX_NAMED).map(({ zoneId, name }) => `  ${zoneId}${name ? ` ${name}` : ""}`);
  const more = zones.length - named.length;
  return more > 0 ? [...named, `  and ${more} more`] : named;
}
