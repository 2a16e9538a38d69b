import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime";
import { CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import { changesOf, countsOf, diagnosticsOf, plannedOutputs } from "./events";
import { changeZone, kex, stacksOf, useEmulator } from "./programs";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

/** The methods and paths of all requests since the last call. */
const takeRequests = () =>
  emulator.requests.splice(0).map(({ method, url }) => `${method} ${url.replace("/client/v4", "")}`);

test("a lookup is read in preview, up and refresh, and neither created nor deleted", async () => {
  const stack = await stackOf("lookups", { shop: { zoneId: ZONES.enabled } });
  const read = `GET /zones/${ZONES.enabled}/settings/auto_origin_tls_kex`;

  const preview = await stack.succeed("preview");
  expect(plannedOutputs(preview)).toMatchObject({ shop: { enabled: true } });
  // The stack and the status.
  expect(countsOf(preview)).toEqual({ create: 2 });
  expect(takeRequests()).toEqual([read]);

  await stack.succeed("up");
  expect(takeRequests()).toEqual([read]);
  expect(await stack.outputs()).toEqual({
    shop: {
      zoneId: ZONES.enabled,
      enabled: true,
      modifiedOn: "2014-01-01T05:20:00.12345Z",
      settingId: "auto_origin_tls_kex",
    },
  });
  expect(await stack.resources(TYPE)).toMatchObject([{ id: ZONES.enabled, external: true }]);

  await stack.succeed("refresh");
  expect(takeRequests()).toEqual([read]);
  expect(countsOf(await stack.succeed("preview", "--refresh"))).toEqual({ same: 2 });
  expect(new Set(takeRequests())).toEqual(new Set([read]));

  // A setting that is flipped at Cloudflare shows in refresh and in the outputs of the next up.
  changeZone(emulator, ZONES.enabled, kex(false));
  const flipped = { enabled: [true, false] };
  expect(changesOf(await stack.succeed("refresh"))).toEqual({ [`${TYPE} (shop)`]: flipped });
  changeZone(emulator, ZONES.enabled, kex(true));
  expect(changesOf(await stack.succeed("up"))).toEqual({});
  changeZone(emulator, ZONES.enabled, kex(false));
  expect(changesOf(await stack.succeed("up"))).toEqual({
    "cloudflare-origin-tls:index:AutoOriginTlsKexStatus (shop)": flipped,
  });
  expect(await stack.outputs()).toMatchObject({ shop: { enabled: false } });
  takeRequests();

  await stack.succeed("destroy");
  expect(takeRequests()).toEqual([]);
  expect(await stack.resources()).toEqual([]);
});

test("isInstance knows a lookup, and a setting that was never changed has modifiedOn null", async () => {
  const stack = await stackOf("instances", ZONES.neverChanged);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ kex: [true, false, false], modes: false, modifiedOn: null });
});

test("a zone id that is unknown in preview is read in up, not before", async () => {
  const stack = await stackOf("lookupOfPending", ZONES.disabled);
  const preview = await stack.succeed("preview");
  expect(plannedOutputs(preview)).toMatchObject({ shop: { enabled: UNKNOWN } });
  expect(takeRequests()).toEqual([]);
  await stack.succeed("up");
  expect(await stack.outputs()).toMatchObject({ shop: { enabled: false } });
  expect(takeRequests()).toHaveLength(1);
});

test("a lookup by name, and of the compliance modes, is refreshed by the name", async () => {
  const stack = await stackOf("byName", "disabled.example");
  await stack.succeed("up");
  expect(await stack.outputs()).toMatchObject({
    shop: { zoneId: ZONES.disabled, enabled: false },
    modes: { zoneId: ZONES.disabled, modes: ["fips"] },
  });
  emulator.zones.delete(ZONES.disabled);
  const zoneId = "5".repeat(32);
  emulator.zones.set(zoneId, makeZone(zoneId, "disabled.example", { complianceModes: [] }));
  await stack.succeed("refresh");
  const found = { zoneId, zoneName: "disabled.example" };
  expect(await stack.resources(":AutoOriginTlsKex")).toMatchObject([{ outputs: { ...found, enabled: true } }]);
  expect(await stack.resources(":OriginTlsComplianceModes")).toMatchObject([{ outputs: { ...found, modes: [] } }]);
});

test("many lookups start at once with a token that only the configuration has, and share one provider text", async () => {
  const stack = await stackOf("manyLookups", 32, ZONES.enabled);
  delete stack.env.CLOUDFLARE_API_TOKEN;
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", CREDENTIALS.token);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ http: [] });

  const lookups = await stack.resources(TYPE);
  expect(lookups).toHaveLength(32);
  const texts = new Set(lookups.flatMap(({ inputs, outputs }) => [inputs.__provider, outputs.__provider]));
  expect(texts.size).toBe(1);
  const [text] = texts as Set<string>;
  expect(text?.length).toBeLessThan(300);
  expect(text).toContain(`("pulumi-cloudflare-origin-tls/provider")`);
  expect(text).not.toContain(stack.folder);
});

test("stack configuration wins over the environment, a token over email and key; what a good answer says is a warning", async () => {
  const stack = await stackOf("lookups", { shop: { zoneId: ZONES.enabled } });
  Object.assign(stack.env, {
    CLOUDFLARE_API_TOKEN: "wrong-token-in-the-environment",
    CLOUDFLARE_EMAIL: "wrong@example.com",
  });
  await stack.succeed("config", "set", "cloudflare:email", CREDENTIALS.email);
  await stack.succeed("config", "set", "--secret", "cloudflare:apiKey", CREDENTIALS.apiKey);
  await stack.succeed("preview");
  expect(emulator.requests.at(-1)?.headers).toMatchObject({
    "x-auth-email": CREDENTIALS.email,
    "x-auth-key": CREDENTIALS.apiKey,
  });
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", `  ${CREDENTIALS.token}\n`);
  const message = { code: 1234, message: "Going away", documentation_url: "https://developers.cloudflare.com/x" };
  changeZone(emulator, ZONES.enabled, { messages: [message] });
  const preview = await stack.succeed("preview");
  const warning = `warning: Cloudflare says about zone ${ZONES.enabled}: 1234: Going away (see https://developers.cloudflare.com/x)`;
  expect(diagnosticsOf(preview, `${TYPE} (shop)`)).toEqual([warning]);
  expect(emulator.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${CREDENTIALS.token}` });
});
