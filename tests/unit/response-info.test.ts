import { createRedactor } from "../../provider/cloudflare/redaction";
import { cutList, formatResponseInfo, readResponseInfos } from "../../provider/cloudflare/response-info";

const read = (list: unknown) => readResponseInfos(list, createRedactor(["s3cr3t"]));

test("a documented entry has all its parts", () => {
  const entry = { code: 1234, message: "One", documentation_url: "https://example.com/1", source: { pointer: "/a" } };
  expect(read([entry, { code: 5678, message: "Two" }])).toEqual([
    { code: 1234, message: "One", documentationUrl: "https://example.com/1", pointer: "/a" },
    { code: 5678, message: "Two" },
  ]);
});

test.each([undefined, null, []])("a list that is %j has no entries", (list) => {
  expect(read(list)).toEqual([]);
});

test.each<[unknown, object[]]>([
  [[null], [{ code: 0, message: "null" }]],
  [["text", 7, true], ["text", 7, true].map((item) => ({ code: 0, message: JSON.stringify(item) }))],
  [[[]], [{ code: 0, message: "[]" }]],
  [[{}], [{ code: 0, message: "{}" }]],
  [{ code: 1, message: "alone" }, [{ code: 1, message: "alone" }]],
  ["text", [{ code: 0, message: '"text"' }]],
  [false, [{ code: 0, message: "false" }]],
  [[{ message: "no code" }], [{ code: 0, message: "no code" }]],
  [[{ code: null, message: "no code" }], [{ code: 0, message: "no code" }]],
  [[{ code: "10000", message: "code as text" }], [{ code: 10000, message: "code as text" }]],
  [[{ code: "E_AUTH", message: "m" }], [{ code: 0, message: '{"code":"E_AUTH","message":"m"}' }]],
  [[{ code: true, message: "m" }], [{ code: 0, message: '{"code":true,"message":"m"}' }]],
  [[{ code: 1, message: { a: 1 } }], [{ code: 1, message: '{"code":1,"message":{"a":1}}' }]],
  [[{ code: 1 }], [{ code: 1, message: '{"code":1}' }]],
  [[{ code: 1, message: "m", documentation_url: "", source: {} }], [{ code: 1, message: "m" }]],
  [[{ code: 1, message: "m", documentation_url: null, source: null }], [{ code: 1, message: "m" }]],
  [[{ code: 1, message: "m", documentation_url: 5, source: "/a" }], [{ code: 1, message: "m" }]],
])("%j is shown", (list, expected) => {
  expect(read(list)).toEqual(expected);
});

test("a number too large for a code is none", () => {
  expect(read(JSON.parse('[{"code":1e999,"message":"m"}]'))).toEqual([
    { code: 0, message: '{"code":null,"message":"m"}' },
  ]);
});

test("the causes in an error chain follow their entry", () => {
  const list = [
    { code: 1, message: "a", error_chain: [{ code: 2, message: "b", error_chain: [{ code: 3, message: "c" }] }, "d"] },
    { code: 4, message: "e", error_chain: null },
  ];
  expect(read(list).map(formatResponseInfo)).toEqual(["1: a", "2: b", "3: c", '0: "d"', "4: e"]);
});

test("a list is left as it was", () => {
  const list = [{ code: 1, message: "a", error_chain: [1, 2] }, 3];
  const before = JSON.stringify(list);
  read(list);
  expect(JSON.stringify(list)).toBe(before);
});

test("of more than 20 entries the first 20 are kept, with the number of the others", () => {
  const entries = (count: number) => Array.from({ length: count }, (_, i) => ({ code: i, message: "m" }));
  expect(read(entries(20))).toEqual(entries(20));
  expect(read(entries(21))).toEqual([...entries(20), { code: 0, message: "1 more not shown" }]);
  expect(read([{ code: 7, message: "m", error_chain: entries(30) }, ...entries(5)])).toEqual([
    { code: 7, message: "m" },
    ...entries(19),
    { code: 0, message: "16 more not shown" },
  ]);
});

test("of a list that is there the same", () => {
  const list = (count: number) => Array.from({ length: count }, (_, i) => ({ code: i, message: "m" }));
  expect(cutList(list(20))).toEqual(list(20));
  expect(cutList(list(23))).toEqual([...list(20), { code: 0, message: "3 more not shown" }]);
});

test("texts are cut to 1,000 characters, with the number of the others", () => {
  const long = "x".repeat(1_001);
  const start = `${"x".repeat(1_000)}… (1 more character)`;
  const [entry, other] = read([{ code: 1, message: long, documentation_url: long, source: { pointer: long } }, [long]]);
  expect(entry).toEqual({ code: 1, message: start, documentationUrl: start, pointer: start });
  expect(other).toEqual({ code: 0, message: `["${"x".repeat(998)}… (5 more characters)` });
  expect(read([{ code: 1, message: long.slice(1) }])).toEqual([{ code: 1, message: long.slice(1) }]);
});

test("entries that are nested or chained too deeply do not throw", () => {
  const array = JSON.parse(`[${"[".repeat(100_000)}${"]".repeat(100_000)}]`);
  // From Node.js 26 on, JSON of it can be made.
  expect(read(array)).toEqual([{ code: 0, message: expect.stringMatching(/^\[(too deeply|\[)/) }]);
  const open = '{"code":1,"message":"m","error_chain":[';
  expect(read(JSON.parse(`${open.repeat(20_000)}${"]}".repeat(20_000)}`))).toHaveLength(21);
});

test("secrets and control characters are in no part", () => {
  const entry = {
    code: 1,
    message: "\u001b[1ms3cr3t\u0007",
    documentation_url: "S3CR3T",
    source: { pointer: "/s3\u0000cr3t" },
  };
  expect(read([entry, { s3cr3t: "s3cr3t" }])).toEqual([
    { code: 1, message: "[redacted]", documentationUrl: "[redacted]", pointer: "/[redacted]" },
    { code: 0, message: '{"[redacted]":"[redacted]"}' },
  ]);
});

test.each([
  [{}, "1: m"],
  [{ documentationUrl: "https://e.com" }, "1: m (see https://e.com)"],
  [{ pointer: "/a" }, "1: m (concerns /a)"],
  [{ documentationUrl: "https://e.com", pointer: "/a" }, "1: m (see https://e.com; concerns /a)"],
])("with %j an entry is one line", (more, expected) => {
  expect(formatResponseInfo({ code: 1, message: "m", ...more })).toBe(expected);
});
