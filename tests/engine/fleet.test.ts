import { ACCOUNT, CREDENTIALS, type EmulatedZone, makeZone, startEmulator, ZONES } from "../emulator/emulator";
import { READ_FAILED } from "./cli-words";
import { allDiagnosticsOf, changesOf, countsOf, diagnosticsOf, progressOf, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus";
const ENABLED = "auto-origin-tls-kex-enabled";
const CHANGED = "2014-01-01T05:20:00.12345Z";
const ZONE_IDS = [ZONES.neverChanged, ZONES.disabled, ZONES.enabled];
const id = (number: number) => number.toString(16).padStart(32, "0");

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/fleets")>("fleets", emulator);

/** An account with zones of its own. */
const SHOPS = "a".repeat(32);
/** Zones of which the second one is unknown in preview. */
const PENDING: [string, string] = [id(0x21), id(0x22)];
const PROFILE_ZONE = id(0x31);

function addZones(zones: Record<string, string>, more: Partial<EmulatedZone> = {}) {
  for (const [zoneId, name] of Object.entries(zones)) emulator.zones.set(zoneId, makeZone(zoneId, name, more));
}

/** How many requests there were so far for the status of these zones. */
const requestsOf = (zoneIds: string[]) =>
  emulator.requests.filter(({ url }) => zoneIds.some((zoneId) => url.includes(zoneId))).length;

test("fleets are read in preview when all of their zones are known, in up and in refresh, and are unchanged while their zones are", async () => {
  addZones({ [id(0x11)]: "one.example", [id(0x12)]: "two.example" }, { accountId: SHOPS });
  addZones({ [PENDING[0]]: "known.example", [PENDING[1]]: "pending.example" });
  changeZone(emulator, PENDING[1], kex(false));
  // The same zone in two accounts, each with an API of its own.
  const other = await startEmulator();
  addZones({ [PROFILE_ZONE]: "profile.example" });
  other.zones.set(PROFILE_ZONE, makeZone(PROFILE_ZONE, "profile.example", kex(false)));
  const manyIds = Array.from({ length: 200 }, (_, i) => id(0x1000 + i));
  addZones(Object.fromEntries(manyIds.map((zoneId, i) => [zoneId, `zone-${i}.example`])));
  try {
    const ofIds = {
      all: { zoneIds: ZONE_IDS },
      reported: { zoneIds: [ZONES.enabled, id(7)], onZoneError: "report" as const },
    };
    const others = {
      account: { id: SHOPS, namePattern: "*.example" },
      pending: PENDING,
      profiles: { zoneId: PROFILE_ZONE, profile: "acme" },
    };
    const stack = await stackOf("everyFleet", { fleets: { ...ofIds, many: { zoneIds: manyIds } }, ...others });
    stack.env.ACME_BASE_URL = other.baseUrl;
    await stack.succeed("config", "set", "--secret", "acme:apiToken", CREDENTIALS.token);

    // Longer work shows how far it is, without a line for each zone.
    emulator.latencyMs = 1_500;
    const preview = await stack.succeed("preview");
    emulator.latencyMs = 0;
    expect(progressOf(preview)).toContainEqual(expect.stringMatching(/Auto-Origin TLS KEX: \d+ of 200 zones read/));
    expect(progressOf(preview).length).toBeLessThan(10);
    // With onZoneError: "report" a zone that cannot be read is a warning.
    const warning = expect.stringMatching(
      `^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}${id(7)}: HTTP status 404, 7003`,
    );
    expect(allDiagnosticsOf(preview)).toEqual([warning]);
    // While a part of its zones is unknown, nothing of a fleet is read.
    expect([requestsOf(ZONE_IDS), requestsOf(PENDING)]).toEqual([4, 0]);

    await stack.change("everyFleet", { fleets: ofIds, ...others });
    const up = await stack.succeed("up");
    expect([requestsOf(ZONE_IDS), requestsOf(PENDING)]).toEqual([8, 2]);
    const outputs = await stack.outputs();
    expect(outputs.all).toEqual({
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
    // What cannot be read is an entry with enabled null.
    expect(outputs.reported).toMatchObject({
      zones: [
        { zoneId: id(7), enabled: null, modifiedOn: null, error: expect.stringContaining("7003") },
        { enabled: true },
      ],
      allEnabled: false,
      failedZoneIds: [id(7)],
    });
    expect(diagnosticsOf(up, `${TYPE} (reported)`)).toEqual([warning]);
    const namesOf = (zones: unknown) => (zones as { name: string }[]).map(({ name }) => name);
    expect(outputs).toMatchObject({ account: { total: 2 }, pending: { disabledZoneIds: [PENDING[1]] } });
    expect(namesOf((outputs.account as { zones: unknown }).zones)).toEqual(["one.example", "two.example"]);
    // A profile gives each lookup the account of its own.
    expect(outputs.profiles).toEqual({ own: true, other: false, fleet: false, call: false });
    const resourceOf = async (type: string, name: string) =>
      (await stack.resources(type)).find(({ urn }) => urn.endsWith(`::${name}`));
    expect(await resourceOf(TYPE, "all")).toMatchObject({ id: "zones", external: true });
    expect((await stack.resources(TYPE)).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2)).sort()).toEqual([
      "account",
      "all",
      "other",
      "pending",
      "reported",
    ]);

    // A refresh finds the zones of an account again, those that came and those that went, and changes no other fleet.
    emulator.zones.delete(id(0x12));
    addZones({ [id(0x13)]: "new.example", [id(0x14)]: "new.example.org" }, { accountId: SHOPS });
    other.requests.length = 0;
    expect(Object.keys(changesOf(await stack.succeed("refresh")))).toEqual([`${TYPE} (account)`]);
    expect(namesOf((await resourceOf(TYPE, "account"))?.outputs.zones)).toEqual(["new.example", "one.example"]);
    // It reads with the profile, too.
    expect(other.requests.length).toBeGreaterThan(0);
    expect((await resourceOf(":AutoOriginTlsKex", "other"))?.outputs).toMatchObject({
      enabled: false,
      profile: "acme",
    });

    changeZone(emulator, ZONES.disabled, kex(true));
    const drift = await stack.fail("preview", "--expect-no-changes");
    expect(changesOf(drift)).toMatchObject({ [`${STATUS} (all)`]: { allEnabled: [false, true] } });
    // Beside it only the status of the account, which a refresh leaves as it was.
    expect(Object.keys(changesOf(drift)).sort()).toEqual([`${STATUS} (account)`, `${STATUS} (all)`]);
    // The same are the stack, the zone that was pending and the other statuses.
    expect(countsOf(drift)).toMatchObject({ same: 7, update: 2 });
  } finally {
    await other.close();
  }
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
      `^error: ${READ_FAILED}Cannot read the Auto-Origin TLS KEX setting of 1 of 2 zones\n {2}Cannot read .* of zone ${id(7)}\n[^]*HTTP status 404[^]*What to do: see each zone\\. [^]*With onZoneError: "report"`,
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
  const warning = `warning: This fleet has no zones: these credentials see no active zone with a name like *.exmaple in account ${ACCOUNT}.`;
  expect(diagnosticsOf(preview, `${TYPE} (none)`)).toEqual([warning]);

  await stack.change("asserted", { some: [some, {}], none: [none, { enabled: false }] });
  const asserted = await stack.fail("preview");
  expect(diagnosticsOf(asserted, `${TYPE} (some)`)).toContainEqual(expect.stringContaining(`error: ${disabled}`));
  expect(diagnosticsOf(asserted, `${TYPE} (none)`)).toContain(`error: ${empty}`);
});
