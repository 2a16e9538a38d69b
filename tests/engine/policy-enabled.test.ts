import { ZONES } from "../emulator/emulator";
import { shownViolations } from "./cli-words";
import { enable, violationsOf } from "./events";
import { packOf, stacksOf, useEmulator } from "./programs";

const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const POLICY = "auto-origin-tls-kex-enabled";
const description = "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

test("passes for enabled zones and reports each disabled one on its status", async () => {
  const stack = await stackOf("lookupsOf", { a: ZONES.enabled, b: ZONES.neverChanged });
  const pack = await packOf(stack, "enabled", []);
  await stack.succeed("preview", ...pack);
  await stack.succeed("up", ...pack);

  await stack.change("lookupsOf", { a: ZONES.enabled, b: ZONES.disabled });
  const violation = `[mandatory]  ${POLICY}  (${STATUS}: b)\n${description}\n${enable(ZONES.disabled)}`;
  expect(shownViolations(await stack.fail("preview", ...pack))).toEqual([violation]);
  expect(shownViolations(await stack.fail("up", ...pack))).toEqual([violation]);
});

test("is configured by the pack's configuration: exempt zones and enforcement level", async () => {
  const stack = await stackOf("lookupsOf", { b: ZONES.disabled });
  const configured = async (config: object) => packOf(stack, "enabled", [], { [POLICY]: config });
  const exempt = await stack.succeed("preview", ...(await configured({ exemptZones: [ZONES.disabled] })));
  expect(violationsOf(exempt)).toEqual([]);
  const advisory = await stack.succeed("preview", ...(await configured({ enforcementLevel: "advisory" })));
  expect(shownViolations(advisory)).toEqual([
    `[advisory]  ${POLICY}  (${STATUS}: b)\n${description}\n${enable(ZONES.disabled)}`,
  ]);
  const wrong = await stack.fail("preview", ...(await configured({ exemptZones: "all" })));
  expect(wrong.text).toMatch(/exemptZones/);
});

test("a zone is exempt by the name that a lookup has for it, in preview and in up", async () => {
  const stack = await stackOf("lookups", { a: { zoneName: "disabled.example" }, b: { zoneId: ZONES.disabled } });
  const exempting = async (name: string) => packOf(stack, "enabled", [], { [POLICY]: { exemptZones: [name] } });
  for (const operation of ["preview", "up"]) {
    expect(violationsOf(await stack.succeed(operation, ...(await exempting("Disabled.example"))))).toEqual([]);
    const violations = violationsOf(await stack.fail(operation, ...(await exempting("other.example"))));
    expect(violations.map(({ on }) => on).sort()).toEqual([`${STATUS} (a)`, `${STATUS} (b)`]);
  }
});

test("a status whose value is not shown to packs is a violation, never a pass", async () => {
  const stack = await stackOf("madeStatus", ZONES.enabled);
  stack.env.PULUMI_NODEJS_SKIP_COMPONENT_INPUTS = "1";
  const pack = await packOf(stack, "enabled", []);
  // A preview judges the outputs, which are shown all the same.
  await stack.succeed("preview", ...pack);
  const [violation] = violationsOf(await stack.fail("up", ...pack));
  expect(violation?.message).toContain("was not shown to the policy, so it cannot be decided");
  await stack.change("lookupsOf", { a: ZONES.disabled });
  expect(violationsOf(await stack.fail("preview", ...pack))[0]?.message).toContain(enable(ZONES.disabled));
});
