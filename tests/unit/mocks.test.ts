import * as pulumi from "@pulumi/pulumi";
import {
  AutoOriginTlsKex,
  AutoOriginTlsKexFleet,
  AutoOriginTlsKexFleetStatus,
  AutoOriginTlsKexStatus,
  getAutoOriginTlsKex,
  getAutoOriginTlsKexOutput,
  getZoneId,
} from "../../sdk";

const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
const status = { enabled: true, modifiedOn: null, settingId: "auto_origin_tls_kex" };
const seen: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      seen.push(args);
      const zones = [{ zoneId: ZONE, enabled: false, modifiedOn: null }];
      const state = args.type.endsWith(":AutoOriginTlsKexFleet") ? { zones } : status;
      return { id: args.id ?? args.name, state: { ...args.inputs, ...state } };
    },
    call: ({ token, inputs }) => ({ ...inputs, ...status, messages: [], settingId: token, id: ZONE }),
  });
});

// Waits for the resources that are still being registered.
afterAll(() => pulumi.runtime.disconnect());

const resolved = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

test("a lookup gets its outputs from the mocks", async () => {
  const kex = new AutoOriginTlsKex("shop", { zoneId: pulumi.output(ZONE) });
  expect(await resolved(pulumi.all([kex.zoneId, kex.enabled, kex.modifiedOn, kex.settingId]))).toEqual([
    ZONE,
    true,
    null,
    "auto_origin_tls_kex",
  ]);
  expect(seen[0]).toMatchObject({
    type: "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex",
    name: "shop",
    id: ZONE,
    inputs: { zoneId: ZONE },
  });
  expect(AutoOriginTlsKex.isInstance(kex)).toBe(true);
  expect(AutoOriginTlsKex.isInstance(new pulumi.ComponentResource("a:b:C", "other"))).toBe(false);
  expect(AutoOriginTlsKex.isInstance(undefined)).toBe(false);
});

test("a fleet takes its zones from the mocks as objects", async () => {
  const fleet = new AutoOriginTlsKexFleet("all", { zoneIds: [ZONE] });
  expect(await resolved(pulumi.all([fleet.total, fleet.disabledZoneIds, fleet.allEnabled]))).toEqual([
    1,
    [ZONE],
    false,
  ]);
});

test("the functions get their result from the mocks, without a request", async () => {
  const settingId = "cloudflare-origin-tls:index:getAutoOriginTlsKex";
  expect(await getAutoOriginTlsKex({ zoneId: ZONE })).toMatchObject({ zoneId: ZONE, enabled: true, settingId });
  expect(await getZoneId({ name: "shop.example" })).toMatchObject({ id: ZONE });
  expect(await resolved(getAutoOriginTlsKexOutput({ zoneId: pulumi.output(ZONE) }))).toMatchObject({ settingId });
});

test("a status has what it was given as outputs", async () => {
  const { zoneId, enabled, modifiedOn } = new AutoOriginTlsKexStatus(
    "shop",
    Promise.resolve({ zoneId: ZONE, enabled: pulumi.output(true), modifiedOn: null }),
  );
  expect(await resolved(pulumi.all([zoneId, enabled, modifiedOn]))).toEqual([ZONE, true, null]);
  const zones = [{ zoneId: ZONE, enabled: false, modifiedOn: null }];
  const args = { total: 1, allEnabled: false, zones, disabledZoneIds: [ZONE], failedZoneIds: [] };
  const fleet = new AutoOriginTlsKexFleetStatus("all", args);
  const { total, allEnabled, disabledZoneIds, failedZoneIds } = fleet;
  const outputs = { total, allEnabled, zones: fleet.zones, disabledZoneIds, failedZoneIds };
  expect(await resolved(pulumi.output(outputs))).toEqual(args);
});
