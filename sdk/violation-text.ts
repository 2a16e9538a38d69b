/** What a violation says of one zone: its status, and the fix. */
export function violationText(zoneId: string, enabled: boolean): string {
  const [is, other, fix] = enabled ? ["enabled", "disabled", "Disable"] : ["disabled", "enabled", "Enable"];
  return (
    `Auto-Origin TLS KEX is ${is} for zone ${zoneId}, and must be ${other}.\n` +
    `  What to do: ${fix} it with PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":${!enabled}}.`
  );
}

/**
 * What a violation says of a fleet: that it has no zones, each zone with the wrong status, each zone that could not be
 * read, and the fixes; undefined when all is as expected.
 */
export function fleetViolationText(
  { total, wrong, failed }: { total: number; wrong: string[]; failed: string[] },
  expected: boolean,
): string | undefined {
  const [is, must] = expected ? ["disabled", "enabled"] : ["enabled", "disabled"];
  const facts: string[] = [];
  const fixes: string[] = [];
  if (total === 0) {
    facts.push("This fleet has no zones, so there is nothing to judge.");
    fixes.push("Check the zone ids, or the account and the name pattern.");
  }
  if (wrong.length > 0) {
    facts.push(`Auto-Origin TLS KEX is ${is} for ${count(wrong)}, and must be ${must}: ${wrong.join(", ")}`);
    fixes.push(`Change each with PATCH /zones/<zone id>/settings/auto_origin_tls_kex and {"enabled":${expected}}.`);
  }
  if (failed.length > 0) {
    facts.push(`${count(failed)} could not be read, so the status is unknown: ${failed.join(", ")}`);
    fixes.push("See the warnings on the fleet for why a zone could not be read.");
  }
  return facts.length === 0 ? undefined : [...facts, `  What to do: ${fixes.join(" ")}`].join("\n");
}

const count = ({ length }: string[]) => `${length} ${length === 1 ? "zone" : "zones"}`;
