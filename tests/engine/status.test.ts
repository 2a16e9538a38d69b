import { ZONES } from "../emulator/emulator";
import { CHANGES_NOT_EXPECTED } from "./cli-words";
import { changesOf, enable, undecidedPolicies, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const POLICY = "auto-origin-tls-kex-enabled";
const description = "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

test("a pack without this package's help sees each status, and validateAutoOriginTlsKex makes policies of one's own", async () => {
  const stack = await stackOf("lookupsOf", { good: ZONES.enabled, bad: ZONES.disabled, never: ZONES.neverChanged });
  const pack = await packOf(stack, "plain", [STATUS]);
  const message = `d\nplain: {"enabled":false,"modifiedOn":"2014-01-01T05:20:00.12345Z","zoneId":"${ZONES.disabled}"}`;
  const seen = { level: "mandatory", on: `${STATUS} (bad)`, message };
  const [resource, whole] = [
    { policy: "resource", ...seen },
    { policy: "stack", ...seen },
  ];
  const own = { policy: "own", level: "mandatory", on: `${STATUS} (never)`, message: "d\nnever was never set" };
  const violations = violationsOf(await stack.fail("preview", ...pack, ...(await packOf(stack, "own", []))));
  expect(violations.filter(({ policy }) => policy !== "own")).toEqual([resource, whole]);
  expect(violations.filter(({ policy }) => policy === "own")).toEqual([own]);
  // An up stops at the first policy that it violates.
  expect(violationsOf(await stack.fail("up", ...pack))).toEqual([resource]);
});

test("the status is a child of the lookup, costs no request, is a change when the setting was flipped, and goes on destroy", async () => {
  const stack = await stackOf("lookupsOf", { shop: ZONES.enabled, blog: ZONES.neverChanged });
  const pack = await packOf(stack, "plain", [STATUS]);
  await stack.succeed("up", ...pack);
  expect(emulator.requests).toHaveLength(2);
  const values = { zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null };
  expect(await stack.resources(STATUS)).toContainEqual(
    expect.objectContaining({
      urn: `urn:pulumi:dev::shop::${LOOKUP}$${STATUS}::blog`,
      inputs: values,
      outputs: values,
    }),
  );

  // Unchanged.
  await stack.succeed("preview", "--expect-no-changes");
  await stack.succeed("refresh");
  await stack.succeed("preview", "--expect-no-changes");

  // Flipped.
  changeZone(emulator, ZONES.enabled, kex(false));
  const drift = await stack.fail("preview", "--expect-no-changes");
  expect(changesOf(drift)).toEqual({ [`${STATUS} (shop)`]: { enabled: [true, false] } });
  expect(drift.text).toMatch(CHANGES_NOT_EXPECTED);
  // A lookup that is not the target is judged all the same, by what was read now.
  const target = `urn:pulumi:dev::shop::${LOOKUP}::blog`;
  expect(violationsOf(await stack.fail("preview", ...pack, "--target", target))).toHaveLength(2);
  await stack.succeed("up");
  await stack.succeed("preview", "--expect-no-changes");

  await stack.succeed("destroy");
  expect(await stack.resources()).toEqual([]);
});

test("a zone that is unknown in preview is not decidable yet, and decided in up", async () => {
  const stack = await stackOf("lookupOfPending", ZONES.disabled);
  const pack = await packOf(stack, "enabled", []);
  expect(undecidedPolicies(await stack.succeed("preview", ...pack))).toEqual([POLICY]);
  expect(violationsOf(await stack.fail("up", ...pack))).toEqual([
    {
      policy: POLICY,
      level: "mandatory",
      on: `${STATUS} (shop)`,
      message: `${description}\n${enable(ZONES.disabled)}`,
    },
  ]);
});

test("a status made of a function's result is judged too, without a provider process", async () => {
  const stack = await stackOf("statusOfCall", ZONES.disabled);
  const pack = await packOf(stack, "plain", [STATUS]);
  expect(violationsOf(await stack.fail("preview", ...pack))).toHaveLength(2);
  expect(violationsOf(await stack.fail("up", ...pack))).toHaveLength(1);
  expect(await stack.resources("pulumi:providers:pulumi-nodejs")).toEqual([]);
});
