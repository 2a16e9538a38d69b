import * as v from "valibot";
import { CloudflareError, type CloudflareErrorDetails } from "./cloudflare-error";
import { findHint } from "./hints";
import { formatResponseInfo, isRecord, type ResponseInfo, readResponseInfos } from "./response-info";
import { type Clean, cut, excerpt, toJson } from "./text";

/** An answer as it came, before anything in it is trusted. */
export interface RawAnswer {
  status: number;
  /** Response headers by lower-case name. */
  headers: Record<string, string>;
  /** The body as text, decompressed. */
  body: string;
  /** How often the request was sent. */
  attempts: number;
}

/** What was asked, for the text of an error. */
export interface Asked {
  /** For example "Cannot read the Auto-Origin TLS KEX setting of zone 023e…". */
  failure: string;
  /** The full URL of the GET request. */
  url: string;
  zoneId?: string;
}

/** The parts of Cloudflare's envelope `{ success, errors, messages, result }` that a good answer is made of. */
export interface Answer<T> {
  result: T;
  messages: ResponseInfo[];
  /** `result_info` as it came, of answers that are one page of many. */
  resultInfo: unknown;
}

/**
 * Takes a raw answer apart and returns its `result` only when everything about it is as documented: HTTP 200, JSON,
 * `success: true`, no `errors`, a `result` that fits the schema.
 *
 * @throws CloudflareError in every other case, with all that the answer said
 */
export function openEnvelope<T>(
  answer: RawAnswer,
  schema: v.GenericSchema<unknown, T>,
  asked: Asked,
  clean: Clean,
): Answer<T> {
  const body = parseJson(answer.body);
  const envelope = isRecord(body) ? body : undefined;
  const errors = readResponseInfos(envelope?.errors, clean);
  const fail = (problem?: string) => answerError({ answer, errors, asked, clean, problem });

  if (envelope === undefined) throw fail(describeBody(answer, clean));
  if (answer.status !== 200) throw fail(answer.status < 300 ? "a good answer has status 200" : undefined);
  if (envelope.success !== true) throw fail(`the answer has success: ${show(envelope.success, clean)}`);
  if (errors.length > 0) throw fail("the answer has success: true but reports errors");

  const checked = v.safeParse(schema, envelope.result);
  if (!checked.success) {
    const [issue] = checked.issues;
    const path = ["result", v.getDotPath(issue)].filter(Boolean).join(".");
    // Of a field that is not there valibot expects its name; a check of a text has its expectation in the message.
    const expected = issue.input === undefined ? "" : `, expected ${issue.expected ?? issue.message}`;
    throw fail(`the answer is not as documented: ${path} is ${show(issue.input, clean)}${expected}`);
  }
  const messages = readResponseInfos(envelope.messages, clean);
  return { result: checked.output, messages, resultInfo: envelope.result_info };
}

/** For an error: how often a request was sent, when that was more than once. */
export function attemptsNote(attempts: number): string {
  return attempts > 1 ? ` after ${attempts} attempts` : "";
}

/** The error for a request that was sent: what was asked, what came back, what to do. */
export function requestError(asked: Asked, facts: string[], details: CloudflareErrorDetails): CloudflareError {
  const lines = [asked.failure, `GET ${asked.url}`, ...facts];
  if (details.hint) lines.push(`What to do: ${details.hint}`);
  return new CloudflareError(lines.join("\n  "), {
    ...details,
    ...(asked.zoneId !== undefined && { zoneId: asked.zoneId }),
  });
}

function answerError(failed: {
  answer: RawAnswer;
  errors: ResponseInfo[];
  asked: Asked;
  clean: Clean;
  problem: string | undefined;
}): CloudflareError {
  const { answer, errors, asked, clean, problem } = failed;
  const { status, headers, attempts } = answer;
  const facts = [
    `HTTP status ${status}${attemptsNote(attempts)}${problem ? `: ${problem}` : ""}`,
    ...errors.map(formatResponseInfo),
  ];
  const rayId = clean(headers["cf-ray"] ?? "");
  if (rayId) facts.push(`Ray id: ${rayId}`);
  const retryAfterSeconds = readRetryAfter(headers["retry-after"]);
  if (retryAfterSeconds !== undefined) facts.push(`Cloudflare asks to wait ${retryAfterSeconds} seconds`);
  const hint =
    findHint({
      status,
      codes: errors.map(({ code }) => code),
      text: errors.map(({ message }) => message).join(" "),
    }) ??
    (errors.length === 0
      ? "Check that the base URL is Cloudflare's API; if it is, give Cloudflare's support the ray id."
      : undefined);
  return requestError(asked, facts, {
    status,
    errors,
    ...(rayId && { rayId }),
    ...(hint && { hint }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

function readRetryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function describeBody({ status, headers, body }: RawAnswer, clean: Clean): string {
  if (status >= 300 && status < 400 && headers.location) {
    return `a redirect to ${excerpt(clean(headers.location), 200)}`;
  }
  if (body.trim() === "") return "the answer is empty";
  const type = clean(headers["content-type"] ?? "no content type");
  const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1];
  return `the answer is not a JSON object (${type}): ${excerpt(clean(title ?? body), 200)}`;
}

/** A value of the answer as JSON, cut to a length that fits into a line. */
function show(value: unknown, clean: Clean): string {
  return cut(value === undefined ? "missing" : toJson(value, clean), 200);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
