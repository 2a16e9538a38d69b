import * as v from "valibot";
import { openEnvelope } from "../../provider/cloudflare/envelope";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import { createRedactor } from "../../provider/cloudflare/redaction";
import { settingSchema } from "../../provider/settings/setting";

const SECRET = "s3cr3t-Token-0123456789-abcdefghijklmnopqrs";
const redactor = createRedactor([SECRET]);
const MIB = 2 ** 20;

/** Text of a length, made of many equal pieces between a start and an end. */
const fill = (length: number, piece: string, start = "", end = "") =>
  start + piece.repeat((length - start.length - end.length) / piece.length) + end;
const failure = (length: number, piece: string, start: string, end: string) =>
  fill(length, piece, `{"success":false,"errors":[${start}`, `${end}]}`);

function errorOf(body: string, schema: v.GenericSchema): OriginTlsError {
  const headers = { "cf-ray": body.slice(0, 16_000), "content-type": body.slice(0, 16_000) };
  const answer = { status: 200, headers, body, attempts: 1, retryAfterSeconds: 0 };
  try {
    openEnvelope(answer, schema, { failure: "Cannot read", url: "https://api.example" }, redactor);
  } catch (error) {
    if (error instanceof OriginTlsError) return error;
    throw error;
  }
  throw new Error("a value");
}

/** The processor time that an answer takes, in milliseconds; the least of some runs. */
function costOf(body: string, schema: v.GenericSchema): number {
  const costs = Array.from({ length: 2 }, () => {
    const before = process.cpuUsage();
    expect(errorOf(body, schema).message.length).toBeLessThan(70_000);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}

const setting: v.GenericSchema = settingSchema("AutoOriginTlsKex");
const list: v.GenericSchema = v.array(v.object({ id: v.string() }));

test.each<[string, (length: number) => string, v.GenericSchema?]>([
  ["titles without an end", (length) => fill(length, "<title")],
  ["a title of white space", (length) => fill(length, " ", "<title>", "x")],
  ["U+009D", (length) => fill(length, "\u009d")],
  ["a sequence of a terminal without an end", (length) => fill(length, ";#", "\u001b")],
  ["many sequences of a terminal", (length) => fill(length, "\u001b[0;")],
  ["parts of the credentials", (length) => fill(length, SECRET.slice(1))],
  ["the credentials", (length) => fill(length, SECRET)],
  ["white space", (length) => fill(length, " ", "x", "x")],
  ["brackets", (length) => fill(length, "[")],
  ["a long text", (length) => failure(length, ";#", '{"code":1,"message":"\\u001b', '"}')],
  ["many errors", (length) => failure(length, '{"code":1,"message":"m"},', "", "0")],
  ["many errors that are none", (length) => failure(length, "0,", "", "0")],
  ["many causes of an error", (length) => failure(length, "0,", '{"code":1,"message":"m","error_chain":[', "0]}")],
  ["an error of many texts", (length) => failure(length, '"",', "[", '""]')],
  ["a chain of errors", (length) => fill(length, '{"error_chain":[', '{"success":false,"errors":[', "")],
  ["many names", (length) => failure(length, '"\\u0007":0,', "{", '"a":0}')],
  ["a list with nothing right in it", (length) => fill(length, "0,", '{"success":true,"result":[', "0]}"), list],
  ["a list with nothing in its objects", (length) => fill(length, "{},", '{"success":true,"result":[', "0]}"), list],
])("%s take time that grows with their length, not more", (_, make, schema = setting) => {
  // Four times as much may take four times as long; with the square of the length it were sixteen times.
  const limit = 12;
  let ratio = Number.POSITIVE_INFINITY;
  // A busy machine may spoil one measurement.
  for (let round = 0; round < 3 && ratio > limit; round++) {
    ratio = costOf(make(4 * MIB), schema) / Math.max(1, costOf(make(MIB), schema));
  }
  expect(ratio).toBeLessThanOrEqual(limit);
});

test("a message beside many others stays readable", () => {
  const { message, errors } = errorOf(failure(4 * MIB, '{"code":1,"message":"m"},', "", "0"), setting);
  expect(errors).toHaveLength(21);
  expect(message.split("\n  ").slice(2, 24)).toEqual([
    "HTTP status 200: the answer has success: false",
    ...Array(20).fill("1: m"),
    "0: 167751 more not shown",
  ]);
});
