import { ACCOUNT, makeZone, ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { changeZone, stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);
const NAMED = "5".repeat(32);
const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const FLEET = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/secrets")>("secrets", emulator);

const saying = (message: string) => ({ messages: [{ code: 1234, message }] });

test("what names a secret zone or account is in no output, no state and no message", async () => {
  changeZone(emulator, ZONES.enabled, saying(`Zone ${ZONES.enabled} (enabled.example) goes away`));
  emulator.zones.set(NAMED, makeZone(NAMED, "named.example", saying(`Zone ${NAMED} (named.example) goes away`)));
  changeZone(emulator, ZONES.disabled, saying("Going away"));
  const stack = await stackOf("secretZones", {
    ...{ id: ZONES.enabled, name: "named.example", ids: [NO_ZONE, ZONES.disabled] },
    ...{ account: ACCOUNT, namePattern: "*.exmaple" },
  });
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
  const secrets = [ZONES.enabled, "named.example", NAMED, NO_ZONE, ACCOUNT];
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);

  expect(diagnosticsOf(up, `${LOOKUP} (id)`)).toEqual([
    "warning: Cloudflare says about zone [secret]: 1234: Zone [secret] (enabled.example) goes away",
  ]);
  expect(diagnosticsOf(up, `${LOOKUP} (name)`)).toEqual([
    "warning: Cloudflare says about zone [secret]: 1234: Zone [secret] ([secret]) goes away",
  ]);
  expect(diagnosticsOf(up, `${FLEET} (ids)`).sort()).toEqual([
    expect.stringMatching(
      /^warning: 1 of 2 zones could not be read, so their status is unknown:\n {2}\[secret\]: HTTP status 404, 7003/,
    ),
    "warning: Cloudflare says about this lookup: 1234: zone [secret]: Going away",
  ]);
  expect(diagnosticsOf(up, `${FLEET} (account)`)).toEqual([
    "warning: This fleet has no zones: account [secret] has none with a name like [secret].",
  ]);

  expect(await stack.outputs()).toMatchObject({ callById: "[secret]", callOfFleet: "[secret]" });
  expect(await stack.outputs("--show-secrets")).toMatchObject({
    id: {
      kex: { zoneId: ZONES.enabled, enabled: true, settingId: "auto_origin_tls_kex" },
      modes: { zoneId: ZONES.enabled, modes: ["fips", "pqh"] },
    },
    callById: { zoneId: ZONES.enabled, enabled: true },
    name: { kex: { zoneId: NAMED, enabled: true } },
    callByName: { id: NAMED },
    fleet: { failedZoneIds: [NO_ZONE] },
    callOfFleet: { failedZoneIds: [NO_ZONE] },
  });
  // Not even the value is told of a zone that nobody is to know.
  const statuses = (await stack.resources("Status")).filter(({ urn }) => urn.endsWith("::id"));
  expect(statuses).toHaveLength(2);
  for (const status of statuses) expect(JSON.stringify(status)).not.toMatch(/true|fips/);
});
