import type { SettingTexts } from "../assertion/setting-texts";
import { listOf, type PolicySchema } from "./config";

/** What a zone may have as compliance modes; at least one of them. */
export interface OriginTlsComplianceModesRule {
  /** The only modes that a zone may have, for example `["fips", "pqh"]`. */
  allowed?: string[] | undefined;
  /** The modes that each zone must have. */
  required?: string[] | undefined;
}

/** The same as configuration of a policy. */
export const MODES_SCHEMA: PolicySchema = {
  allowed: listOf("^[\\w.-]{1,64}$", "The only modes that a zone may have."),
  required: listOf("^[\\w.-]{1,64}$", "The modes that each zone must have."),
};

/** How violations speak of the modes. */
export const MODES_TEXTS: SettingTexts = {
  setting: "OriginTlsComplianceModes",
  several: "The Origin TLS Compliance Modes are not as they must be",
  single: (zone, wrong, isPlanned) =>
    `The Origin TLS Compliance Modes of ${zone} ${isPlanned ? "will be" : "are"} ${wrong}.`,
  change: "Set them",
};

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
