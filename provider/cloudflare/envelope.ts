import * as v from "valibot";
import type { OriginTlsError, OriginTlsErrorCode } from "./errors";
import { findHint, isRateLimit } from "./hints";
import { count, cut, excerpt, type Redactor, toJson } from "./redaction";
import { type Asked, attemptsNote, requestError } from "./request-error";
import { formatResponseInfo, isRecord, type ResponseInfo, readResponseInfos } from "./response-info";
import type { RawAnswer } from "./transport";

/** The parts of Cloudflare's envelope `{ success, errors, messages, result }` that a good answer is made of. */
export interface Answer<T> {
  result: T;
  messages: ResponseInfo[];
  /** `result_info` as it came, of answers that are one page of many. */
  resultInfo: unknown;
}

/**
 * Returns the `result` of an answer when everything about it is as documented: HTTP 200, JSON, `success: true`, no
 * `errors`, a `result` that fits the schema and repeats no credentials.
 *
 * @throws OriginTlsError in every other case, with what the answer said
 */
export function openEnvelope<T>(
  answer: RawAnswer,
  schema: v.GenericSchema<unknown, T>,
  asked: Asked,
  redactor: Redactor,
): Answer<T> {
  const body = parseJson(answer.body);
  const envelope = isRecord(body) ? body : undefined;
  const messages = readResponseInfos(envelope?.messages, redactor);
  const errors = readResponseInfos(envelope?.errors, redactor);
  const isFailure = answer.status >= 400 || envelope?.success === false;
  const code = isFailure ? "API" : "BAD_ANSWER";
  const isForeign = errors.length === 0 && typeof envelope?.success !== "boolean";
  const failed = { answer, isForeign, errors, messages, asked, redactor };
  const fail = (problem?: string) => answerError(code, problem, failed);

  if (envelope === undefined || (isForeign && isFailure)) throw fail(describeBody(answer, body, redactor));
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

interface Failed {
  answer: RawAnswer;
  /** Whether nothing in it is of the API. */
  isForeign: boolean;
  errors: ResponseInfo[];
  messages: ResponseInfo[];
  asked: Asked;
  redactor: Redactor;
}

function answerError(code: OriginTlsErrorCode, problem: string | undefined, failed: Failed): OriginTlsError {
  const { answer, isForeign, errors, messages, asked, redactor } = failed;
  const { status, headers, attempts, retryAfterSeconds, notRepeated } = answer;
  const texts = errors.map(formatResponseInfo);
  const facts = [`HTTP status ${status}${attemptsNote(attempts)}${problem ? `: ${problem}` : ""}`, ...texts];
  facts.push(...messages.map((entry) => `Message ${formatResponseInfo(entry)}`));
  const rayId = cut(redactor.clean(headers["cf-ray"] ?? ""), 100);
  if (rayId) facts.push(`Ray id: ${rayId}`);
  if (retryAfterSeconds > 0) facts.push(`Cloudflare asks to wait ${count(retryAfterSeconds, "second")}`);
  if (notRepeated) facts.push(notRepeated);
  // Of a page the header or the status counts, and never its text.
  const isFirewall = isForeign && (status === 403 || headers["cf-mitigated"] !== undefined);
  const failure = { status, errors, isFirewall };
  const unexplained = "Check that the base URL is Cloudflare's API; if it is, give Cloudflare's support the ray id.";
  const hint = findHint(failure, asked.zoneId !== undefined) ?? (errors.length === 0 && { hint: unexplained });
  return requestError(isRateLimit(failure) ? "RATE_LIMITED" : code, asked, facts, {
    status,
    errors,
    ...(texts.length > 0 && { reason: `HTTP status ${status}, ${texts.join("; ")}` }),
    ...(rayId && { rayId }),
    ...hint,
    ...(retryAfterSeconds > 0 && { retryAfterSeconds }),
  });
}

function describeBody({ status, headers, body }: RawAnswer, parsed: unknown, redactor: Redactor): string {
  if (status >= 300 && status < 400 && headers.location)
    return `a redirect to ${excerpt(redactor.clean(headers.location), 200)}`;
  if (body.trim() === "") return "the answer is empty";
  const type = cut(redactor.clean(headers["content-type"] ?? "no content type"), 100);
  // A title stands at the beginning; looking for one in all of a long body could take minutes.
  const title = isRecord(parsed) ? parsed.title : /<title[^>]*>([^<]*)/i.exec(body.slice(0, 4_096))?.[1];
  const text = typeof title === "string" ? title : parsed === undefined ? body : toJson(parsed, redactor);
  const kind = isRecord(parsed) ? "one of the API" : "a JSON object";
  return `the answer is not ${kind} (${type}): ${excerpt(redactor.clean(text), 200)}`;
}

/** A value of the answer as JSON, cut to a length that fits into a line. */
const show = (value: unknown, redactor: Redactor): string =>
  value === undefined ? "missing" : cut(toJson(value, redactor), 200);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
