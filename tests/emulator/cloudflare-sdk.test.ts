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

  test("creates, reads, changes and deletes a zone", async () => {
    const created = await client.zones.create({ name: "new.example", account: { id: ACCOUNT } });
    const { id: zone_id } = created;
    expect(created).toMatchObject({ name: "new.example", status: "pending", type: "full", account: { id: ACCOUNT } });
    expect(created).toMatchObject({ activated_on: null, name_servers: [expect.any(String), expect.any(String)] });
    expect(await client.zones.get({ zone_id })).toEqual(created);
    expect((await client.zones.list({ name: "new.example" })).result).toEqual([created]);
    const setting = { id: "auto_origin_tls_kex", enabled: true, modified_on: null };
    expect(await client.ssl.autoOriginTLSKex.get({ zone_id })).toEqual(setting);
    expect(await client.zones.edit({ zone_id, paused: true })).toMatchObject({ paused: true });

    expect(await client.zones.delete({ zone_id })).toEqual({ id: zone_id });
    const gone = { status: 404, errors: [{ code: 7003 }] };
    await expect(client.zones.get({ zone_id })).rejects.toMatchObject(gone);
    await expect(client.zones.delete({ zone_id })).rejects.toMatchObject(gone);
    await expect(client.ssl.autoOriginTLSKex.edit({ zone_id, enabled: true })).rejects.toMatchObject(gone);
  });

  test("cannot create a zone twice, or without a name or an account", async () => {
    const account = { id: ACCOUNT };
    const refusal = (code: number, message: string) => ({ status: 400, errors: [{ code, message }] });
    await expect(client.zones.create({ name: "enabled.example", account })).rejects.toMatchObject(
      refusal(1061, "enabled.example already exists"),
    );
    for (const [field, params] of Object.entries({ name: { account }, account: { name: "other.example" } })) {
      const message = `Missing field '${field}' in JSON body`;
      await expect(client.zones.create(params as never)).rejects.toMatchObject(refusal(1009, message));
    }
  });

  test("changes the setting; the time changes with it, and only with it", async () => {
    const { autoOriginTLSKex } = client.ssl;
    const zone_id = ZONES.neverChanged;
    expect(await autoOriginTLSKex.edit({ zone_id, enabled: true })).toMatchObject({ enabled: true, modified_on: null });
    const changed = await autoOriginTLSKex.edit({ zone_id, enabled: false });
    expect(changed).toEqual({
      id: "auto_origin_tls_kex",
      enabled: false,
      modified_on: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await autoOriginTLSKex.edit({ zone_id, enabled: false })).toEqual(changed);
    expect(await autoOriginTLSKex.get({ zone_id })).toEqual(changed);
  });

  test("changes and clears the compliance modes", async () => {
    const { originTLSComplianceModes: modes } = client;
    const zone_id = ZONES.neverChanged;
    const before = await modes.get({ zone_id });
    expect(await modes.edit({ zone_id, value: [] })).toEqual(before);
    const changed = await modes.edit({ zone_id, value: ["pqh"] });
    expect(changed).toEqual({ ...before, value: ["pqh"], modified_on: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(changed.modified_on).not.toBe(before.modified_on);
    expect(await modes.update({ zone_id, value: ["fips", "pqh"] })).toMatchObject({ value: ["fips", "pqh"] });
    await modes.delete({ zone_id });
    expect(await modes.get({ zone_id })).toMatchObject({ value: [] });
  });

  test("is refused with a wrong body, and gets the setting as it is", async () => {
    const zone_id = ZONES.disabled;
    const { autoOriginTLSKex } = client.ssl;
    const { originTLSComplianceModes: modes } = client;
    const refusals = [
      [autoOriginTLSKex.edit({ zone_id } as never), { enabled: false }],
      [autoOriginTLSKex.edit({ zone_id, enabled: "yes" as never }), { enabled: false }],
      [modes.edit({ zone_id } as never), { value: ["fips"] }],
      [modes.edit({ zone_id, value: "pqh" as never }), { value: ["fips"] }],
      [modes.edit({ zone_id, value: ["none"] }), { value: ["fips"] }],
    ] as const;
    for (const [refusal, result] of refusals) {
      const error = { success: false, errors: [{ code: 1009 }], result };
      await expect(refusal).rejects.toMatchObject({ status: 400, error });
    }
    const malformed = client.patch(`/zones/${zone_id}/settings/auto_origin_tls_kex`, {
      body: Buffer.from("{"),
      headers: { "content-type": "application/json" },
    });
    await expect(malformed).rejects.toMatchObject({ status: 400, errors: [{ code: 1009 }] });
    expect(await autoOriginTLSKex.get({ zone_id })).toMatchObject({ enabled: false });
    expect(await modes.get({ zone_id })).toMatchObject({ value: ["fips"] });
  });

  test("creates, changes and deletes a DNS record", async () => {
    const zone_id = ZONES.enabled;
    const record = { zone_id, name: "www.enabled.example", type: "A", ttl: 1, content: "192.0.2.1" } as const;
    const { id } = await client.dns.records.create(record);
    await client.dns.records.update(id, { ...record, content: "192.0.2.2" });
    expect(await client.dns.records.get(id, { zone_id })).toMatchObject({ id, content: "192.0.2.2" });
    await client.dns.records.delete(id, { zone_id });
    await expect(client.dns.records.get(id, { zone_id })).rejects.toMatchObject({ status: 404 });
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
