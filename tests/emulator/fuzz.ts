import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import "./reading";

// In CI the same each time, so that a change is judged by what it changes.
const seed = Number(process.env.FUZZ_SEED ?? (process.env.CI ? 2026 : Date.now() % 2 ** 31));
process.stdout.write(`Fuzz tests: FUZZ_SEED=${seed} does the same again\n`);

/** Each property is tried so often, with a seed that is printed. */
export const RUNS = { numRuns: 300, seed };

/** The credentials of all fuzz tests, which must not come back anywhere. */
export const SECRET = "Fuzz-token_0123456789-abcdefghijklmnopqrstu";

/** Texts in which the secret may stand. */
export const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 })).map((around) => around.join(SECRET)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "null", "\u001b[31mred\u001b[0m", "<title>", "\ud800", "x".repeat(3_000)),
  },
);

/** Anything that JSON can say. */
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -1, 1e300, 1009),
    text,
    fc.double(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(text, tie("value"), { maxKeys: 5 }),
  ),
})).value;

/** What a function gives; what it throws must be an error for a user to read. */
export async function outcomeOf<T>(run: () => T | Promise<T>): Promise<{ value: T } | { error: OriginTlsError }> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!(error instanceof OriginTlsError)) throw new Error("another error than an OriginTlsError", { cause: error });
    expectReadable(error);
    return { error };
  }
}

function expectReadable(error: OriginTlsError) {
  expect(error.message).not.toMatch(/\n\s+at |node_modules|\[object|undefined/);
  expect(error.message.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(error.message.length).toBeLessThan(100_000);
  expect(["INPUT", "CREDENTIALS", "NETWORK", "RATE_LIMITED", "API", "BAD_ANSWER"]).toContain(error.code);
  expectNoSecret({ ...error, message: error.message, stack: error.stack });
  if (error.retryAfterSeconds !== undefined) {
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(86_400);
  }
}

/** Nothing that is shown or returned has the secret in it. */
export function expectNoSecret(shown: unknown) {
  expect(JSON.stringify(shown).toLowerCase()).not.toContain(SECRET.toLowerCase());
}

/** A server that answers as it is told, under a base URL of its own for each run, so that no limits are shared. */
export async function startFuzzServer() {
  let answer: (response: ServerResponse, url: URL) => void = (response) => response.end();
  let runs = 0;
  const server = createServer((request, response) => answer(response, new URL(request.url ?? "", "http://localhost")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Configuration for a run whose requests get this answer. */
    serve(newAnswer: typeof answer) {
      answer = newAnswer;
      const config: Record<string, string> = {
        "cloudflare:apiToken": SECRET,
        "cloudflare:baseUrl": `http://127.0.0.1:${port}/${runs++}`,
      };
      return (key: string) => config[key];
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
