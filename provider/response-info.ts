import type { Clean } from "./text";

/**
 * One entry of the `errors` or `messages` of a Cloudflare answer.
 *
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export interface ResponseInfo {
  /** Cloudflare's number for the condition, for example 10000; 0 when the entry had none. */
  code: number;
  /** What Cloudflare says of it, without credentials and control characters. */
  message: string;
  /** A page of Cloudflare's documentation about it, when Cloudflare names one. */
  documentationUrl?: string;
  /** The part of the request that it is about (`source.pointer`), when Cloudflare names one. */
  pointer?: string;
}

/** One entry on one line: `10000: Authentication error (see https://…; concerns /zone_id)`. */
export function formatResponseInfo({ code, message, documentationUrl, pointer }: ResponseInfo): string {
  const more = [documentationUrl && `see ${documentationUrl}`, pointer && `concerns ${pointer}`].filter(Boolean);
  return `${code}: ${message}${more.length > 0 ? ` (${more.join("; ")})` : ""}`;
}

/**
 * Reads the `errors` or `messages` of an answer. It never throws and drops nothing that is there: an entry that does
 * not have the documented shape is shown as JSON.
 */
export function readResponseInfos(list: unknown, clean: Clean): ResponseInfo[] {
  if (list === undefined || list === null) return [];
  return (Array.isArray(list) ? list : [list]).map((item) => {
    const entry = isRecord(item) ? item : {};
    const pointer = isRecord(entry.source) ? entry.source.pointer : undefined;
    return {
      code: Number(entry.code) || 0,
      message: typeof entry.message === "string" ? clean(entry.message) : clean(JSON.stringify(item)),
      ...(isText(entry.documentation_url) && { documentationUrl: clean(entry.documentation_url) }),
      ...(isText(pointer) && { pointer: clean(pointer) }),
    };
  });
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Whether a value of parsed JSON is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
