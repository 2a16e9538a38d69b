import { CloudflareError } from "./cloudflare-error";

const SHOWN_IN_FULL = 10;

/** One error for all zones of a fleet that could not be read: the first ten in full, the others grouped by reason. */
export function fleetError(failures: CloudflareError[], total: number): CloudflareError {
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
  return new CloudflareError(lines.join("\n"), {
    errors: sorted.flatMap(({ errors }) => errors),
    hint,
    ...(first?.status !== undefined && { status: first.status }),
    ...(first?.retryAfterSeconds !== undefined && { retryAfterSeconds: first.retryAfterSeconds }),
  });
}

/** Why a zone could not be read, on one line and without what differs from zone to zone or from run to run. */
export function shortReason({ message, status, errors, zoneId = "" }: CloudflareError): string {
  const said = errors.map((entry) => `${entry.code}: ${entry.message}`).join("; ");
  const facts = message.split("\n").map((line) => line.trim());
  const fact = facts.find((line) => /^(HTTP status|No answer|Not sent)/.test(line)) ?? facts[0] ?? "";
  const reason = said && status !== undefined ? `HTTP status ${status}, ${said}` : fact;
  return zoneId ? reason.replaceAll(zoneId, "…") : reason;
}

const indent = (text: string) =>
  text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
