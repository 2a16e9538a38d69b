import { inspect } from "node:util";
import { lookupProvider } from "../../provider/dynamic-provider";
import { LOOKUPS, queryOf } from "../../provider/lookups";
import { ACCOUNT, CREDENTIALS, type Emulator, makeZone, startEmulator, ZONES } from "./emulator";
import type { Fault } from "./faults";
import { clientFor } from "./reading";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.requests.splice(0));
afterAll(() => emulator.close());

/** A provider that is configured as Pulumi does it. */
function configured(name: "AutoOriginTlsKex" | "OriginTlsComplianceModes" | "AutoOriginTlsKexFleet") {
  const values: Record<string, string> = {
    "cloudflare:baseUrl": emulator.baseUrl,
    "cloudflare:apiToken": CREDENTIALS.token,
  };
  const provider = lookupProvider(name);
  // Pulumi does not wait for it.
  void provider.configure({ config: { get: (key: string) => values[key] } } as never);
  return provider;
}

const refusal = (status: number, code: number, message: string): Fault => ({
  status,
  body: { success: false, errors: [{ code, message }] },
});

test("reads what a lookup is about, and keeps what a refresh reads with", async () => {
  const { id, props } = await configured("AutoOriginTlsKex").read("some-id", {
    zoneName: "disabled.example",
    profile: undefined,
    __provider: "text",
    __lookup: "shop",
  });
  expect(id).toBe("some-id");
  expect(props).toEqual({
    zoneId: ZONES.disabled,
    enabled: false,
    modifiedOn: expect.any(String),
    settingId: "auto_origin_tls_kex",
    zoneName: "disabled.example",
  });
  expect(Object.keys(props)).not.toContain("accountId");
  const modes = await configured("OriginTlsComplianceModes").read("x", { zoneId: ZONES.enabled });
  expect(modes.props).toMatchObject({ modes: ["fips", "pqh"], settingId: "origin_tls_compliance_modes" });
});

test("reads a fleet, and keeps all that chooses its zones", async () => {
  const chosen = {
    accountId: ACCOUNT,
    namePattern: "dis*",
    activeOnly: true,
    onZoneError: "report",
    profile: "cloudflare",
  };
  const { props } = await configured("AutoOriginTlsKexFleet").read("x", chosen);
  expect(props).toEqual({ ...chosen, zones: [expect.objectContaining({ zoneId: ZONES.disabled, enabled: false })] });
  await expect(configured("AutoOriginTlsKex").read("x", { zoneId: "aa", profile: "acme" })).rejects.toThrow(
    "acme:apiToken",
  );
});

test("the id of a zone is a lookup of functions only", async () => {
  const query = { name: "disabled.example" };
  expect(await LOOKUPS.ZoneId(query, clientFor(emulator))).toEqual({ id: ZONES.disabled });
});

test("has messages only while there are any", async () => {
  const messages = [{ code: 1, message: "Soon" }];
  emulator.zones.set("aa", makeZone("aa", "said.example", { messages }));
  const { props } = await configured("AutoOriginTlsKex").read("aa", { zoneId: "aa" });
  expect(props.messages).toEqual(messages);
});

test("an error is a short line for the stack and the whole text for the lookup", async () => {
  const fail = (props: object) =>
    configured("AutoOriginTlsKex")
      .read("x", props)
      .then(
        () => new Error("a value"),
        (error: Error) => error,
      );
  const error = await fail({ zoneId: "bb", __lookup: "shop" });
  expect(error.message).toMatch(/^Cannot read the Auto-Origin TLS KEX setting of zone bb\n[\s\S]*HTTP status 404/);
  expect(`${error}: ${error.stack}`).toBe("lookup shop: failed, see the error on its own row");
  expect(`${await fail({ zoneId: "bb" })}`).toBe("lookup of zone bb");
  expect(`${await fail({})}`).toBe("lookup");
  expect(inspect(error)).not.toContain(CREDENTIALS.token);
});

const GONE =
  "\n  If the zone was deleted, take it out of the program and run pulumi up --refresh=false; pulumi state delete works as well.";
const LAST_UP =
  "\n  A refresh uses the stack's configuration of the last pulumi up. If the token there was changed since, run pulumi up --refresh=false first.";

test.each<[string, Fault | undefined, string, string]>([
  ["zone that was deleted", undefined, GONE, GONE],
  ["zone of an identifier that is invalid", refusal(400, 1001, "Invalid zone identifier"), GONE, GONE],
  ["zone that another code says is invalid", refusal(403, 9109, "Invalid zone"), GONE, GONE],
  ["page that is not there", { status: 404, body: "<title>Not found</title>" }, GONE, GONE],
  ["token that is refused", refusal(403, 10000, "Authentication error"), "", LAST_UP],
  ["token that is malformed", refusal(400, 6003, "Invalid request headers"), "", LAST_UP],
  ["firewall", { status: 403, body: "error code: 1020" }, "", ""],
  ["setting that is not available", refusal(400, 1006, "Not entitled"), "", ""],
])("a %s is told with what is true of a lookup, and of its refresh", async (_, fault, inUp, inRefresh) => {
  const zoneId = "c".repeat(32);
  if (fault) emulator.faults.set(zoneId, fault);
  const outputs = { zoneId, settingId: "auto_origin_tls_kex", enabled: true, modifiedOn: null };
  const noteOf = async (kind: Parameters<typeof configured>[0], props: object) => {
    const error = await configured(kind)
      .read("x", props)
      .catch((error: Error) => error);
    // What follows the last line of the error itself.
    return (error as Error).message.split(/\n {2}What to do: .*/).at(-1);
  };
  expect(await noteOf("AutoOriginTlsKex", { zoneId })).toBe(inUp);
  // Placeholders of a secret are no outputs.
  expect(await noteOf("AutoOriginTlsKex", { zoneId, modifiedOn: "", enabled: "" })).toBe(inUp);
  expect(await noteOf("AutoOriginTlsKex", outputs)).toBe(inRefresh);
  expect(await noteOf("AutoOriginTlsKexFleet", { zoneIds: [zoneId], zones: "" })).toBe(inUp);
  expect(await noteOf("AutoOriginTlsKexFleet", { zones: [{ zoneId }] })).toBe(inRefresh);
  emulator.faults.delete(zoneId);
});

test("a name that no zone has any more, and credentials that are missing, are told like that, too", async () => {
  const refresh = { zoneName: "gone.example", zoneId: "aa", settingId: "auto_origin_tls_kex" };
  await expect(configured("AutoOriginTlsKex").read("x", refresh)).rejects.toThrow(GONE);
  const provider = lookupProvider("AutoOriginTlsKex");
  await expect(provider.read("x", refresh)).rejects.toThrow(LAST_UP);
  await expect(provider.read("x", { zoneId: "aa" })).rejects.not.toThrow(LAST_UP);
});

test("without configuration the environment counts, and what is no error of ours stays what it is", async () => {
  await expect(lookupProvider("AutoOriginTlsKex").read("aa", { zoneId: "aa" })).rejects.toThrow(
    /No Cloudflare credentials found/,
  );
  const provider = lookupProvider("AutoOriginTlsKex");
  const broken = new TypeError("broken");
  await provider.configure({
    config: {
      get() {
        throw broken;
      },
    },
  } as never);
  await expect(provider.read("aa", { zoneId: "aa" })).rejects.toBe(broken);
});

test("a refresh reads again what the outputs tell", () => {
  const named = { zoneName: "a.example", zoneId: "aa" };
  expect(queryOf({ ...named, settingId: "auto_origin_tls_kex" })).toMatchObject({
    zoneName: "a.example",
    zoneId: undefined,
  });
  expect(queryOf({ zoneName: "a.example", zoneId: "", modifiedOn: "" })).toMatchObject({ zoneId: undefined });
  // Both of them as inputs are for the lookup to refuse.
  expect(queryOf(named)).toEqual(named);
  expect(queryOf({ zoneId: "aa", settingId: "x" })).toEqual({ zoneId: "aa", settingId: "x" });
  const zones = [{ zoneId: "aa" }, { zoneId: "bb" }];
  expect(queryOf({ zones })).toEqual({ zones, zoneIds: ["aa", "bb"] });
  expect(queryOf({ zones, accountId: "acc" })).toEqual({ zones, accountId: "acc" });
  expect(queryOf({ zones, zoneIds: ["cc"] })).toEqual({ zones, zoneIds: ["cc"] });
  expect(queryOf({ zones: "none" })).toEqual({ zones: "none" });
});
