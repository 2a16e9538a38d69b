import { OriginTlsError } from "../cloudflare/errors";

const SHOWN_IN_FULL = 10;

/** One error for all zones of a fleet that could not be read: the first ten in full, the others grouped by reason. */
export function fleetError(failures: OriginTlsError[], total: number): OriginTlsError {
  const sorted = [...failures].sort((a, b) => ((a.zoneId ?? "") < (b.zoneId ?? "") ? -1 : 1));
  const lines = [`Cannot read the Auto-Origin TLS KEX setting of ${failures.length} of ${total} zones`];
  lines.push(...sorted.slice(0, SHOWN_IN_FULL).map(({ message }) => indent(message)));
  const groups = new Map<string, string[]>();
  for (const failure of sorted.slice(SHOWN_IN_FULL)) {
    const reason = shortReason(failure);
    groups.set(reason, [...(groups.get(reason) ?? []), failure.zoneId ?? "?"]);
  }
  for (const [reason, zoneIds] of groups)
    lines.push(indent(`${reason}: ${zoneIds.length} more zones\n  ${zoneIds.join(", ")}`));
  const hint =
    'With onZoneError: "report" the other zones are read all the same, and these become entries with an error.';
  lines.push(`  What to do: see each zone. ${hint}`);
  const [first] = sorted;
  return new OriginTlsError(first?.code ?? "API", lines.join("\n"), {
    errors: sorted.flatMap(({ errors }) => errors),
    hint,
    ...(first?.status !== undefined && { status: first.status }),
    ...(first?.retryAfterSeconds !== undefined && { retryAfterSeconds: first.retryAfterSeconds }),
  });
}

/** Why a zone could not be read, on one line and without its id, so that the same reason is the same text. */
export function shortReason({ message, reason = message, zoneId }: OriginTlsError): string {
  return zoneId ? reason.replaceAll(zoneId, "…") : reason;
}

const indent = (text: string) => text.replace(/^/gm, "  ");
