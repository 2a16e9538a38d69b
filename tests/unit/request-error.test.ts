import { attemptsNote, requestError } from "../../provider/cloudflare/errors";

const ASKED = { failure: "Cannot read it", url: "https://api.example/x" };

test("an error says what was asked, what came back and what to do", () => {
  const error = requestError("API", { ...ASKED, zoneId: "aa" }, ["HTTP status 500", "1: no"], { hint: "Wait." });
  expect(error.message).toBe(
    "Cannot read it\n  GET https://api.example/x\n  HTTP status 500\n  1: no\n  What to do: Wait.",
  );
  expect({ ...error }).toMatchObject({ code: "API", reason: "HTTP status 500", zoneId: "aa", hint: "Wait." });
});

test("without a hint, facts or a zone it has none", () => {
  const error = requestError("API", ASKED, [], {});
  expect(error.message).toBe("Cannot read it\n  GET https://api.example/x");
  expect({ ...error }).toStrictEqual({ name: "OriginTlsError", code: "API", errors: [] });
  expect(requestError("API", ASKED, ["a"], { reason: "b" }).reason).toBe("b");
});

test("attempts are told when there was more than one", () => {
  expect([1, 2, 4].map(attemptsNote)).toEqual(["", " after 2 attempts", " after 4 attempts"]);
});
