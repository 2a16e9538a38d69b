import { ACCOUNT, CREDENTIALS, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { READ_FAILED } from "./cli-words";
import { allDiagnosticsOf, changesOf, diagnosticsOf, progressOf, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus (all)";
const CHANGED = "2014-01-01T05:20:00.12345Z";
const ZONE_IDS = [ZONES.neverChanged, ZONES.disabled, ZONES.enabled];
const id = (number: number) => number.toString(16).padStart(32, "0");

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/fleets")>("fleets", emulator);

function addZones(zones: Record<string, string>) {
  for (const [zoneId, name] of Object.entries(zones)) emulator.zones.set(zoneId, makeZone(zoneId, name));
}

test("a fleet of ids: one resource, read in preview, up and refresh, unchanged while its zones are", async () => {
  const stack = await stackOf("fleet", { zoneIds: ZONE_IDS });
  await stack.succeed("preview");
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({
    zones: [
      { zoneId: ZONES.enabled, enabled: true, modifiedOn: CHANGED },
      { zoneId: ZONES.disabled, enabled: false, modifiedOn: CHANGED },
      { zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
    ],
    total: 3,
    allEnabled: false,
    enabledZoneIds: [ZONES.enabled, ZONES.neverChanged],
    disabledZoneIds: [ZONES.disabled],
    failedZoneIds: [],
    isInstance: true,
  });
  expect(emulator.requests).toHaveLength(6);
  expect(await stack.resources(TYPE)).toMatchObject([{ id: "zones", external: true }]);
  await stack.succeed("refresh", "--expect-no-changes");
  await stack.succeed("preview", "--expect-no-changes");

  changeZone(emulator, ZONES.disabled, kex(true));
  const drift = await stack.fail("preview", "--expect-no-changes");
  expect(changesOf(drift)).toMatchObject({ [STATUS]: { allEnabled: [false, true] } });
  await stack.succeed("destroy");
});

test("a fleet of an account is found again by a refresh, with zones that came and went", async () => {
  const stack = await stackOf("fleetOfAccount", ACCOUNT, "*.example");
  await stack.succeed("up");
  const namesOf = (zones: unknown) => (zones as { name: string }[]).map(({ name }) => name);
  expect(namesOf((await stack.outputs()).zones)).toEqual([
    "disabled.example",
    "enabled.example",
    "never-changed.example",
  ]);
  emulator.zones.delete(ZONES.neverChanged);
  addZones({ [id(1)]: "new.example", [id(2)]: "new.example.org" });
  await stack.succeed("refresh");
  const [fleet] = await stack.resources(TYPE);
  expect(namesOf(fleet?.outputs.zones)).toEqual(["disabled.example", "enabled.example", "new.example"]);
});

test("while a part of its zones is unknown in preview, nothing is read", async () => {
  const stack = await stackOf("fleetOfPending", ZONES.enabled, ZONES.disabled);
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up");
  expect(await stack.outputs()).toMatchObject({ disabledZoneIds: [ZONES.disabled] });
});

test("one zone that cannot be read fails the fleet with one diagnostic", async () => {
  const stack = await stackOf("fleet", { zoneIds: [ZONES.enabled, id(7)] });
  const preview = await stack.fail("preview");
  expect(diagnosticsOf(preview, `${TYPE} (all)`)).toEqual([
    expect.stringMatching(
      `^error: ${READ_FAILED}Cannot read the Auto-Origin TLS KEX setting of 1 of 2 zones\n {2}Cannot read .* of zone ${id(7)}\n[^]*HTTP status 404[^]*What to do: see each zone\\. With onZoneError: "report"`,
    ),
  ]);
  expect(allDiagnosticsOf(preview)).toContain("info#err: lookup all: failed, see the error on its own row");
  expect(preview.text).not.toMatch(/^\s+at /m);
});

test('with onZoneError: "report" it is an entry with enabled null, and a warning', async () => {
  const stack = await stackOf("fleet", { zoneIds: [ZONES.enabled, id(7)], onZoneError: "report" });
  expect(diagnosticsOf(await stack.succeed("up"), `${TYPE} (all)`)).toEqual([
    expect.stringMatching(
      `^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}${id(7)}: HTTP status 404, 7003`,
    ),
  ]);
  expect(await stack.outputs()).toMatchObject({
    zones: [
      { zoneId: id(7), enabled: null, modifiedOn: null, error: expect.stringContaining("7003") },
      { enabled: true },
    ],
    allEnabled: false,
    failedZoneIds: [id(7)],
  });
});

test("policies and assertions judge a fleet, and never pass a zone that could not be read", async () => {
  const args = { zoneIds: [ZONES.enabled, ZONES.disabled, id(7)], onZoneError: "report" as const };
  const stack = await stackOf("fleet", args);
  const violation = `Auto-Origin TLS KEX is disabled for 1 zone, and must be enabled:
  ${ZONES.disabled}
1 zone could not be read, so the status is unknown:
  ${id(7)}`;
  const preview = await stack.fail("preview", ...(await packOf(stack, "enabled", [])));
  expect(violationsOf(preview)).toEqual([
    expect.objectContaining({ on: STATUS, message: expect.stringContaining(violation) }),
  ]);
  await stack.change("asserted", args, {});
  expect(diagnosticsOf(await stack.fail("preview"), `${TYPE} (all)`)).toContainEqual(
    expect.stringContaining(`error: ${violation}`),
  );
});

test("a fleet without zones passes no policy and no assertion", async () => {
  const args = { accountId: ACCOUNT, namePattern: "*.exmaple" };
  const stack = await stackOf("fleet", args);
  const violation =
    "This fleet has no zones, so there is nothing to judge.\n" +
    "  What to do: Check the zone ids, or the account and the name pattern.";
  const preview = await stack.fail("preview", ...(await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }])));
  const violations = violationsOf(preview);
  expect(violations.map(({ policy }) => policy).sort()).toEqual([
    "auto-origin-tls-kex-enabled",
    "zones-have-auto-origin-tls-kex",
    "zones-have-origin-tls-compliance-modes",
  ]);
  for (const { on, message } of violations) {
    expect(on).toBe(STATUS);
    expect(message).toContain(violation);
  }
  const warning = `warning: This fleet has no zones: account ${ACCOUNT} has none with a name like *.exmaple.`;
  expect(diagnosticsOf(preview, `${TYPE} (all)`)).toEqual([warning]);
  await stack.change("asserted", args, { enabled: false });
  expect(diagnosticsOf(await stack.fail("preview"), `${TYPE} (all)`)).toContain(`error: ${violation}`);
});

test("a fleet of both ids and an account is refused", async () => {
  const stack = await stackOf("fleet", { zoneIds: [ZONES.disabled], accountId: ACCOUNT } as never);
  const [error] = diagnosticsOf(await stack.fail("preview"), `${TYPE} (all)`);
  expect(error).toContain("A fleet needs zoneIds or accountId, and both were given.");
});

test("profiles give each lookup the account of its own, also in a refresh", async () => {
  const other = await startEmulator();
  changeZone(other, ZONES.enabled, kex(false));
  try {
    const stack = await stackOf("profiles", ZONES.enabled, "acme");
    stack.env.ACME_BASE_URL = other.baseUrl;
    await stack.succeed("config", "set", "--secret", "acme:apiToken", CREDENTIALS.token);
    await stack.succeed("up");
    expect(await stack.outputs()).toEqual({ own: true, other: false, fleet: false, call: false });
    other.requests.length = 0;
    await stack.succeed("refresh");
    expect(other.requests.length).toBeGreaterThan(0);
    const lookup = (await stack.resources(":AutoOriginTlsKex")).find(({ urn }) => urn.endsWith("::other"));
    expect(lookup?.outputs).toMatchObject({ enabled: false, profile: "acme" });
  } finally {
    await other.close();
  }
});

test("longer work shows how far it is, without a line for each zone", async () => {
  const zoneIds = Array.from({ length: 200 }, (_, i) => id(i));
  addZones(Object.fromEntries(zoneIds.map((zoneId, i) => [zoneId, `zone-${i}.example`])));
  emulator.latencyMs = 1_500;
  const stack = await stackOf("fleet", { zoneIds });
  const preview = await stack.succeed("preview");
  expect(progressOf(preview)).toContainEqual(expect.stringMatching(/Auto-Origin TLS KEX: \d+ of 200 zones read/));
  expect(progressOf(preview).length).toBeLessThan(10);
  expect(allDiagnosticsOf(preview)).toEqual([]);
});
