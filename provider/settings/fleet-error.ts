import { known, OriginTlsError } from "../cloudflare/errors";
import { count, cut } from "../cloudflare/redaction";

/** How many zones are told in full; and of the others how many reasons, and how many zones of each. */
const SHOWN_IN_FULL = 10;
const MAX_LISTED = 20;

/** One error for all zones of a fleet that could not be read: the first ten in full, the others grouped by reason. */
export function fleetError(failures: OriginTlsError[], zones: { zoneId: string; name?: string }[]): OriginTlsError {
  const sorted = [...failures].sort((a, b) => ((a.zoneId ?? "") < (b.zoneId ?? "") ? -1 : 1));
  const names = new Map(zones.map(({ zoneId, name }) => [zoneId, name && `${zoneId} (${name})`]));
  const named = (zoneId = "?") => names.get(zoneId) ?? zoneId;
  const lines = [`Cannot read the Auto-Origin TLS KEX setting of ${failures.length} of ${count(zones.length, "zone")}`];
  for (const { message, zoneId = "" } of sorted.slice(0, SHOWN_IN_FULL))
    lines.push(indent(message.replace(zoneId, () => named(zoneId))));
  const groups = new Map<string, string[]>();
  for (const failure of sorted.slice(SHOWN_IN_FULL)) {
    const reason = shortReason(failure);
    const zoneIds = groups.get(reason) ?? [];
    zoneIds.push(named(failure.zoneId));
    groups.set(reason, zoneIds);
  }
  const bySize = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const others = bySize.splice(MAX_LISTED).flatMap(([, zoneIds]) => zoneIds);
  if (others.length > 0) bySize.push(["other reasons", others]);
  for (const [reason, zoneIds] of bySize) {
    const more = zoneIds.length > MAX_LISTED ? ` and ${zoneIds.length - MAX_LISTED} more` : "";
    const list = zoneIds.slice(0, MAX_LISTED).join(", ") + more;
    lines.push(indent(`${reason}: ${count(zoneIds.length, "more zone")}\n  ${list}`));
  }
  const isListed = zones.some(({ name }) => name !== undefined);
  const leaveOut = isListed ? "choose the others with namePattern or zoneIds" : "take them out of zoneIds";
  const hint = `To leave zones out, ${leaveOut}. With onZoneError: "report" the others are read all the same, and each of these becomes an entry with an error, which policies pass only if exemptZones names it.`;
  lines.push(`  What to do: see each zone. ${hint}`);
  const errors = sorted.flatMap(({ errors }) => errors);
  const about = sorted.find(({ about }) => about)?.about;
  const [{ code, status, retryAfterSeconds }] = sorted as [OriginTlsError];
  return new OriginTlsError(code, lines.join("\n"), known({ errors, hint, about, status, retryAfterSeconds }));
}

/** Why a zone could not be read, on one line and without its id, so that the same reason is the same text. */
export const shortReason = ({ message, reason = message, zoneId }: OriginTlsError): string =>
  cut(zoneId ? reason.replaceAll(zoneId, "…") : reason, 2_000);

const indent = (text: string) => text.replace(/^/gm, "  ");
