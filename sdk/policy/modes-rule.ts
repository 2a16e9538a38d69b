/** What a zone may have as compliance modes; at least one of them. */
export interface OriginTlsComplianceModesRule {
  /** The only modes that a zone may have, for example `["fips", "pqh"]`. */
  allowed?: string[] | undefined;
  /** The modes that each zone must have. */
  required?: string[] | undefined;
}

/** What is wrong with the compliance modes of a zone, and what they must be; undefined when nothing is. */
export function checkModes(
  modes: unknown,
  { allowed, required = [] }: OriginTlsComplianceModesRule,
): { wrong: string; wanted: string } | undefined {
  if (!Array.isArray(modes))
    return { wrong: `${JSON.stringify(modes)}, which is no list`, wanted: JSON.stringify(required) };
  const extra = allowed ? modes.filter((mode) => !allowed.includes(mode)) : [];
  const missing = required.filter((mode) => !modes.includes(mode));
  if (extra.length === 0 && missing.length === 0) return undefined;
  const parts = [JSON.stringify(modes)];
  if (extra.length > 0) parts.push(`${JSON.stringify(extra)} not allowed`);
  if (missing.length > 0) parts.push(`${JSON.stringify(missing)} missing`);
  const wanted = JSON.stringify([...modes.filter((mode) => !extra.includes(mode)), ...missing]);
  return { wrong: parts.join(", "), wanted };
}
