import { ZONES } from "../emulator/emulator";
import { violationsOf } from "./events";
import { packOf, stacksOf, useEmulator } from "./programs";

const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

/** What the pack "plain" says of the status with this name, of a zone that has the setting off. */
const seen = (name: string) => {
  const message = `d\nplain: {"enabled":false,"modifiedOn":"2014-01-01T05:20:00.12345Z","zoneId":"${ZONES.disabled}"}`;
  return { level: "mandatory", on: `${STATUS} (${name})`, message };
};

test("a pack without this package's help sees each status, and validateAutoOriginTlsKex makes policies of one's own", async () => {
  const zones = { good: ZONES.enabled, bad: ZONES.disabled, never: ZONES.neverChanged };
  // A status made of a function's result is judged too.
  const stack = await stackOf("lookupsAndCall", zones, ZONES.disabled);
  const packs = [...(await packOf(stack, "plain", [STATUS])), ...(await packOf(stack, "own", []))];
  const violations = violationsOf(await stack.fail("preview", ...packs));
  const of = (name: string) => violations.filter(({ policy, on }) => policy !== "own" && on === seen(name).on);
  for (const name of ["bad", "shop"]) {
    expect(of(name)).toEqual([
      { policy: "resource", ...seen(name) },
      { policy: "stack", ...seen(name) },
    ]);
  }
  const own = { policy: "own", level: "mandatory", on: `${STATUS} (never)`, message: "d\nnever was never set" };
  expect(violations.filter(({ policy }) => policy === "own")).toEqual([own]);
  expect(violations).toHaveLength(5);
});

test("a status made of a function's result is judged without a provider process", async () => {
  const stack = await stackOf("statusOfCall", ZONES.disabled);
  const pack = await packOf(stack, "plain", [STATUS]);
  // An up stops at the first policy that it violates.
  expect(violationsOf(await stack.fail("up", ...pack))).toEqual([{ policy: "resource", ...seen("shop") }]);
  expect(await stack.resources("pulumi:providers:pulumi-nodejs")).toEqual([]);
});
