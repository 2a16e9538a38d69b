import { ACCOUNT, ACME, CREDENTIALS, makeZone } from "../emulator/emulator";
import { command } from "./command";
import { allDiagnosticsOf, enable, plannedOutputs, stepsOf, undecidedPolicies, violationsOf } from "./events";
import { kex, packOf, stacksOf, useEmulator } from "./programs";
import { type Run, writeFiles } from "./stack";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/accounts")>("accounts", emulator);

const [TOKEN, ROTATED, LASTING] = ACME.tokens;
const { account, email, apiKey } = ACME;
const ARGS = { account, token: TOKEN, email, apiKey, lasting: LASTING };

/** Two accounts with a zone of the same name: that of the environment has it off, the other one on. */
beforeEach(() => {
  emulator.zones.clear();
  addZone("5b".repeat(16), { ...kex(false), complianceModes: ["pqh"] });
  addZone("ac".repeat(16), { accountId: account, complianceModes: ["fips"] });
});

const addZone = (id: string, more: Parameters<typeof makeZone>[2]) =>
  emulator.zones.set(id, makeZone(id, "shop.example", more));

/** The credentials of the requests since the last call, each once. */
const credentials = () => {
  const used = emulator.requests.splice(0).map(({ headers }) => headers.authorization ?? headers["x-auth-email"]);
  return [...new Set(used.map((credential) => `${credential}`.replace("Bearer ", "")))].sort();
};

/** What a run prints, and its events; in those for debugging Pulumi has every secret of any provider. */
const shown = ({ text, events }: Run) => [
  text,
  ...events
    .filter(({ diagnosticEvent }) => !/debug/.test(`${diagnosticEvent?.severity}`))
    .map((event) => JSON.stringify(event)),
];

/** The steps of a run by which providers are changed, or anything is replaced. */
const stepsOfProviders = (run: Run) =>
  stepsOf(run)
    .filter((step) => /^(?!same)\S+ pulumi:providers:|replace/.test(step))
    .sort();
const ACCOUNT_OF = (name: string) => `pulumi:providers:pulumi-nodejs (cloudflare-origin-tls/${name})`;

const OWN = { kex: false, modes: ["pqh"], fleet: [false], output: false, plain: false };
const OF_ACME = { kex: true, modes: ["fips"], fleet: [true], output: true, plain: true };
/** What the account of the environment says, which a profile gives also where there is a provider. */
const ALWAYS = {
  ...{ none: false, overridden: false, withOwn: false },
  dynamic: { withOwn: "undefined own", besideLookup: "undefined undefined", belowLookup: "undefined undefined" },
};
const BEFORE = { ...ALWAYS, given: OWN, inherited: OWN, below: false, keyed: false, raw: false, belowLookup: false };
const AFTER = { ...ALWAYS, given: OF_ACME, inherited: OF_ACME, below: true, keyed: true, raw: true, belowLookup: true };

test("each lookup and call reads with the provider that it is given or that its parent has, in every command, and nothing else does", async () => {
  const stack = await stackOf("everyWay", { ...ARGS, account: ACCOUNT }, true);
  const runs = [await stack.succeed("up")];
  expect(await stack.outputs()).toEqual(BEFORE);
  expect(credentials()).toEqual([CREDENTIALS.token]);

  // What is in a state of before gets a provider without a replacement.
  await stack.change("everyWay", ARGS, false);
  const preview = await stack.succeed("preview");
  const { pending, ...planned } = plannedOutputs(preview) as Record<string, object>;
  expect(planned).toEqual(AFTER);
  const isUnknown = expect.stringMatching(/^[0-9a-f]{8}-/);
  const refusal =
    "INPUT: The credentials of the Cloudflare provider that getAutoOriginTlsKex was given are not known yet in this preview.\n" +
    "  What to do: Use getAutoOriginTlsKexOutput, whose result is unknown until then.";
  expect(pending).toEqual({ kex: isUnknown, output: isUnknown, plain: refusal, inApply: true });
  const up = await stack.succeed("up", "--diff");
  const names = ["acme", "keyed", "late", "pending", "raw"];
  const made = ["late", "pending"].map((name) => `create pulumi:providers:cloudflare (${name})`);
  expect(stepsOfProviders(up)).toEqual(
    [...made, "update pulumi:providers:cloudflare (raw)", ...names.map((name) => `create ${ACCOUNT_OF(name)}`)].sort(),
  );
  const known = { kex: true, output: true, plain: true, inApply: true };
  expect(await stack.outputs()).toEqual({ ...AFTER, pending: known });
  expect(credentials()).toEqual([email, TOKEN, LASTING, CREDENTIALS.token].sort());

  // Lookups have it as an encrypted input of their provider, and nowhere else.
  const inputs = (await stack.resources("pulumi-nodejs")).map(({ urn, inputs }) => [urn.split("/")[1], inputs]);
  const ofToken = { "cloudflare:apiToken": "[secret]" };
  const ofKey = { "cloudflare:apiKey": "[secret]", "cloudflare:email": "[secret]" };
  expect(Object.fromEntries(inputs)).toMatchObject({ acme: ofToken, raw: ofToken, pending: ofToken, keyed: ofKey });

  runs.push(preview, up, await stack.succeed("preview", "--refresh", "--expect-no-changes", "--diff"));
  expect(credentials()).toEqual([email, TOKEN, LASTING, CREDENTIALS.token].sort());
  for (const run of runs) expect(allDiagnosticsOf(run)).toEqual([]);
  const printed = [...runs.flatMap(shown), await stack.state()];
  for (const secret of [TOKEN, apiKey]) expect(printed.filter((text) => text.includes(secret))).toEqual([]);
});

test("a new token is used by the preview, the update and the refresh of its change; without its lookup nothing is left", async () => {
  const stack = await stackOf("rotated", TOKEN, true);
  const runs = [await stack.succeed("up")];
  expect(credentials()).toEqual([TOKEN]);
  await stack.change("rotated", ROTATED, true);
  const preview = await stack.succeed("preview");
  expect(credentials()).toEqual([ROTATED]);
  const up = await stack.succeed("up");
  expect(credentials()).toEqual([ROTATED]);
  expect(await stack.outputs()).toEqual({ enabled: true });
  runs.push(preview, up, await stack.succeed("refresh", "--expect-no-changes"));
  expect(credentials()).toEqual([ROTATED]);
  const state = await stack.state();

  // Also of one that is protected and retained.
  expect(await stack.resources("pulumi-nodejs")).toHaveLength(1);
  await stack.change("rotated", ROTATED, false);
  await stack.succeed("up");
  expect((await stack.resources("pulumi-nodejs")).map(({ urn }) => urn)).toEqual([]);
  for (const run of runs) expect(allDiagnosticsOf(run)).toEqual([]);
  const printed = [...runs.flatMap(shown), state];
  for (const secret of [TOKEN, ROTATED]) expect(printed.filter((text) => text.includes(secret))).toEqual([]);
});

test("a pack looks up each zone with the credentials of its account: twenty zones of each of two, and others that it cannot", async () => {
  const idsOf = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => prefix.repeat(15) + String(i).padStart(2, "0"));
  const zones = { own: idsOf("5b", 20), acme: idsOf("ac", 20), wrong: idsOf("3e", 2) };
  for (const id of zones.own) addZone(id, kex(id !== zones.own[3]));
  for (const id of zones.acme) addZone(id, { accountId: account, ...kex(id !== zones.acme[7]) });
  const stack = await stackOf("records", zones, TOKEN);
  const preview = await stack.fail("preview", ...(await packOf(stack, "enabled", [])));
  const violations = violationsOf(preview).filter(({ level }) => level === "mandatory");
  const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
  const said = violations.map(({ on, message }) => [on, message.slice(message.indexOf("\n") + 1)]);
  expect(said).toHaveLength(3);
  expect(said).toEqual(
    expect.arrayContaining([
      [`${RECORD} (${zones.own[3]})`, enable(`${zones.own[3]}`)],
      [`${RECORD} (${zones.acme[7]})`, enable(`${zones.acme[7]}`)],
      [
        "pulumi:pulumi:Stack (shop-dev)",
        expect.stringMatching(
          /^2 zones, which nothing in the stack has read, could not be looked up as the Cloudflare provider "wrong": HTTP status 403/,
        ),
      ],
    ]),
  );
  expect(undecidedPolicies(preview)).toEqual(["auto-origin-tls-kex-enabled"]);
  const askedAs = (token: string) =>
    emulator.requests
      .filter(({ headers }) => headers.authorization === `Bearer ${token}`)
      .map(({ url }) => url.split("/")[4])
      .sort();
  expect(askedAs(CREDENTIALS.token)).toEqual(zones.own);
  expect(askedAs(TOKEN)).toEqual(zones.acme);
  expect(emulator.requests).toHaveLength(42);
  expect(shown(preview).join()).not.toContain(TOKEN);
});

test("a provider with nothing but a key for services is an error, and nothing is read with the environment's token", async () => {
  const stack = await stackOf("serviceKey", "v1.0-service-key-0123456789");
  const preview = await stack.fail("preview");
  expect(allDiagnosticsOf(preview)).toEqual([
    expect.stringMatching(
      /^error: .*The Cloudflare provider has nothing but an apiUserServiceKey, with which no setting can be read\.\n {2}What to do: Give it an apiToken as well/,
    ),
  ]);
  expect(preview.text).not.toMatch(/service-key|^\s+at /m);
  expect(emulator.requests).toEqual([]);
});

/** Two stacks of one process at the same time, with a token and a limit of their own each; a call is answered within two seconds. */
const INLINE = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const tls = require("pulumi-cloudflare-origin-tls");
const [baseUrl, ...stacks] = JSON.parse(process.argv[2]);
const run = async ({ name, token, limit, zoneId, calls }) => {
  const program = async () => {
    const started = Date.now();
    const results = [];
    for (let i = 0; i < calls; i++) results.push((await tls.getAutoOriginTlsKex({ zoneId })).enabled);
    return { results, isSlow: Date.now() - started > 60000, lookup: new tls.AutoOriginTlsKex("shop", { zoneId }).enabled };
  };
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: name, projectName: "inline", program });
  const secret = (value) => ({ value, secret: true });
  await stack.setAllConfig({
    "cloudflare:apiToken": secret(token),
    "cloudflare:baseUrl": { value: baseUrl },
    "cloudflare-origin-tls:requestsPer5Minutes": { value: limit },
  });
  const { outputs } = await stack.up();
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
};
(async () => {
  const first = await Promise.all(stacks.slice(0, 2).map(run));
  console.log(JSON.stringify([...first, await run(stacks[2])]));
})();
`;

test("stacks of one process have an account and limits of their own each", async () => {
  const stack = await stackOf("rotated", TOKEN, false);
  await writeFiles(stack.folder, { "inline.js": INLINE });
  const own = { token: CREDENTIALS.token, zoneId: "5b".repeat(16) };
  const acme = { token: TOKEN, zoneId: "ac".repeat(16), name: "acme", limit: "100", calls: 3 };
  // The last one has a larger limit than the first, with the same token.
  const stacks = [
    { ...own, name: "own", limit: "5", calls: 5 },
    acme,
    { ...own, name: "later", limit: "100", calls: 5 },
  ];
  const { CLOUDFLARE_API_TOKEN, CLOUDFLARE_BASE_URL, PULUMI_STACK, ...env } = stack.env;
  const args = ["inline.js", JSON.stringify([emulator.baseUrl, ...stacks])];
  const { stdout, text } = await command(process.execPath, args, { cwd: stack.folder, env });
  const ofOwn = { results: [false, false, false, false, false], isSlow: false, lookup: false };
  expect(text).toBe(stdout);
  expect(JSON.parse(stdout)).toEqual([ofOwn, { results: [true, true, true], isSlow: false, lookup: true }, ofOwn]);
});
