import { inspect } from "node:util";
import { runInThisContext } from "node:vm";
import { badInput, OriginTlsError } from "../../provider/cloudflare/errors";
import { setProgress, showProgress } from "../../provider/cloudflare/progress";

test("an error has its name, its code and what is known, and the mark by which Pulumi prints no frames", () => {
  const error = new OriginTlsError("API", "a\n  b", { status: 500, reason: "b" });
  expect(error).toBeInstanceOf(Error);
  expect({ ...error }).toEqual({ name: "OriginTlsError", code: "API", status: 500, reason: "b", errors: [] });
  expect(error.message).toBe("a\n  b");
  expect(error).toHaveProperty("__pulumiRunError", true);
  const { errors } = new OriginTlsError("API", "a", { errors: [{ code: 1, message: "b" }] });
  expect(errors).toEqual([{ code: 1, message: "b" }]);
  expect(new OriginTlsError("API", "a").errors).toEqual([]);
});

test("the stack has the caller's frames and none of Pulumi's, over which Node.js 20.20 stumbles when it colours them", () => {
  const inFile = (filename: string) => runInThisContext("(call) => call()", { filename });
  const pulumi = inFile("/app/node_modules/@pulumi/resource.ts");
  const error = pulumi(() => inFile("/app/shop.ts")(() => new OriginTlsError("API", "a\n  b")));
  expect(error.stack).toMatch(/Error: a\n {2}b\n {4}at [\s\S]*\n {4}at .*\/app\/shop\.ts/);
  expect(error.stack).not.toContain("@pulumi");
  expect(inspect(error, { colors: true })).toContain("shop.ts");
});

test("bad input says what to do", () => {
  const { message, code, reason, hint } = badInput("It is bad", "Better it.");
  expect(message).toBe("It is bad.\n  What to do: Better it.");
  expect({ code, reason, hint }).toEqual({ code: "INPUT", reason: "It is bad", hint: "Better it." });
  expect(badInput("It is bad", "Better it.", "credentials")).toMatchObject({
    code: "CREDENTIALS",
    about: "credentials",
  });
  expect(badInput("It is bad", "Better it.", "zone")).toMatchObject({ code: "INPUT", about: "zone" });
});

test("progress is shown where the process has set it, and nowhere before", () => {
  showProgress("to nobody");
  const shown: string[] = [];
  setProgress((text) => void shown.push(text));
  showProgress("1 of 2");
  expect(shown).toEqual(["1 of 2"]);
  setProgress(() => {});
});
