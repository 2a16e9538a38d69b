import { gte } from "semver";
import { ZONES } from "../emulator/emulator";
import { shownViolations } from "./cli-words";
import { enable, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const POLICY = "auto-origin-tls-kex-enabled";
const description = "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.";

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
    // The zone is judged once, by whichever lookup comes first.
    expect(violations).toEqual([expect.objectContaining({ on: expect.stringContaining(STATUS) })]);
  }
});

test("a status whose inputs are not shown to packs is judged by its outputs, in preview and in up", async () => {
  const stack = await stackOf("madeStatus", ZONES.enabled);
  stack.env.PULUMI_NODEJS_SKIP_COMPONENT_INPUTS = "1";
  const pack = await packOf(stack, "enabled", []);
  for (const operation of ["preview", "up"]) await stack.succeed(operation, ...pack);
  await stack.change("lookupsOf", { a: ZONES.disabled });
  for (const operation of ["preview", "up"]) {
    expect(violationsOf(await stack.fail(operation, ...pack))[0]?.message).toContain(enable(ZONES.disabled));
  }
});

test("policy analyze judges by the lookup in the state, and not by its status, which a refresh leaves as it was", async () => {
  const stack = await stackOf("lookupsOf", { shop: ZONES.enabled });
  const pack = await packOf(stack, "enabled", []);
  await stack.succeed("up", ...pack);
  changeZone(emulator, ZONES.enabled, kex(false));
  await stack.succeed("refresh");
  const shown = async (type: string) => (await stack.resources(type)).map(({ outputs }) => outputs.enabled);
  expect([await shown(":AutoOriginTlsKex"), await shown("Status")]).toEqual([[false], [true]]);

  const { stdout: version } = await stack.succeed("version");
  const run = await stack.pulumi("policy", "analyze", ...pack, "--stack", "dev");
  expect(run.code).not.toBe(0);
  // An older CLI has no such command.
  const isThere = gte(version.trim(), "3.229.0");
  expect(run.text).toContain(isThere ? enable(ZONES.enabled).split("\n")[0] : "unknown");
});
