import { formatResponseInfo, type ResponseInfo } from "../provider/cloudflare/response-info";
import type { AutoOriginTlsKexFleetZone } from "../provider/settings/fleet";

/**
 * The warnings about what Cloudflare said beside a good answer.
 *
 * @param zoneId the zone that it is about, unless there are several or it is a secret
 */
export function messageWarnings(messages: ResponseInfo[], zoneId?: string): string[] {
  const about = zoneId === undefined ? "this lookup" : `zone ${zoneId}`;
  return messages.map((entry) => `Cloudflare says about ${about}: ${formatResponseInfo(entry)}`);
}

/** The warnings about a fleet: of the zones that could not be read, or that it has none. */
export function fleetWarnings(
  zones: AutoOriginTlsKexFleetZone[],
  { accountId, namePattern = "*" }: { accountId?: string | undefined; namePattern?: string | undefined },
): string[] {
  if (zones.length === 0) {
    const where = accountId === undefined ? "" : `: account ${accountId} has none with a name like ${namePattern}`;
    return [`This fleet has no zones${where}.`];
  }
  const failed = zones.filter(({ enabled }) => enabled === null);
  if (failed.length === 0) return [];
  const lines = failed.map(({ zoneId, error }) => `\n  ${zoneId}: ${error}`);
  const title = `${failed.length} of ${zones.length} zones could not be read, so their status is unknown:`;
  return [title + lines.join("")];
}

/** All that a warning about a fleet may name, for {@link hideSecrets}. */
export function fleetSubjects(
  zones: AutoOriginTlsKexFleetZone[],
  { accountId, namePattern }: { accountId?: string | undefined; namePattern?: string | undefined },
): (string | undefined)[] {
  return [accountId, namePattern, ...zones.flatMap(({ zoneId, name }) => [zoneId, name])];
}

/** A warning with "[secret]" in place of each of these. */
export function hideSecrets(text: string, secrets: (string | undefined)[]): string {
  return secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, "[secret]") : text), text);
}
