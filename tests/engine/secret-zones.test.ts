import { ACCOUNT, ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { changeZone, type ProgramStack, stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);
const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex (shop)";
const FLEET = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet (all)";

const emulator = useEmulator();
type Programs = typeof import("./programs/secrets");
const stackOf = stacksOf<Programs>("secrets", emulator);

/** Runs everything, of which nothing may print or store one of the secrets; returns the up. */
async function expectSecrecy(stack: ProgramStack<Programs>, ...secrets: string[]) {
  const up = await stack.succeed("up");
  const printed = [
    up,
    await stack.succeed("preview", "--diff", "--expect-no-changes"),
    await stack.succeed("refresh", "--diff", "--expect-no-changes"),
    await stack.succeed("up", "--diff", "--expect-no-changes"),
    await stack.succeed("preview", "--json"),
    await stack.succeed("stack", "export"),
    await stack.succeed("stack", "output", "--json"),
  ];
  const lines = printed.flatMap(({ text }) => text.split("\n"));
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  return up;
}

const outputs = async (stack: ProgramStack<Programs>) => [await stack.outputs(), await stack.outputs("--show-secrets")];

test("a secret zone id makes the lookups, their status and warnings secret", async () => {
  const said = `Zone ${ZONES.enabled} (enabled.example) goes away`;
  changeZone(emulator, ZONES.enabled, { messages: [{ code: 1234, message: said }] });
  const stack = await stackOf("secretZoneId", ZONES.enabled);
  const up = await expectSecrecy(stack, ZONES.enabled);
  expect(diagnosticsOf(up, LOOKUP)).toEqual([
    "warning: Cloudflare says about zone [secret]: 1234: Zone [secret] (enabled.example) goes away",
  ]);
  const [hidden, shown] = await outputs(stack);
  expect(hidden?.call).toBe("[secret]");
  expect(shown).toMatchObject({
    kex: { zoneId: ZONES.enabled, enabled: true, settingId: "auto_origin_tls_kex" },
    modes: { zoneId: ZONES.enabled, modes: ["fips", "pqh"] },
    call: { zoneId: ZONES.enabled, enabled: true },
  });
  // Not even the value is told of a zone that nobody is to know.
  for (const status of await stack.resources("Status")) expect(JSON.stringify(status)).not.toMatch(/true|fips/);
});

test("a secret zone name makes the zone's id secret too", async () => {
  const said = `Zone ${ZONES.enabled} (enabled.example) goes away`;
  changeZone(emulator, ZONES.enabled, { messages: [{ code: 1234, message: said }] });
  const stack = await stackOf("secretZoneName", "enabled.example");
  const up = await expectSecrecy(stack, "enabled.example", ZONES.enabled);
  expect(diagnosticsOf(up, LOOKUP)).toEqual([
    "warning: Cloudflare says about zone [secret]: 1234: Zone [secret] ([secret]) goes away",
  ]);
  const [, shown] = await outputs(stack);
  expect(shown).toMatchObject({ kex: { zoneId: ZONES.enabled, enabled: true }, call: { id: ZONES.enabled } });
});

test("one secret zone id makes the whole fleet secret, and its warnings name no zone", async () => {
  changeZone(emulator, ZONES.enabled, { messages: [{ code: 1234, message: "Going away" }] });
  const stack = await stackOf("secretZoneIds", NO_ZONE, ZONES.enabled);
  const up = await expectSecrecy(stack, NO_ZONE);
  expect(diagnosticsOf(up, FLEET).sort()).toEqual([
    expect.stringMatching(
      /^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}\[secret\]: HTTP status 404, 7003/,
    ),
    "warning: Cloudflare says about this lookup: 1234: zone [secret]: Going away",
  ]);
  const [hidden, shown] = await outputs(stack);
  expect(hidden?.call).toBe("[secret]");
  expect(shown).toMatchObject({ fleet: { failedZoneIds: [NO_ZONE] }, call: { failedZoneIds: [NO_ZONE] } });
});

test("a secret account is in no warning either", async () => {
  const stack = await stackOf("secretAccount", ACCOUNT, "*.exmaple");
  const up = await expectSecrecy(stack, ACCOUNT);
  expect(diagnosticsOf(up, FLEET)).toEqual([
    "warning: This fleet has no zones: account [secret] has none with a name like [secret].",
  ]);
});
