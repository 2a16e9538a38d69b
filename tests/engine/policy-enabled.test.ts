import { gte } from "semver";
import { makeZone, ZONES } from "../emulator/emulator";
import { shownViolations } from "./cli-words";
import { enable, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const POLICY = "auto-origin-tls-kex-enabled";
const description = "Every Cloudflare zone of the stack must have Auto-Origin TLS KEX enabled.";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

test("passes for enabled zones and reports each disabled one on its status", async () => {
  const stack = await stackOf("lookupsOf", { a: ZONES.enabled, b: ZONES.disabled, c: ZONES.neverChanged });
  const pack = await packOf(stack, "enabled", []);
  const violation = `[mandatory]  ${POLICY}  (${STATUS}: b)\n${description}\n${enable(ZONES.disabled)}`;
  for (const operation of ["preview", "up"]) {
    expect(shownViolations(await stack.fail(operation, ...pack))).toEqual([violation]);
  }
});

test("is configured by the pack's configuration: exempt zones, by id or a lookup's name, and enforcement level", async () => {
  const [byId, other] = ["a1".repeat(16), "b2".repeat(16)];
  emulator.zones.set(byId, makeZone(byId, "by-id.example", kex(false)));
  emulator.zones.set(other, makeZone(other, "other.example", kex(false)));
  const named = { a: { zoneName: "disabled.example" }, b: { zoneId: ZONES.disabled } };
  const others = { c: { zoneName: "other.example" }, d: { zoneId: other } };
  const stack = await stackOf("lookups", { byId: { zoneId: byId }, ...named, ...others });
  const exemptZones = [byId, "Disabled.example", "another.example"];
  const configured = async (config: object) => packOf(stack, "enabled", [], { [POLICY]: config });
  const advisory = await stack.succeed("preview", ...(await configured({ exemptZones, enforcementLevel: "advisory" })));
  const mandatory = await stack.fail("up", ...(await configured({ exemptZones })));
  for (const [run, level] of [
    [advisory, "advisory"],
    [mandatory, "mandatory"],
  ] as const) {
    // The zone is judged once, by whichever lookup comes first.
    const [only, ...further] = shownViolations(run);
    const facts = expect.stringContaining(`${description}\n${enable(other, "other.example")}`);
    expect(only).toEqual(facts);
    expect(only).toMatch(new RegExp(`^\\[${level}\\]  ${POLICY}  \\(${STATUS}: [cd]\\)\n`));
    expect(further).toEqual([]);
  }
});

test("a status whose inputs are not shown to packs is judged by its outputs, in preview and in up", async () => {
  const stack = await stackOf("madeStatus", ZONES.enabled, { b: ZONES.disabled });
  stack.env.PULUMI_NODEJS_SKIP_COMPONENT_INPUTS = "1";
  const pack = await packOf(stack, "enabled", []);
  for (const operation of ["preview", "up"]) {
    expect(violationsOf(await stack.fail(operation, ...pack))).toEqual([
      expect.objectContaining({ on: `${STATUS} (b)`, message: expect.stringContaining(enable(ZONES.disabled)) }),
    ]);
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
