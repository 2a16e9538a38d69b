import { ACCOUNT, CREDENTIALS, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { READ_FAILED } from "./cli-words";
import { allDiagnosticsOf, changesOf, diagnosticsOf, progressOf, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";
const ENABLED = "auto-origin-tls-kex-enabled";
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
  expect(changesOf(drift)).toMatchObject({ [`${STATUS} (all)`]: { allEnabled: [false, true] } });
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

test("a zone that cannot be read fails its fleet with one diagnostic, as do arguments that make no fleet", async () => {
  const stack = await stackOf("fleets", {
    all: { zoneIds: [ZONES.enabled, id(7)] },
    both: { zoneIds: [ZONES.enabled], accountId: ACCOUNT } as never,
    domain: { zoneIds: [ZONES.enabled, "shop.example"] },
  });
  const preview = await stack.fail("preview");
  expect(diagnosticsOf(preview, `${TYPE} (all)`)).toEqual([
    expect.stringMatching(
      `^error: ${READ_FAILED}Cannot read the Auto-Origin TLS KEX setting of 1 of 2 zones\n {2}Cannot read .* of zone ${id(7)}\n[^]*HTTP status 404[^]*What to do: see each zone\\. With onZoneError: "report"`,
    ),
  ]);
  expect(diagnosticsOf(preview, `${TYPE} (both)`)).toEqual([
    expect.stringContaining("A fleet needs zoneIds or accountId, and both were given."),
  ]);
  expect(diagnosticsOf(preview, `${TYPE} (domain)`)).toEqual([
    expect.stringContaining('"shop.example" is a domain name: a lookup of one zone takes it as zoneName'),
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

test("policies and assertions judge a fleet, and pass neither a zone that could not be read nor a fleet without zones", async () => {
  const some = { zoneIds: [ZONES.enabled, ZONES.disabled, id(7)], onZoneError: "report" as const };
  const none = { accountId: ACCOUNT, namePattern: "*.exmaple" };
  const disabled = `Auto-Origin TLS KEX must be enabled, and is disabled for 1 of 3 zones; 1 could not be read:
  ${ZONES.disabled}: disabled
  ${id(7)}: could not be read: HTTP status 404, 7003`;
  const empty =
    "This fleet has no zones, so there is nothing to judge.\n" +
    "  What to do: Check the zone ids, or the account and the name pattern.";
  const stack = await stackOf("fleets", { some, none });
  const preview = await stack.fail("preview", ...(await packOf(stack, "all", [{ allowed: ["fips", "pqh"] }])));
  const violations = violationsOf(preview);
  expect(violations.filter(({ on, policy }) => on === `${STATUS} (some)` && policy === ENABLED)).toEqual([
    expect.objectContaining({ message: expect.stringContaining(disabled) }),
  ]);
  const ofNone = violations.filter(({ on }) => on === `${STATUS} (none)`);
  expect(ofNone.map(({ policy }) => policy).sort()).toEqual([ENABLED, "origin-tls-compliance-modes-match"]);
  for (const { message } of ofNone) expect(message).toContain(empty);
  const warning = `warning: This fleet has no zones: account ${ACCOUNT} has none with a name like *.exmaple.`;
  expect(diagnosticsOf(preview, `${TYPE} (none)`)).toEqual([warning]);

  await stack.change("asserted", { some: [some, {}], none: [none, { enabled: false }] });
  const asserted = await stack.fail("preview");
  expect(diagnosticsOf(asserted, `${TYPE} (some)`)).toContainEqual(expect.stringContaining(`error: ${disabled}`));
  expect(diagnosticsOf(asserted, `${TYPE} (none)`)).toContain(`error: ${empty}`);
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
