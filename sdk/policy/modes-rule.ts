import type { SettingTexts } from "../assertion/violations";
import { listOf } from "./config";
import type { Check } from "./judge";

/** Which compliance modes a zone must have, and which it may have; at least one of them. */
export interface OriginTlsComplianceModesRule {
  /** The only modes that a zone may have beside `required`. A zone without modes, which has no limit at all, passes; with `[]` only that does. */
  allowed?: string[] | undefined;
  /** The modes that each zone must have, for example `["fips"]`. `[]` demands nothing. */
  required?: string[] | undefined;
}

export const MODES_SCHEMA = {
  allowed: listOf(
    "^[\\w.-]{1,64}$",
    "The only modes that a zone may have beside required. A zone without modes passes.",
  ),
  required: listOf("^[\\w.-]{1,64}$", "The modes that each zone must have. An empty list demands nothing."),
};

export const MODES_TEXTS: SettingTexts = {
  setting: "OriginTlsComplianceModes",
  several: "The Origin TLS Compliance Modes are not as they must be",
  single: (zone, wrong, isPlanned) =>
    `The Origin TLS Compliance Modes of ${zone} ${isPlanned ? "will be" : "are"} ${wrong}.`,
  change: "Set them",
  empty: " With [] a zone has no limit at all; to demand one, configure required.",
};

/** What is wrong with the compliance modes of a zone, and what they must be; undefined when nothing is. */
export function checkModes(modes: unknown, rule: OriginTlsComplianceModesRule): ReturnType<Check> {
  const { allowed, required = [] } = rule;
  const json = JSON.stringify;
  if (!Array.isArray(modes)) return { wrong: `${json(modes)}, which is no list`, wanted: json(required) };
  // What is required is allowed as well.
  const known = [...new Set([...(allowed ?? []), ...required])];
  const strangers = modes.filter((mode) => !known.includes(mode));
  const extra = allowed ? strangers : [];
  const missing = required.filter((mode) => !modes.includes(mode));
  if (extra.length === 0 && missing.length === 0) return undefined;
  const parts = [json(modes)];
  if (extra.length > 0) parts.push(`${json(extra)} not allowed`);
  if (missing.length > 0) parts.push(`${json(missing)} missing`);
  const misspelt = known.flatMap((mode) => {
    const others = strangers.filter((other) => `${other}`.toLowerCase() === mode.toLowerCase());
    return others.map((other) => `"${mode}" of the rule differs from "${other}" only in letter case`);
  });
  const wanted = json([...modes.filter((mode) => !extra.includes(mode)), ...missing]);
  const hint = "Write each mode as Cloudflare does, in the program and in the rule of this policy: letter case counts.";
  return { wrong: [...parts, ...misspelt].join(", "), wanted, ...(misspelt.length > 0 && { hint }) };
}
