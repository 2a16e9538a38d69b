import { ACCOUNT, CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/functions")>("functions", emulator);

test("each call is a request, with the token of the stack's configuration; of a zone id that is unknown in preview none is sent", async () => {
  const zones = ["a1", "b2", "c3"] as [pending: string, equal: string, other: string];
  const [pending, equal, other] = zones;
  const off = { enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" };
  emulator.zones.set(pending, makeZone(pending, "pending.example", { kex: off }));
  emulator.zones.set(equal, makeZone(equal, "equal.example", { kex: off }));
  emulator.zones.set(other, makeZone(other, "other.example", { kex: { enabled: true, modifiedOn: null } }));
  const asked = () =>
    emulator.requests
      .splice(0)
      .map(({ url }) => url.split("/")[4] ?? "")
      .filter((id) => zones.includes(id))
      .sort();
  const stack = await stackOf("every", ACCOUNT, Object.values(ZONES), ZONES.disabled, NO_ZONE, zones);
  delete stack.env.CLOUDFLARE_API_TOKEN;
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CREDENTIALS.token);
  await stack.succeed("preview");
  expect(asked()).toEqual([equal, equal, equal, other]);
  await stack.succeed("up");
  expect(asked()).toEqual([pending, equal, equal, equal, other]);

  const outputs = await stack.outputs();
  const status = { settingId: "auto_origin_tls_kex", messages: [] };
  const disabled = { ...status, zoneId: equal, ...off };
  expect(outputs.equal).toEqual({
    direct: disabled,
    again: disabled,
    output: false,
    other: { ...status, zoneId: other, enabled: true, modifiedOn: null },
  });
  expect(outputs).toMatchObject({ pending: { enabled: false } });
  // And the functions read fleets, compliance modes and zones by name.
  expect(outputs.all).toMatchObject({
    fleet: { zones: [{ name: "disabled.example", enabled: false }], total: 1, disabledZoneIds: [ZONES.disabled] },
    total: 3,
    modes: ["fips", "pqh"],
    modesOutput: ["fips"],
    found: { id: ZONES.neverChanged },
    foundOutput: ZONES.neverChanged,
  });
  // An error that is caught has a code and real frames.
  expect(outputs.caught).toEqual({
    code: "API",
    stack: expect.stringMatching(/^OriginTlsError: Cannot read[\s\S]*\n {4}at .*pulumi-cloudflare-origin-tls/),
    inspected: expect.stringContaining("What to do: Check the zone id"),
  });
});

test("an error is one message of the stack, without frames, however the call was made", async () => {
  const message = (zoneId: string) =>
    expect.stringMatching(
      new RegExp(
        `^error: Cannot read the Auto-Origin TLS KEX setting of zone ${zoneId}\\n {2}GET .*\\n {2}HTTP status 404\\n` +
          " {2}7003: .*\\n {2}Ray id: .*\\n {2}What to do: Check the zone id: .*$",
      ),
    );
  const stack = await stackOf("awaited", NO_ZONE);
  for (const name of ["awaited", "asOutputInput"] as const) {
    await stack.change(name, NO_ZONE);
    const preview = await stack.fail("preview");
    expect([name, diagnosticsOf(preview)]).toEqual([name, [message(NO_ZONE)]]);
    expect(preview.text).not.toMatch(/^\s+at |unhandled/m);
  }
  const zoneIds = ["01", "02", "03"] as [string, string, string];
  await stack.change("failing", zoneIds);
  const preview = await stack.fail("preview");
  expect(diagnosticsOf(preview).sort()).toEqual(zoneIds.map(message));
  expect(preview.text).not.toMatch(/^\s+at |unhandled/m);
});
