/** What an answer says, judged by nothing but Cloudflare's reference page of the endpoint. */
export interface Verdict {
  enabled: boolean;
  modifiedOn: string | null;
}

/**
 * Judges an answer to `GET /zones/{zone_id}/settings/auto_origin_tls_kex`: what it says, or undefined when it is not a
 * good answer. It shares no code with the package.
 *
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export function judge(status: number, body: string): Verdict | undefined {
  if (status !== 200) return undefined;
  const envelope = parse(body);
  if (!isObject(envelope) || envelope.success !== true || !isNothing(envelope.errors)) return undefined;
  const { result } = envelope;
  if (!isObject(result) || result.id !== "auto_origin_tls_kex") return undefined;
  const { enabled, modified_on: modifiedOn = null } = result;
  if (enabled !== true && enabled !== false) return undefined;
  if (modifiedOn !== null && !isDateTime(modifiedOn)) return undefined;
  return { enabled, modifiedOn };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Whether a list of errors has none. */
function isNothing(list: unknown): boolean {
  return list === undefined || list === null || (Array.isArray(list) && list.length === 0);
}

/** A date-time by the grammar of RFC 3339, section 5.6. */
function isDateTime(value: unknown): value is string {
  if (typeof value !== "string") return false;
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/.exec(value);
  if (!parts) return false;
  const [, month, day, hour, minute, second, offsetHour, offsetMinute] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const within = (number = 0, from = 0, to = 0) => number >= from && number <= to;
  return (
    within(month, 1, 12) &&
    within(day, 1, 31) &&
    within(hour, 0, 23) &&
    within(minute, 0, 59) &&
    within(second, 0, 60) &&
    within(offsetHour, 0, 23) &&
    within(offsetMinute, 0, 59)
  );
}
