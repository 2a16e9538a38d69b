/** What a violation says of one zone: its status, and the fix. */
export function violationText(zoneId: string, enabled: boolean): string {
  const [is, other, fix] = enabled ? ["enabled", "disabled", "Disable"] : ["disabled", "enabled", "Enable"];
  return (
    `Auto-Origin TLS KEX is ${is} for zone ${zoneId}, and must be ${other}.\n` +
    `  What to do: ${fix} it with PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":${!enabled}}.`
  );
}

/**
 * What a violation says of a fleet: each zone with the wrong status, each zone that could not be read, and the fix;
 * undefined when there are none.
 */
export function fleetViolationText(wrong: string[], failed: string[], expected: boolean): string | undefined {
  if (wrong.length === 0 && failed.length === 0) return undefined;
  const [is, must] = expected ? ["disabled", "enabled"] : ["enabled", "disabled"];
  const lines: string[] = [];
  if (wrong.length > 0) {
    lines.push(`Auto-Origin TLS KEX is ${is} for ${wrong.length} zones, and must be ${must}: ${wrong.join(", ")}`);
  }
  if (failed.length > 0) {
    lines.push(`${failed.length} zones could not be read, so their status is unknown: ${failed.join(", ")}`);
  }
  lines.push(
    `  What to do: Change each with PATCH /zones/<zone id>/settings/auto_origin_tls_kex and {"enabled":${expected}}; see the warnings for zones that could not be read.`,
  );
  return lines.join("\n");
}
