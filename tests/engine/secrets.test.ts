import { ACCOUNT, CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import type { Fault } from "../emulator/faults";
import { countsOf, diagnosticsOf } from "./events";
import { changeZone, stacksOf, useEmulator } from "./programs";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const FLEET = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet";
const NO_ZONE = "0".repeat(32);
const NAMED = "5".repeat(32);

/** The secret of each place that credentials come from, in the order of the zones that are read with it. */
const SOURCES = {
  environment: { zoneId: "e1", failing: "e2", secret: CREDENTIALS.token },
  configuration: { zoneId: "c1", failing: "c2", secret: CREDENTIALS.apiKey, profile: "acme" },
};

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/secrets")>("secrets", emulator);

/** An API that tells the caller's credentials back. */
const echo = (secret: string): Fault => ({
  status: 403,
  body: {
    success: false,
    errors: [
      {
        code: 9109,
        message: `Unauthorized: ${secret}`,
        documentation_url: `https://example.com/?token=${secret}`,
        source: { pointer: secret },
      },
    ],
  },
});

const saying = (message: string) => ({ messages: [{ code: 1234, message }] });

test("a token of the environment, a key of the stack's configuration, and what names a secret zone or account are in no output, no state and no message", async () => {
  for (const { zoneId, failing, secret } of Object.values(SOURCES)) {
    emulator.zones.set(zoneId, makeZone(zoneId, `${zoneId}.example`, saying(`You sent Bearer ${secret}`)));
    emulator.faults.set(failing, echo(secret));
  }
  changeZone(emulator, ZONES.enabled, saying(`Zone ${ZONES.enabled.toUpperCase()} (enabled.example) goes away`));
  emulator.zones.set(NAMED, makeZone(NAMED, "named.example", saying(`Zone ${NAMED} (named.example) goes away`)));
  changeZone(emulator, ZONES.disabled, saying("Going away"));
  const stack = await stackOf("everySecret", SOURCES, {
    ...{ id: ZONES.enabled, name: "Named.Example.", ids: [NO_ZONE, ZONES.disabled] },
    ...{ account: ACCOUNT, namePattern: "*.exmaple" },
  });
  const email = ["--plaintext", `acme:email=${CREDENTIALS.email}`, "--plaintext", `acme:baseUrl=${emulator.baseUrl}`];
  await stack.succeed("config", "set-all", ...email, "--secret", `acme:apiKey=${CREDENTIALS.apiKey}`);

  const planned = await stack.succeed("preview", "--json");
  const up = await stack.succeed("up", "--diff");
  const refresh = await stack.succeed("refresh", "--diff", "--expect-no-changes");
  const preview = await stack.succeed("preview", "--diff");
  // Of the outputs, how the failing calls fail is new each time: the answers have other ray ids.
  expect(countsOf(preview)).toEqual({ same: expect.any(Number) });
  const state = await stack.state();
  const outputs = await stack.succeed("stack", "output", "--json");
  const shown = await stack.outputs("--show-secrets");

  for (const name of Object.keys(SOURCES)) {
    const warning = expect.stringContaining("You sent Bearer [redacted]");
    expect(diagnosticsOf(up, `${LOOKUP} (${name})`)).toEqual([warning]);
  }
  const why = "not shown here: what it asks about is a secret.";
  const said = `warning: Cloudflare has sent 1 message about this lookup (1234), ${why}`;
  expect(diagnosticsOf(up, `${LOOKUP} (id)`)).toEqual([said]);
  expect(diagnosticsOf(up, `${LOOKUP} (name)`)).toEqual([said]);
  expect(diagnosticsOf(up, `${FLEET} (ids)`).sort()).toEqual([
    `warning: 1 of 2 zones could not be read, so their status is unknown. Its output zones has the reasons, ${why}`,
    said,
  ]);
  expect(diagnosticsOf(up, `${FLEET} (account)`)).toEqual(["warning: This fleet has no zones."]);

  const failure = { failure: expect.stringContaining("9109: Unauthorized: [redacted]") };
  expect(await stack.outputs()).toMatchObject({
    ...{ environment: failure, configuration: failure },
    ...{ callById: "[secret]", callOfFleet: "[secret]" },
  });
  expect(shown).toMatchObject({
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

  for (const { zoneId, secret } of Object.values(SOURCES)) emulator.faults.set(zoneId, echo(secret));
  const failed = [await stack.fail("preview"), await stack.fail("up")];
  for (const run of failed) {
    expect(run.text).toContain(
      "9109: Unauthorized: [redacted] (see https://example.com/?token=[redacted]; concerns [redacted])",
    );
  }
  const printed = [...[planned, up, refresh, preview, outputs, ...failed].map(({ text }) => text), state];
  const linesWith = (texts: string[], secrets: string[]) =>
    texts
      .flatMap((text) => text.split("\n"))
      .filter((line) => secrets.some((secret) => line.toLowerCase().includes(secret.toLowerCase())));
  const credentials = [CREDENTIALS.token, CREDENTIALS.apiKey];
  expect(linesWith([...printed, JSON.stringify(shown)], credentials)).toEqual([]);
  const zones = [ZONES.enabled, "named.example", NAMED, NO_ZONE, ACCOUNT];
  expect(linesWith(printed, zones)).toEqual([]);
});
