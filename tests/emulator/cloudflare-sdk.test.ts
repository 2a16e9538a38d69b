import Cloudflare from "cloudflare";
import { ACCOUNT, CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";

let emulator: Emulator;
let client: Cloudflare;
beforeAll(async () => {
  emulator = await startEmulator();
  client = new Cloudflare({ apiToken: CREDENTIALS.token, baseURL: emulator.baseUrl, maxRetries: 0 });
});
afterAll(() => emulator.close());

describe("the official Cloudflare client, on the emulator", () => {
  test("reads an enabled, a disabled and a never changed setting", async () => {
    const changed = "2014-01-01T05:20:00.12345Z";
    const read = (zone_id: string) => client.ssl.autoOriginTLSKex.get({ zone_id });
    expect(await read(ZONES.enabled)).toEqual({ id: "auto_origin_tls_kex", enabled: true, modified_on: changed });
    expect(await read(ZONES.disabled)).toEqual({ id: "auto_origin_tls_kex", enabled: false, modified_on: changed });
    expect(await read(ZONES.neverChanged)).toEqual({ id: "auto_origin_tls_kex", enabled: true, modified_on: null });
  });

  test("reads the compliance modes", async () => {
    const modes = await client.originTLSComplianceModes.get({ zone_id: ZONES.enabled });
    expect(modes).toMatchObject({ id: "origin_tls_compliance_modes", value: ["fips", "pqh"] });
  });

  test("lists the zones of an account, page by page and by name", async () => {
    const names = [];
    for await (const zone of client.zones.list({ account: { id: ACCOUNT }, per_page: 2 })) names.push(zone.name);
    expect(names).toEqual(["enabled.example", "disabled.example", "never-changed.example"]);
    expect((await client.zones.list({ name: "disabled.example" })).result).toMatchObject([{ id: ZONES.disabled }]);
    expect((await client.zones.list({ account: { id: "0".repeat(32) } })).result).toEqual([]);
  });

  test("gets 404 for a zone that does not exist", async () => {
    const reading = client.ssl.autoOriginTLSKex.get({ zone_id: "0".repeat(32) });
    await expect(reading).rejects.toMatchObject({ status: 404, errors: [{ code: 7003 }] });
  });

  test("is accepted with email and key, and refused with a wrong token", async () => {
    const { email: apiEmail, apiKey } = CREDENTIALS;
    const byKey = new Cloudflare({ apiToken: null, apiEmail, apiKey, baseURL: emulator.baseUrl });
    expect(await byKey.ssl.autoOriginTLSKex.get({ zone_id: ZONES.enabled })).toMatchObject({ enabled: true });
    const wrong = new Cloudflare({
      apiToken: "wrong-token-0123456789abcdef",
      baseURL: emulator.baseUrl,
      maxRetries: 0,
    });
    const reading = wrong.ssl.autoOriginTLSKex.get({ zone_id: ZONES.enabled });
    await expect(reading).rejects.toMatchObject({ status: 403, errors: [{ code: 10000 }] });
  });

  test("meets the faults that are asked for", async () => {
    emulator.faults.set(ZONES.enabled, {
      status: 500,
      body: { success: false, errors: [{ code: 1234, message: "x" }] },
    });
    await expect(client.ssl.autoOriginTLSKex.get({ zone_id: ZONES.enabled })).rejects.toMatchObject({ status: 500 });
    emulator.faults.set(ZONES.enabled, { connection: "reset" });
    await expect(client.ssl.autoOriginTLSKex.get({ zone_id: ZONES.enabled })).rejects.toThrow(/connection/i);
    emulator.faults.clear();
  });
});
