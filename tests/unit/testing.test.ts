import * as pulumi from "@pulumi/pulumi";
import {
  AutoOriginTlsKex,
  AutoOriginTlsKexFleet,
  assertAutoOriginTlsKex,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexFleet,
  getAutoOriginTlsKexOutput,
  getOriginTlsComplianceModes,
  getZoneId,
  OriginTlsComplianceModes,
} from "../../sdk";
import { originTlsMocks, promiseOf } from "../../sdk/testing";

const ON = "023e105f4ecef8ad9ca31a8372d0c353";
const OFF = "1d5f2c7e9a804b6f8c3d0e7a6b5c4d3e";
const BROKEN = "2b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e";
const CHANGED = "2014-01-01T05:20:00Z";
const ACCOUNT = "f0e1d2c3b4a5968778695a4b3c2d1e0f";

const MOCKS = originTlsMocks({
  [ON]: { name: "shop.example", modes: ["fips"], modifiedOn: CHANGED },
  [OFF]: { name: "blog.example", enabled: false, accountId: ACCOUNT },
  [BROKEN]: { name: "old.test", error: "Not entitled", accountId: "another" },
});

const unhandled: unknown[] = [];
const collect = (reason: unknown) => unhandled.push(reason);
beforeAll(() => process.on("unhandledRejection", collect));
beforeEach(() => pulumi.runtime.setMocks(MOCKS));
afterEach(async () => {
  // Waits for the resources that are still being registered.
  await pulumi.runtime.disconnect();
  expect(unhandled).toEqual([]);
});
afterAll(() => process.off("unhandledRejection", collect));

/** A resource of another package. */
class Other extends pulumi.CustomResource {
  constructor(type: string, props: pulumi.Inputs) {
    super(type, "other", props);
  }
}

const all = (...outputs: pulumi.Output<unknown>[]) => promiseOf(pulumi.all(outputs));

describe("lookups", () => {
  test("of a zone have its values, in any letter case of the id", async () => {
    const { zoneId, enabled, modifiedOn, settingId } = new AutoOriginTlsKex("on", { zoneId: ON.toUpperCase() });
    expect(await all(zoneId, enabled, modifiedOn, settingId)).toEqual([ON, true, CHANGED, "auto_origin_tls_kex"]);
    expect(await all(new AutoOriginTlsKex("off", { zoneName: "Blog.example" }).enabled)).toEqual([false]);
    const modes = new OriginTlsComplianceModes("on", { zoneId: ON });
    expect(await all(modes.zoneId, modes.modes, modes.settingId)).toEqual([
      ON,
      ["fips"],
      "origin_tls_compliance_modes",
    ]);
  });

  test("of a secret zone have secret values", async () => {
    const { enabled } = new AutoOriginTlsKex("secret", { zoneId: pulumi.secret(ON) });
    expect(await all(enabled)).toEqual([true]);
    expect(await pulumi.isSecret(enabled)).toBe(true);
  });

  test("of a secret name have secret values", async () => {
    const { enabled, zoneId } = new AutoOriginTlsKex("secret name", { zoneName: pulumi.secret("blog.example") });
    expect(await all(zoneId, enabled)).toEqual([OFF, false]);
    expect(await pulumi.isSecret(enabled)).toBe(true);
  });

  test("of a zone that cannot be read show one error that says what to use, and have no value", async () => {
    const error = jest.spyOn(console, "error").mockImplementation();
    const kex = new AutoOriginTlsKex("broken", { zoneId: BROKEN });
    await expect(all(kex.enabled)).rejects.toThrow("The output has no value");
    await expect(promiseOf(assertAutoOriginTlsKex(kex))).rejects.toThrow("The output has no value");
    await pulumi.runtime.disconnect();
    expect(error.mock.calls).toEqual([
      [expect.stringMatching(/Lookup broken has no value.*Not entitled.*use a function/s)],
    ]);
    error.mockRestore();
  });

  test("of many zones by id", async () => {
    const { zones, total, allEnabled, disabledZoneIds } = new AutoOriginTlsKexFleet("ids", { zoneIds: [OFF, ON] });
    expect(await all(total, allEnabled, disabledZoneIds)).toEqual([2, false, [OFF]]);
    expect(await all(zones)).toEqual([
      [
        { zoneId: ON, enabled: true, modifiedOn: CHANGED },
        { zoneId: OFF, enabled: false, modifiedOn: null },
      ],
    ]);
  });

  test("of many zones by account, name and with one that cannot be read", async () => {
    const named = new AutoOriginTlsKexFleet("named", { accountId: ACCOUNT, namePattern: "*.example" });
    expect(await all(named.zones.apply((zones) => zones.map(({ name }) => name)))).toEqual([
      ["blog.example", "shop.example"],
    ]);
    const all2 = new AutoOriginTlsKexFleet("another", { accountId: "another", onZoneError: "report" });
    const warn = jest.spyOn(console, "warn").mockImplementation();
    expect(
      await all(
        all2.failedZoneIds,
        all2.zones.apply((zones) => zones.map(({ error }) => error)),
      ),
    ).toEqual([[BROKEN], ["HTTP status 400, 1000: Not entitled", undefined]]);
    await pulumi.runtime.disconnect();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(`${BROKEN}: HTTP status 400, 1000: Not entitled`));
    warn.mockRestore();
  });
});

describe("functions", () => {
  test("have the same values", async () => {
    const status = { zoneId: OFF, enabled: false, modifiedOn: null, settingId: "auto_origin_tls_kex", messages: [] };
    expect(await getAutoOriginTlsKex({ zoneId: OFF })).toEqual(status);
    expect(await promiseOf(getAutoOriginTlsKexOutput({ zoneName: pulumi.output("blog.example") }))).toEqual(status);
    expect((await getOriginTlsComplianceModes({ zoneId: ON })).modes).toEqual(["fips"]);
    expect(await getAutoOriginTlsKexFleet({ zoneIds: [ON] })).toMatchObject({ total: 1, allEnabled: true });
    expect(await getZoneId({ name: "shop.example" })).toEqual({ id: ON });
  });

  test("fail as real ones do, with a message that says why", async () => {
    await expect(getAutoOriginTlsKex({ zoneId: BROKEN })).rejects.toMatchObject({
      code: "API",
      zoneId: BROKEN,
      message: expect.stringMatching(/^Cannot read the Auto-Origin TLS KEX setting of zone .*1000: Not entitled$/s),
    });
    await expect(getAutoOriginTlsKex({ zoneId: "abc" })).rejects.toThrow("it is not among the mocked zones");
    await expect(getAutoOriginTlsKex({ zoneId: "shop.example" })).rejects.toThrow("zoneId must be");
    await expect(getZoneId({ name: "none.example" })).rejects.toThrow('No zone "none.example" is visible');
    await expect(getAutoOriginTlsKexFleet({ zoneIds: [ON, BROKEN] })).rejects.toThrow("1 of 2 zones");
    await expect(getAutoOriginTlsKex({ zoneId: ON, zoneName: "shop.example" } as never)).rejects.toThrow("Both zoneId");
    await expect(getAutoOriginTlsKexFleet({} as never)).rejects.toThrow("zoneIds or accountId");
  });

  test.each<[object, string]>([
    [{ zoneIds: [ON], profile: "Acme" }, "The profile must begin"],
    [{ accountId: "a/b" }, "accountId must be"],
    [{ zoneIds: [ON], onZoneError: "ignore" }, "onZoneError must be"],
    [{ accountId: ACCOUNT, activeOnly: "yes" }, "activeOnly must be"],
    [{ accountId: ACCOUNT, namePattern: 5 }, "namePattern must be a text"],
    [{ zoneIds: [ON], namePattern: "*" }, "namePattern and activeOnly choose"],
  ])("refuse %j as real ones do", async (args, message) => {
    await expect(getAutoOriginTlsKexFleet(args as never)).rejects.toMatchObject({
      code: "INPUT",
      message: expect.stringContaining(message),
    });
  });

  test("list more zones than a page has, of an account in any letter case", async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`${i}`, { accountId: "AbC" }]));
    await pulumi.runtime.setMocks(originTlsMocks(many));
    expect((await getAutoOriginTlsKexFleet({ accountId: "aBc" })).total).toBe(120);
    expect((await getAutoOriginTlsKexFleet({ accountId: "other", onZoneError: "report" })).total).toBe(0);
  });
});

test("a failing mandatory assertion rejects with the violation and leaves no unhandled rejection", async () => {
  const kex = new AutoOriginTlsKex("off", { zoneId: OFF });
  const asserted = assertAutoOriginTlsKex(kex);
  await pulumi.runtime.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(promiseOf(asserted)).rejects.toThrow(`Auto-Origin TLS KEX is disabled for zone ${OFF}`);
  expect(await promiseOf(assertAutoOriginTlsKex(kex, { enabled: false }))).toBe(false);
});

test("what is asserted may be the result of a function, a promise or an output of it, or one of a lookup", async () => {
  const [on, off] = [{ zoneId: ON }, { zoneId: OFF }];
  const kex = new AutoOriginTlsKex("on", on);
  for (const target of [
    getAutoOriginTlsKex(on),
    await getAutoOriginTlsKex(on),
    getAutoOriginTlsKexOutput(on),
    getAutoOriginTlsKexFleet({ zoneIds: [ON] }),
    pulumi.output(kex) as never,
    Promise.resolve(kex) as never,
  ]) {
    expect(await promiseOf(assertAutoOriginTlsKex(target))).toBe(true);
  }
  const fleet = getAutoOriginTlsKexFleet({ zoneIds: [ON, OFF] });
  await expect(promiseOf(assertAutoOriginTlsKex(fleet))).rejects.toThrow("disabled for 1 of 2 zones");
  await expect(promiseOf(assertAutoOriginTlsKex(getAutoOriginTlsKex(off)))).rejects.toThrow("is disabled for zone");
  const broken = getAutoOriginTlsKex({ zoneId: BROKEN });
  await expect(promiseOf(assertAutoOriginTlsKex(broken))).rejects.toThrow("1000: Not entitled");
  // Neither of them says what is on.
  const modes = getOriginTlsComplianceModes(on) as never;
  await expect(promiseOf(assertAutoOriginTlsKex(modes))).rejects.toThrow(`Zone ${ON} could not be read: no value`);
  await expect(promiseOf(assertAutoOriginTlsKex(pulumi.output({}) as never))).rejects.toThrow("A zone could not be");
});

test("mocks that are set anew before each test do not get what the test before has left", async () => {
  for (let time = 0; time < 3; time++) {
    await pulumi.runtime.setMocks(MOCKS);
    const kex = new AutoOriginTlsKex("on", { zoneId: ON });
    new AutoOriginTlsKexFleet("both", { zoneIds: [ON, OFF] });
    expect(await promiseOf(kex.enabled)).toBe(true);
  }
});

test("a zone id that is unknown in preview gives unknown outputs", async () => {
  await pulumi.runtime.setMocks(MOCKS, "project", "stack", true);
  const zone = new Other("a:b:Zone", { made: undefined });
  const { made } = zone as unknown as { made: pulumi.Output<string> };
  const { enabled } = new AutoOriginTlsKex("new", { zoneId: made });
  expect(await (enabled as unknown as { isKnown: Promise<boolean> }).isKnown).toBe(false);
});

test("everything else goes to the mocks of the test", async () => {
  const mocks = originTlsMocks(
    {},
    {
      newResource: ({ inputs }) => ({ id: "42", state: { ...inputs, arn: "arn" } }),
      call: ({ token }) => ({ token }),
    },
  );
  await pulumi.runtime.setMocks(mocks);
  const bucket = new Other("aws:s3:Bucket", { arn: undefined });
  expect(await all(bucket.id, (bucket as unknown as { arn: pulumi.Output<string> }).arn)).toEqual(["42", "arn"]);
  expect(await pulumi.runtime.invoke("aws:index:getRegion", {})).toEqual({ token: "aws:index:getRegion" });
});

test("a program with explicit providers needs no mock for what its lookups are read with", async () => {
  const mocked: string[] = [];
  const own: pulumi.runtime.Mocks = {
    newResource({ type, name, inputs }) {
      mocked.push(type);
      return { id: name, state: inputs };
    },
    call: ({ inputs }) => inputs,
  };
  await pulumi.runtime.setMocks(originTlsMocks({ [ON]: {}, [OFF]: { enabled: false } }, own));
  class Provider extends pulumi.ProviderResource {}
  // Every object has something of this name.
  const provider = new Provider("cloudflare", "constructor", { apiToken: "token" });
  const given = new AutoOriginTlsKex("given", { zoneId: OFF }, { provider });
  expect(await promiseOf(given.enabled)).toBe(false);
  expect(await promiseOf(getAutoOriginTlsKexOutput({ zoneId: ON }, { provider }).enabled)).toBe(true);
  expect(mocked).toEqual(["pulumi:providers:cloudflare"]);
});
