import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { createStack, emulatorEnv } from "./stack";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test("equal calls of one run share one request, with the token of the stack's configuration", async () => {
  const stack = await createStack({
    program: `
const pulumi = require("@pulumi/pulumi");
const { getAutoOriginTlsKex, getAutoOriginTlsKexOutput } = require("pulumi-cloudflare-origin-tls");
module.exports = async () => ({
  direct: await getAutoOriginTlsKex({ zoneId: "${ZONES.disabled}" }),
  again: getAutoOriginTlsKexOutput({ zoneId: pulumi.output("${ZONES.disabled}") }).enabled,
  other: getAutoOriginTlsKexOutput({ zoneId: "${ZONES.neverChanged}" }),
});`,
    env: emulatorEnv(emulator),
  });
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CREDENTIALS.token);
  await stack.succeed("up", "--yes", "--skip-preview");
  const status = { settingId: "auto_origin_tls_kex", messages: [] };
  expect(await stack.outputs()).toEqual({
    direct: { ...status, zoneId: ZONES.disabled, enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" },
    again: false,
    other: { ...status, zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null },
  });
  expect(emulator.requests.map(({ url }) => url.split("/")[4]).sort()).toEqual([ZONES.disabled, ZONES.neverChanged]);
});

test("a call with a zone id that is unknown in preview sends nothing", async () => {
  emulator.requests.length = 0;
  const stack = await createStack({
    program: `
const pulumi = require("@pulumi/pulumi");
const { getAutoOriginTlsKexOutput } = require("pulumi-cloudflare-origin-tls");
class Zone extends pulumi.dynamic.Resource {
  constructor(name) {
    super({ create: async () => ({ id: "1", outs: { zoneId: "${ZONES.disabled}" } }) }, name, { zoneId: undefined });
  }
}
module.exports = { enabled: getAutoOriginTlsKexOutput({ zoneId: new Zone("zone").zoneId }).enabled };`,
    env: emulatorEnv(emulator, CREDENTIALS.token),
  });
  await stack.succeed("preview");
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up", "--yes", "--skip-preview");
  expect(await stack.outputs()).toEqual({ enabled: false });
});
