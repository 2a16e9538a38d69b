import { NO_ZONES, SET_AGAIN, type SettingTexts, type Verdict, violationsOf } from "./violations";

/** How violations speak of Auto-Origin TLS KEX, which must be on or off. */
export function kexTexts(expected: boolean): SettingTexts {
  const [change, must, is] = expected ? ["Turn it on", "enabled", "disabled"] : ["Turn it off", "disabled", "enabled"];
  return {
    setting: "AutoOriginTlsKex",
    several: `Auto-Origin TLS KEX must be ${must}, and is ${is}`,
    single: (zone, wrong, isPlanned) =>
      `Auto-Origin TLS KEX ${isPlanned ? "will be" : "is"} ${wrong} for ${zone}${isPlanned ? " by this resource" : ""}, ` +
      `and must be ${must}.`,
    change,
  };
}

/** A zone as a lookup or a fleet has it; what has no value may have anything. */
type JudgedZone = Pick<Verdict, "zoneId" | "name"> & { enabled?: unknown; error?: string | undefined };

/** What the violation of an assertion says of a zone or a fleet; undefined when each zone is as it must be. */
export function violationText(zones: JudgedZone[], expected: boolean): string | undefined {
  if (zones.length === 0) return NO_ZONES;
  // Unlike a policy, an assertion does not see the stack.
  const note = `If the program has that resource, ${SET_AGAIN}`;
  const verdicts = zones.map(({ zoneId, name, enabled, error = "no value" }): Verdict => {
    const about = { zoneId, name, type: "AutoOriginTlsKexFleet" };
    if (enabled === expected) return about;
    // Whatever is neither on nor off is no value.
    if (typeof enabled !== "boolean") return { ...about, unread: error };
    return { ...about, wrong: enabled ? "enabled" : "disabled", wanted: `${expected}`, note };
  });
  return violationsOf(verdicts, kexTexts(expected))[0]?.text;
}
