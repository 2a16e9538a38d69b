import { CREDENTIALS, makeZone, ZONES } from "../emulator/emulator";
import { CHANGES_NOT_EXPECTED } from "./cli-words";
import { changesOf, countsOf, diagnosticsOf, plannedOutputs, violationsOf } from "./events";
import { changeZone, kex, packOf, stacksOf, useEmulator } from "./programs";

const TYPE = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

/** The methods and paths of all requests since the last call. */
const takeRequests = () =>
  emulator.requests.splice(0).map(({ method, url }) => `${method} ${url.replace("/client/v4", "")}`);

test("a lookup is read in preview, up and refresh, neither created nor deleted, and its status is a child of it", async () => {
  const stack = await stackOf("lookupsOf", { shop: ZONES.enabled, blog: ZONES.neverChanged });
  const pack = await packOf(stack, "plain", [STATUS]);
  const reads = [ZONES.enabled, ZONES.neverChanged].map((id) => `GET /zones/${id}/settings/auto_origin_tls_kex`);
  const takeSorted = () => takeRequests().sort();

  // The stack and the statuses.
  expect(countsOf(await stack.succeed("up", ...pack))).toEqual({ create: 3 });
  expect(takeSorted()).toEqual(reads);
  const values = { zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null };
  expect(await stack.outputs()).toEqual({
    shop: {
      zoneId: ZONES.enabled,
      enabled: true,
      modifiedOn: "2014-01-01T05:20:00.12345Z",
      settingId: "auto_origin_tls_kex",
    },
    blog: { ...values, settingId: "auto_origin_tls_kex" },
  });
  const lookups = await stack.resources(TYPE);
  expect(lookups.map(({ id, external }) => ({ id, external }))).toEqual(
    expect.arrayContaining([
      { id: ZONES.enabled, external: true },
      { id: ZONES.neverChanged, external: true },
    ]),
  );
  expect(lookups).toHaveLength(2);
  expect(await stack.resources(STATUS)).toContainEqual(
    expect.objectContaining({
      urn: `urn:pulumi:dev::shop::${TYPE}$${STATUS}::blog`,
      inputs: values,
      outputs: values,
    }),
  );

  // A setting that is flipped at Cloudflare is a change of the status; the other one has none.
  changeZone(emulator, ZONES.enabled, kex(false));
  const flipped = { enabled: [true, false] };
  const drift = await stack.fail("preview", "--expect-no-changes");
  expect(changesOf(drift)).toEqual({ [`${STATUS} (shop)`]: flipped });
  expect(drift.text).toMatch(CHANGES_NOT_EXPECTED);
  expect(plannedOutputs(drift)).toMatchObject({ shop: { enabled: false }, blog: { enabled: true } });
  expect(takeSorted()).toEqual(reads);
  // A lookup that is not the target is judged all the same, by what was read now.
  const target = `urn:pulumi:dev::shop::${TYPE}::blog`;
  expect(violationsOf(await stack.fail("preview", ...pack, "--target", target))).toHaveLength(2);
  takeRequests();

  // It shows in refresh, and in the outputs of the next up; what was flipped back does not.
  changeZone(emulator, ZONES.neverChanged, { kex: { enabled: false, modifiedOn: null } });
  expect(changesOf(await stack.succeed("refresh"))).toEqual({
    [`${TYPE} (shop)`]: flipped,
    [`${TYPE} (blog)`]: flipped,
  });
  expect(takeSorted()).toEqual(reads);
  changeZone(emulator, ZONES.neverChanged, { kex: { enabled: true, modifiedOn: null } });
  expect(changesOf(await stack.succeed("up"))).toEqual({ [`${STATUS} (shop)`]: flipped });
  expect(await stack.outputs()).toMatchObject({ shop: { enabled: false }, blog: { enabled: true } });
  takeRequests();

  expect(countsOf(await stack.succeed("preview", "--refresh", "--expect-no-changes"))).toEqual({ same: 3 });
  expect(new Set(takeRequests())).toEqual(new Set(reads));

  await stack.succeed("destroy");
  expect(takeRequests()).toEqual([]);
  expect(await stack.resources()).toEqual([]);
});

test("a lookup by name, and of the compliance modes, is refreshed by the name; stack configuration wins over the environment, a token over email and key", async () => {
  const stack = await stackOf("byName", "disabled.example");
  Object.assign(stack.env, {
    CLOUDFLARE_API_TOKEN: "wrong-token-in-the-environment",
    CLOUDFLARE_EMAIL: "wrong@example.com",
  });
  const pair = [
    "--plaintext",
    `cloudflare:email=${CREDENTIALS.email}`,
    "--secret",
    `cloudflare:apiKey=${CREDENTIALS.apiKey}`,
  ];
  await stack.succeed("config", "set-all", ...pair);
  await stack.succeed("up");
  expect(emulator.requests.at(-1)?.headers).toMatchObject({
    "x-auth-email": CREDENTIALS.email,
    "x-auth-key": CREDENTIALS.apiKey,
  });
  expect(await stack.outputs()).toMatchObject({
    shop: { zoneId: ZONES.disabled, enabled: false },
    modes: { zoneId: ZONES.disabled, modes: ["fips"] },
  });

  // Many lookups start at once with a token that only the configuration has, and share one provider text.
  await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", `  ${CREDENTIALS.token}\n`);
  // Until an up without a refresh, as the next one is, a refresh uses the credentials of the last one.
  emulator.credentials.apiKey = "replaced";
  expect(diagnosticsOf(await stack.fail("refresh"), `${TYPE} (shop)`)).toEqual([
    expect.stringMatching(
      /10000: Authentication error\n(.*\n)* {2}A refresh uses the stack's configuration .* run pulumi up --refresh=false first\.$/,
    ),
  ]);
  await stack.change("byNameBesideMany", "disabled.example", 32, ZONES.enabled);
  const message = { code: 1234, message: "Going away", documentation_url: "https://developers.cloudflare.com/x" };
  changeZone(emulator, ZONES.disabled, { messages: [message] });
  const up = await stack.succeed("up");
  expect(emulator.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${CREDENTIALS.token}` });
  // What a good answer says is a warning.
  const warning = `warning: Cloudflare says about zone ${ZONES.disabled}: 1234: Going away (see https://developers.cloudflare.com/x)`;
  expect(diagnosticsOf(up, `${TYPE} (shop)`)).toEqual([warning]);
  expect((await stack.outputs()).many).toEqual({ http: [], kex: [true, false, false], modes: false });
  expect(await stack.state()).not.toContain(CREDENTIALS.token);
  const lookups = await stack.resources(TYPE);
  expect(lookups).toHaveLength(33);
  const texts = new Set(lookups.flatMap(({ inputs, outputs }) => [inputs.__provider, outputs.__provider]));
  expect(texts.size).toBe(1);
  const [text] = texts as Set<string>;
  expect(text?.length).toBeLessThan(300);
  expect(text).toContain(`("pulumi-cloudflare-origin-tls/provider")`);
  expect(text).not.toContain(stack.folder);

  emulator.zones.delete(ZONES.disabled);
  const zoneId = "5".repeat(32);
  emulator.zones.set(zoneId, makeZone(zoneId, "disabled.example", { complianceModes: [] }));
  await stack.succeed("refresh");
  const found = { zoneId, zoneName: "disabled.example" };
  const shop = (await stack.resources(TYPE)).find(({ urn }) => urn.endsWith("::shop"));
  expect(shop).toMatchObject({ outputs: { ...found, enabled: true } });
  expect(await stack.resources(":OriginTlsComplianceModes")).toMatchObject([{ outputs: { ...found, modes: [] } }]);
});
