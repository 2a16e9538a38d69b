import * as v from "valibot";
import { type Asked, attemptsNote, type OriginTlsError, requestError } from "./errors";
import { findHint, isRateLimit } from "./hints";
import { count, cut, excerpt, type Redactor, toJson } from "./redaction";
import { formatResponseInfo, type ResponseInfo, readResponseInfos } from "./response-info";
import type { RawAnswer } from "./transport";

/** What is kept of Cloudflare's envelope `{ success, errors, messages, result, result_info }`. */
export type Answer<T> = { result: T; messages: ResponseInfo[]; resultInfo: unknown };

export type Schema<T> = v.GenericSchema<unknown, T>;

/** Opens an answer that is as documented in everything and repeats no credentials; else throws an OriginTlsError. */
export function openEnvelope<T>(answer: RawAnswer, schema: Schema<T>, asked: Asked, redactor: Redactor): Answer<T> {
  const read = readAnswer(answer, redactor);
  const { envelope, errors, messages, isForeign, isFailure } = read;
  const fail = (problem?: string) => answerError(read, problem, asked, redactor);

  if (envelope === undefined || (isForeign && isFailure)) throw fail(describeBody(read, redactor));
  if (answer.status !== 200) throw fail(answer.status < 300 ? "a good answer has status 200" : undefined);
  if (envelope.success !== true) throw fail(`the answer has success: ${show(envelope.success, redactor)}`);
  if (errors.length > 0) throw fail("the answer has success: true but reports errors");

  // Only the first problem is told; there may be millions.
  const checked = v.safeParse(schema, envelope.result, { abortEarly: true });
  if (!checked.success) {
    const [issue] = checked.issues;
    const path = ["result", v.getDotPath(issue)].filter(Boolean).join(".");
    // Of a field that is not there valibot expects its name; a check of a text has its expectation in the message.
    const expected = issue.input === undefined ? "" : `, expected ${issue.expected ?? issue.message}`;
    throw fail(`the answer is not as documented: ${path} is ${show(issue.input, redactor)}${expected}`);
  }
  if (redactor.finds(JSON.stringify(checked.output))) throw fail("the answer repeats the credentials that were sent");
  return { result: checked.output, messages, resultInfo: envelope.result_info };
}

const Json = v.fallback(v.pipe(v.string(), v.parseJson()), undefined);

/** An answer with what stands in it, before anything of that is trusted. */
function readAnswer(answer: RawAnswer, redactor: Redactor) {
  const json: unknown = v.parse(Json, answer.body);
  const envelope = isRecord(json) ? json : undefined;
  const errors = readResponseInfos(envelope?.errors, redactor);
  const messages = readResponseInfos(envelope?.messages, redactor);
  const isFailure = answer.status >= 400 || envelope?.success === false;
  // It does not come from the API.
  const isForeign = errors.length === 0 && typeof envelope?.success !== "boolean";
  return { ...answer, json, envelope, errors, messages, isFailure, isForeign };
}

type ReadAnswer = ReturnType<typeof readAnswer>;

function answerError(read: ReadAnswer, problem: string | undefined, asked: Asked, redactor: Redactor): OriginTlsError {
  const { status, headers, retryAfterSeconds, errors, isForeign } = read;
  const texts = errors.map(formatResponseInfo);
  const facts = [`HTTP status ${status}${attemptsNote(read.attempts)}${problem ? `: ${problem}` : ""}`, ...texts];
  facts.push(...read.messages.map((entry) => `Message ${formatResponseInfo(entry)}`));
  const rayId = cut(redactor.clean(headers["cf-ray"] ?? ""), 100);
  if (rayId) facts.push(`Ray id: ${rayId}`);
  if (retryAfterSeconds > 0) facts.push(`Cloudflare asks to wait ${count(retryAfterSeconds, "second")}`);
  if (read.notRepeated) facts.push(read.notRepeated);
  // Of a page the header or the status counts, and never its text.
  const isFirewall = isForeign && (status === 403 || headers["cf-mitigated"] !== undefined);
  const failure = { status, errors, isFirewall };
  const unexplained = "Check that the base URL is Cloudflare's API; if it is, give Cloudflare's support the ray id.";
  const code = read.isFailure ? "API" : "BAD_ANSWER";
  return requestError(isRateLimit(failure) ? "RATE_LIMITED" : code, asked, facts, {
    status,
    errors,
    reason: texts.length > 0 ? `HTTP status ${status}, ${texts.join("; ")}` : undefined,
    rayId: rayId || undefined,
    hint: errors.length === 0 ? unexplained : undefined,
    ...findHint(failure, asked.zoneId !== undefined),
    retryAfterSeconds: retryAfterSeconds || undefined,
  });
}

function describeBody({ status, headers, body, json, envelope }: ReadAnswer, redactor: Redactor): string {
  if (status >= 300 && status < 400 && headers.location)
    return `a redirect to ${excerpt(redactor.clean(headers.location), 200)}`;
  if (body.trim() === "") return "the answer is empty";
  const type = cut(redactor.clean(headers["content-type"] ?? "no content type"), 100);
  // A title stands at the beginning; looking for one in all of a long body could take minutes.
  const text = json === undefined ? redactor.clean(body) : toJson(json, redactor);
  const title = envelope ? envelope.title : /<title[^>]*>([^<]*)/i.exec(text.slice(0, 4_096))?.[1];
  const shown = typeof title === "string" ? redactor.clean(title) : text;
  return `the answer is not ${envelope ? "one of the API" : "a JSON object"} (${type}): ${excerpt(shown, 200)}`;
}

const show = (value: unknown, redactor: Redactor): string =>
  value === undefined ? "missing" : cut(toJson(value, redactor), 200);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
