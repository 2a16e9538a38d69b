import * as pulumi from "@pulumi/pulumi";
import {
  AutoOriginTlsKex,
  AutoOriginTlsKexFleet,
  assertAutoOriginTlsKex,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexFleetOutput,
  getZoneId,
  OriginTlsComplianceModes,
  OriginTlsError,
} from "../../sdk";
import { originTlsComplianceModesMatch } from "../../sdk/policy";
import { promiseOf } from "../../sdk/testing";

const zoneId = "023e105f4ecef8ad9ca31a8372d0c353";
const OF_A_ZONE = "its arguments are zoneId, zoneName and profile.";
const OF_A_FLEET = "its arguments are zoneIds, accountId, namePattern, activeOnly, onZoneError and profile.";

const TARGET = pulumi.output({ zoneId, enabled: true });

/** Calls without the type checker's help. */
type Untyped = (...args: unknown[]) => unknown;
const made = (type: unknown, ...args: unknown[]) => new (type as new (...args: unknown[]) => unknown)("shop", ...args);
const called = (f: unknown, ...args: unknown[]) => (f as Untyped)(...args);

async function failureOf(run: () => unknown): Promise<OriginTlsError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof OriginTlsError) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}

test.each<[() => unknown, string, string]>([
  [() => made(AutoOriginTlsKex, { zoneId, profiel: "acme" }), 'AutoOriginTlsKex has no argument "profiel"', OF_A_ZONE],
  [
    () => made(OriginTlsComplianceModes, { zoneID: zoneId }),
    'OriginTlsComplianceModes has no argument "zoneID"',
    OF_A_ZONE,
  ],
  [
    () => made(AutoOriginTlsKexFleet, { accountId: zoneId, namePatern: "*.example", activ: true }),
    'AutoOriginTlsKexFleet has no argument "namePatern" or "activ"',
    OF_A_FLEET,
  ],
  [
    () => called(getAutoOriginTlsKex, { zoneId, profiel: undefined }),
    'getAutoOriginTlsKex has no argument "profiel"',
    OF_A_ZONE,
  ],
  [
    () => called(getAutoOriginTlsKexFleetOutput, { zoneIDs: [] }),
    'getAutoOriginTlsKexFleet has no argument "zoneIDs"',
    OF_A_FLEET,
  ],
  [
    () => called(getZoneId, { zoneName: "shop.example" }),
    'getZoneId has no argument "zoneName"',
    "its arguments are name, accountId and profile.",
  ],
  [
    () => called(assertAutoOriginTlsKex, TARGET, { level: "advisory" }),
    'assertAutoOriginTlsKex has no argument "level"',
    "its arguments are enabled, enforcementLevel and message.",
  ],
  [
    () => called(originTlsComplianceModesMatch, { allowed: ["fips"], require: ["fips"] }),
    'originTlsComplianceModesMatch has no argument "require"',
    "its arguments are allowed and required.",
  ],
])("a misspelt argument is refused: %#", async (run, problem, hint) => {
  const { code, message } = await failureOf(run);
  expect(code).toBe("INPUT");
  expect(message).toBe(`${problem}.\n  What to do: Check the spelling: ${hint}`);
});

test.each<[string, unknown, string]>([
  ["nothing", undefined, "none"],
  ["null", null, "none"],
  ["a text", zoneId, "something else"],
  ["a list", [zoneId], "something else"],
  ["an output", pulumi.output({ zoneId }), "something else"],
  ["a promise", Promise.resolve({ zoneId }), "something else"],
])("%s in place of the arguments is refused", async (_, args, given) => {
  const problem = `needs an object with its arguments, and ${given} was given.\n  What to do: They are zoneId, zoneName and profile.`;
  expect((await failureOf(() => made(AutoOriginTlsKex, args))).message).toBe(`AutoOriginTlsKex ${problem}`);
  expect((await failureOf(() => called(getAutoOriginTlsKex, args))).message).toBe(`getAutoOriginTlsKex ${problem}`);
});

const NO_TARGET =
  "assertAutoOriginTlsKex needs a lookup of Auto-Origin TLS KEX, a fleet, the status of either, or the result of a function";

test.each<[string, () => unknown, string]>([
  ["nothing", () => undefined, "none"],
  ["null", () => null, "none"],
  ["a text", () => zoneId, "something else"],
  ["a truth value", () => true, "something else"],
  ["a function", () => () => true, "something else"],
  ["a list", () => [{ zoneId, enabled: true }], "something else"],
  ["another result", () => ({ zoneId, modes: [] }), "something else"],
  ["another resource with this property", () => new Declared(), "something else"],
])("%s cannot be asserted", async (_, target, given) => {
  const failure = await failureOf(() => called(assertAutoOriginTlsKex, target()));
  expect(failure.code).toBe("INPUT");
  expect(failure.message).toBe(`${NO_TARGET}, and ${given} was given.\n  What to do: Give it as the first argument.`);
});

/** A setting that is declared, not read. */
class Declared extends pulumi.ComponentResource {
  readonly enabled = pulumi.output(true);
  readonly zoneId = pulumi.output(zoneId);

  constructor() {
    super("cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex", "shop");
  }
}

test.each<[object, string]>([
  [{ enabled: "true" }, "enabled of assertAutoOriginTlsKex must be true or false"],
  [{ enabled: null }, "enabled of assertAutoOriginTlsKex must be true or false"],
  [{ enabled: pulumi.output(true) }, "enabled of assertAutoOriginTlsKex must be true or false"],
  [
    { enabled: false, enforcementLevel: "disabled" },
    'enforcementLevel of assertAutoOriginTlsKex must be "mandatory" or "advisory"',
  ],
  [{ message: 5 }, "message of assertAutoOriginTlsKex must be a text"],
  [{ message: "" }, "message of assertAutoOriginTlsKex must be a text"],
])("an option of an assertion has a value that exists: %#", async (options, problem) => {
  const { code, message } = await failureOf(() => called(assertAutoOriginTlsKex, TARGET, options));
  expect(code).toBe("INPUT");
  expect(message).toBe(`${problem}.\n  What to do: Correct it, or leave it out.`);
});

test("options of an assertion may be undefined", async () => {
  const options = { enabled: undefined, enforcementLevel: undefined, message: undefined };
  expect(await promiseOf(assertAutoOriginTlsKex(TARGET as never, options))).toBe(true);
});
