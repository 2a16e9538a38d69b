import { cut, type Redactor, toJson } from "./redaction";

/**
 * One entry of the `errors` or `messages` of a Cloudflare answer.
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export interface ResponseInfo {
  /** Cloudflare's number for the condition, for example 10000; 0 when the entry had none. */
  code: number;
  /** What Cloudflare says of it, without credentials and control characters; at most 1,000 characters of it. */
  message: string;
  /** A page of Cloudflare's documentation about it, when Cloudflare names one. */
  documentationUrl?: string;
  /** The part of the request that it is about (`source.pointer`), when Cloudflare names one. */
  pointer?: string;
}

// A diagnostic stays readable with so many entries, and so many characters of each text.
const MAX_ENTRIES = 20;
const MAX_LENGTH = 1_000;

/** One entry on one line: `10000: Authentication error (see https://…; concerns /zone_id)`. */
export function formatResponseInfo({ code, message, documentationUrl, pointer }: ResponseInfo): string {
  const more = [documentationUrl && `see ${documentationUrl}`, pointer && `concerns ${pointer}`].filter(Boolean);
  return `${code}: ${message}${more.length > 0 ? ` (${more.join("; ")})` : ""}`;
}

/** Reads `errors` or `messages`, whatever they are. The causes in an `error_chain` follow the entry that has it. */
export function readResponseInfos(list: unknown, redactor: Redactor): ResponseInfo[] {
  const infos: ResponseInfo[] = [];
  const left = toList(list).reverse();
  while (left.length > 0 && infos.length < MAX_ENTRIES) {
    const item = left.pop();
    infos.push(readResponseInfo(item, redactor));
    for (const cause of toList(fieldsOf(item).error_chain).reverse()) left.push(cause);
  }
  return cutList(infos, left.length);
}

/** At most 20 entries, and one more that counts those that were left out. */
export function cutList(infos: ResponseInfo[], more = infos.length - MAX_ENTRIES): ResponseInfo[] {
  if (more <= 0) return infos;
  return [...infos.slice(0, MAX_ENTRIES), { code: 0, message: `${more} more not shown` }];
}

function readResponseInfo(item: unknown, redactor: Redactor): ResponseInfo {
  const { code, message, documentation_url, source } = fieldsOf(item);
  const { pointer } = fieldsOf(source);
  const number = typeof code === "number" || isText(code) ? Number(code) : Number.NaN;
  const isCode = Number.isFinite(number);
  const isDocumented = typeof message === "string" && (isCode || code === undefined || code === null);
  const clean = (text: string) => cut(redactor.clean(text), MAX_LENGTH);
  return {
    code: isCode ? number : 0,
    message: isDocumented ? clean(message) : cut(toJson(item, redactor), MAX_LENGTH),
    ...(isText(documentation_url) && { documentationUrl: clean(documentation_url) }),
    ...(isText(pointer) && { pointer: clean(pointer) }),
  };
}

/** A list, or one thing in place of it, or nothing. */
const toList = (value: unknown): unknown[] => [value ?? []].flat();
const fieldsOf = (value: unknown) => (value ?? {}) as Record<string, unknown>;
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
