import { ARGUMENTS, checkArguments, type LookupName } from "../provider/arguments";
import type { Client } from "../provider/cloudflare/client";
import { OriginTlsError } from "../provider/cloudflare/errors";
import type { ZoneQuery } from "../provider/cloudflare/zone-id";
import { Diagnostic } from "../provider/diagnostic";
import { LOOKUPS } from "../provider/lookups";
import type { FleetQuery } from "../provider/settings/fleet";
import { summarizeFleet } from "../sdk/fleet-summary";
import { fleetSubjects, fleetWarnings, hideSecrets, messageWarnings } from "../sdk/warnings";
import { PACKAGE } from "./configuration";

/** Holds a read back while it is unknown, which Pulumi sees to: with an argument that is unknown it asks for nothing. */
const READ_AFTER = "readAfter";

/**
 * Reads as every lookup does, and says what to warn of.
 *
 * @param about.isSecret whether the query is one; then warnings do not name the zone
 * @param about.credentials where credentials are looked for, when that is not where errors say
 * @throws Diagnostic
 */
export async function read(
  name: LookupName,
  query: object,
  client: Client,
  about: { isSecret?: boolean; credentials?: string } = {},
): Promise<{ outputs: object; warnings: string[] }> {
  const shown = (warnings: string[], secrets: (string | undefined)[]) =>
    about.isSecret ? warnings.map((warning) => hideSecrets(warning, secrets)) : warnings;
  try {
    // Some languages write null for an argument that is not given.
    const present = Object.entries(query).filter(([, value]) => value !== null);
    checkArguments(name, Object.fromEntries(present), [...ARGUMENTS[name], READ_AFTER]);
    const given = Object.fromEntries(present.filter(([argument]) => argument !== READ_AFTER));
    const result = await LOOKUPS[name](given as never, client);
    if ("id" in result) return { outputs: result, warnings: [] };
    if ("zones" in result) {
      const fleet = given as FleetQuery;
      const warnings = [...messageWarnings(result.messages), ...fleetWarnings(result.zones, fleet)];
      return {
        outputs: { ...result, ...summarizeFleet(result.zones) },
        warnings: shown(warnings, fleetSubjects(result.zones, fleet)),
      };
    }
    const { zoneName } = given as ZoneQuery;
    return {
      outputs: result,
      warnings: shown(messageWarnings(result.messages, result.zoneId), [result.zoneId, zoneName]),
    };
  } catch (error) {
    if (!(error instanceof OriginTlsError)) throw error;
    // The message names the configuration of a program; a plugin's own is in another namespace.
    const message = error.message.replace(/\bcloudflare:(?=apiToken|apiKey|email|baseUrl)/g, `${PACKAGE}:`);
    const note = error.code === "CREDENTIALS" && about.credentials ? `\n  ${about.credentials}` : "";
    throw new Diagnostic(error, message + note);
  }
}
