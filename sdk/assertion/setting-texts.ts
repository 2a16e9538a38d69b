/** How violations speak of a setting. */
export interface SettingTexts {
  /** What is said where several zones have a wrong value, before "for 2 of 9 zones". */
  several: string;
  /** What is said of one zone with a wrong value, and of one that is about to have one. */
  single(zone: string, wrong: string, isPlanned: boolean): string;
  /** What to do where no resource of the stack sets it. */
  fix(zoneId: string, wanted: string): string;
}

/** Auto-Origin TLS KEX, which must be on or off. */
export function kexTexts(expected: boolean): SettingTexts {
  const [turn, must, is] = expected ? ["Turn it on", "enabled", "disabled"] : ["Turn it off", "disabled", "enabled"];
  return {
    several: `Auto-Origin TLS KEX must be ${must}, and is ${is}`,
    single: (zone, wrong, isPlanned) =>
      `Auto-Origin TLS KEX ${isPlanned ? "will be" : "is"} ${wrong} for ${zone}${isPlanned ? " by this resource" : ""}, ` +
      `and must be ${must}.`,
    fix: (zoneId, wanted) =>
      `${turn} with new cloudflare.ZoneAutoOriginTlsKex(…, { zoneId, enabled: ${wanted} }), in the dashboard under SSL/TLS > ` +
      `Overview > Automatic key exchange, or with PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":${wanted}}.`,
  };
}

/** The Origin TLS Compliance Modes. */
export const MODES_TEXTS: SettingTexts = {
  several: "The Origin TLS Compliance Modes are not as they must be",
  single: (zone, wrong, isPlanned) =>
    `The Origin TLS Compliance Modes of ${zone} ${isPlanned ? "will be" : "are"} ${wrong}.`,
  fix: (zoneId, wanted) =>
    `Set them with new cloudflare.OriginTlsComplianceModes(…, { zoneId, values: ${wanted} }), or with PATCH ` +
    `/zones/${zoneId}/settings/origin_tls_compliance_modes and {"value":${wanted}}.`,
};
