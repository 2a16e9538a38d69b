import { ACCOUNT, CREDENTIALS, ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const NO_ZONE = "0".repeat(32);

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/functions")>("functions", emulator);

test("each call is a request, with the token of the stack's configuration", async () => {
  const stack = await stackOf("equalCalls", ZONES.disabled, ZONES.neverChanged);
  delete stack.env.CLOUDFLARE_API_TOKEN;
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CREDENTIALS.token);
  await stack.succeed("up");
  const status = { settingId: "auto_origin_tls_kex", messages: [] };
  const disabled = { ...status, zoneId: ZONES.disabled, enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" };
  expect(await stack.outputs()).toEqual({
    direct: disabled,
    again: disabled,
    output: false,
    other: { ...status, zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
  });
  const asked = emulator.requests.map(({ url }) => url.split("/")[4]).sort();
  expect(asked).toEqual([ZONES.disabled, ZONES.disabled, ZONES.disabled, ZONES.neverChanged]);
});

test("a call with a zone id that is unknown in preview sends nothing", async () => {
  const stack = await stackOf("callOfPending", ZONES.disabled);
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.change("every", ACCOUNT, Object.values(ZONES), ZONES.disabled, NO_ZONE);
  await stack.succeed("up");
  const outputs = await stack.outputs();
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
  const stack = await stackOf("awaited", NO_ZONE);
  const message =
    /^error: Cannot read the Auto-Origin TLS KEX setting of zone 0{32}\n {2}GET .*\n {2}HTTP status 404\n {2}7003: .*\n {2}Ray id: .*\n {2}What to do: Check the zone id: .*$/;
  for (const name of ["awaited", "exported", "asOutput", "asOutputInput", "inApply"] as const) {
    await stack.change(name, NO_ZONE);
    const preview = await stack.fail("preview");
    expect([name, diagnosticsOf(preview)]).toEqual([name, [expect.stringMatching(message)]]);
    expect(preview.text).not.toMatch(/^\s+at |unhandled/m);
  }
});
