import { CREDENTIALS, type EmulatedZone, type Emulator, startEmulator, ZONES } from "../emulator/emulator";
import { CLOUDFLARE_RESOURCES, violationsOf, writeCloudflarePlugin, writePack, writePackConfig } from "./policy-pack";
import { createStack, diagnosticsOf, emulatorEnv, type Stack } from "./stack";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const UNKNOWN_ZONE = "0".repeat(32);
const enable = (zoneId: string) =>
  `Auto-Origin TLS KEX is disabled for zone ${zoneId}, and must be enabled.\n` +
  `  What to do: Enable it with PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":true}.`;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => {
  emulator.requests.length = 0;
});
afterAll(() => emulator.close());

const program = (body: string) => `
const { AutoOriginTlsKex, AutoOriginTlsKexStatus, assertAutoOriginTlsKex, getAutoOriginTlsKexOutput } =
  require("pulumi-cloudflare-origin-tls");
${body}`;
const lookups = (zones: Record<string, string>) =>
  program(
    Object.entries(zones)
      .map(([name, zoneId]) => `new AutoOriginTlsKex("${name}", { zoneId: "${zoneId}" });`)
      .join("\n"),
  );
const pack = (policies: string) => `
const { PolicyPack } = require("@pulumi/policy");
const policies = require("pulumi-cloudflare-origin-tls/policy");
new PolicyPack("origin-tls", { policies: [${policies}] });`;

/** Without this package's help: all that there is to know are the type and the properties. */
const PLAIN_PACK = `
const { PolicyPack } = require("@pulumi/policy");
const violation = (props) => props.enabled ? undefined : "plain: " + JSON.stringify(props);
new PolicyPack("plain", { policies: [
  { name: "resource", description: "d", enforcementLevel: "mandatory", validateResource: ({ type, props }, report) => {
    if (type === "${STATUS}" && violation(props)) report(violation(props));
  } },
  { name: "stack", description: "d", enforcementLevel: "mandatory", validateStack: ({ resources }, report) => {
    for (const { type, props, urn } of resources) if (type === "${STATUS}" && violation(props)) report(violation(props), urn);
  } },
] });`;

const stackOf = (text: string, env = emulatorEnv(emulator, CREDENTIALS.token)) => createStack({ program: text, env });

/** Runs preview and up with the pack; both must end alike. */
async function judge(stack: Stack, policyPack: string, ...args: string[]) {
  const preview = await stack.pulumi("preview", "--policy-pack", policyPack, ...args);
  const up = await stack.pulumi("up", "--yes", "--skip-preview", "--policy-pack", policyPack, ...args);
  expect(up.code === 0).toBe(preview.code === 0);
  return { preview, up, passed: preview.code === 0 };
}

/** The enabled zone of the emulator is another one while `work` runs. */
async function whileChanged(change: Partial<EmulatedZone>, work: () => Promise<void>) {
  const zone = emulator.zones.get(ZONES.enabled);
  if (!zone) throw new Error("the emulator has no such zone");
  emulator.zones.set(ZONES.enabled, { ...zone, ...change });
  await work().finally(() => emulator.zones.set(ZONES.enabled, zone));
}

const DISABLED = { kex: { enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" } };

describe("lookups are visible to packs", () => {
  test("a pack without this package's help sees each status in validateResource and validateStack", async () => {
    const stack = await stackOf(lookups({ good: ZONES.enabled, bad: ZONES.disabled }));
    const { preview, passed } = await judge(stack, await writePack(stack, PLAIN_PACK));
    expect(passed).toBe(false);
    const seen = `plain: {"enabled":false,"modifiedOn":"2014-01-01T05:20:00.12345Z","zoneId":"${ZONES.disabled}"}`;
    expect(violationsOf(preview.text)).toEqual([
      `[mandatory]  resource  (${STATUS}: bad)\nd\n${seen}`,
      `[mandatory]  stack  (${STATUS}: bad)\nd\n${seen}`,
    ]);
  });

  test("the status is a child of the lookup, costs no request, and goes on destroy", async () => {
    const stack = await stackOf(lookups({ shop: ZONES.neverChanged }));
    await stack.succeed("up", "--yes", "--skip-preview");
    expect(emulator.requests).toHaveLength(1);
    const [status] = (await stack.resources()).filter(({ type }) => type === STATUS);
    expect(status?.urn).toBe(`urn:pulumi:dev::shop::${LOOKUP}$${STATUS}::shop`);
    expect(status?.inputs).toEqual({ zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null });
    expect(status?.outputs).toEqual({ zoneId: ZONES.neverChanged, enabled: true, modifiedOn: null });
    await stack.succeed("destroy", "--yes", "--skip-preview");
    expect(await stack.resources()).toEqual([]);
  });

  test("--expect-no-changes passes while the setting is unchanged, and fails with the drift when it was flipped", async () => {
    const stack = await stackOf(lookups({ shop: ZONES.enabled }));
    await stack.succeed("up", "--yes", "--skip-preview");
    await stack.succeed("preview", "--expect-no-changes");
    await stack.succeed("refresh", "--yes", "--skip-preview");
    await stack.succeed("preview", "--expect-no-changes");
    await whileChanged(DISABLED, async () => {
      const drift = await stack.pulumi("preview", "--expect-no-changes", "--diff");
      expect(drift.code).not.toBe(0);
      expect(drift.text).toMatch(/~ enabled *: true => false/);
      expect(drift.text).toMatch(/no changes were expected but changes (occurred|were proposed)/);
      await stack.succeed("up", "--yes", "--skip-preview");
      await stack.succeed("preview", "--expect-no-changes");
    });
  });

  test("a zone that is unknown in preview is not decidable yet, and decided in up", async () => {
    const stack = await stackOf(
      program(`
const pulumi = require("@pulumi/pulumi");
class Zone extends pulumi.dynamic.Resource {
  constructor(name) {
    super({ create: async () => ({ id: "1", outs: { zoneId: "${ZONES.disabled}" } }) }, name, { zoneId: undefined });
  }
}
new AutoOriginTlsKex("shop", { zoneId: new Zone("zone").zoneId });`),
    );
    const policyPack = await writePack(stack, pack("policies.autoOriginTlsKexEnabled"));
    const preview = await stack.succeed("preview", "--policy-pack", policyPack);
    expect(preview.text).toMatch(/can't run policy 'auto-origin-tls-kex-enabled' .* can't be known during preview/);
    const up = await stack.pulumi("up", "--yes", "--skip-preview", "--policy-pack", policyPack);
    expect(up.code).not.toBe(0);
    expect(violationsOf(up.text)[0]).toContain(enable(ZONES.disabled));
  });

  test("a lookup that is not the --target is judged all the same, by what was read now", async () => {
    const stack = await stackOf(lookups({ shop: ZONES.enabled, blog: ZONES.neverChanged }));
    const policyPack = await writePack(stack, PLAIN_PACK);
    await stack.succeed("up", "--yes", "--skip-preview", "--policy-pack", policyPack);
    await whileChanged(DISABLED, async () => {
      const target = `urn:pulumi:dev::shop::${LOOKUP}::blog`;
      const preview = await stack.pulumi("preview", "--policy-pack", policyPack, "--target", target);
      expect(preview.code).not.toBe(0);
      expect(violationsOf(preview.text)).toHaveLength(2);
    });
  });

  test("a status made of a function's result is judged too, without a provider process", async () => {
    const stack = await stackOf(
      program(`new AutoOriginTlsKexStatus("shop", getAutoOriginTlsKexOutput({ zoneId: "${ZONES.disabled}" }));`),
    );
    const { preview, passed } = await judge(stack, await writePack(stack, PLAIN_PACK));
    expect(passed).toBe(false);
    expect(violationsOf(preview.text)).toHaveLength(2);
    expect((await stack.resources()).map(({ type }) => type)).not.toContain("pulumi:providers:pulumi-nodejs");
  });
});

describe("autoOriginTlsKexEnabled", () => {
  const description = "Every AutoOriginTlsKex lookup must find Auto-Origin TLS KEX enabled.";

  test("passes for enabled zones and reports each disabled one on its status", async () => {
    const good = await stackOf(lookups({ a: ZONES.enabled, b: ZONES.neverChanged }));
    const policyPack = pack("policies.autoOriginTlsKexEnabled");
    expect((await judge(good, await writePack(good, policyPack))).passed).toBe(true);

    const bad = await stackOf(lookups({ a: ZONES.enabled, b: ZONES.disabled }));
    const { preview, up, passed } = await judge(bad, await writePack(bad, policyPack));
    expect(passed).toBe(false);
    const violation = `[mandatory]  auto-origin-tls-kex-enabled  (${STATUS}: b)\n${description}\n${enable(ZONES.disabled)}`;
    expect(violationsOf(preview.text)).toEqual([violation]);
    expect(violationsOf(up.text)).toEqual([violation]);
  });

  test("is configured by the pack's configuration: exempt zones and enforcement level", async () => {
    const stack = await stackOf(lookups({ b: ZONES.disabled }));
    const policyPack = await writePack(stack, pack("policies.autoOriginTlsKexEnabled"));
    const withConfig = async (config: object) => {
      const file = await writePackConfig(stack, { "auto-origin-tls-kex-enabled": config });
      return stack.pulumi("preview", "--policy-pack", policyPack, "--policy-pack-config", file);
    };
    const exempt = await withConfig({ exemptZones: [ZONES.disabled] });
    expect([exempt.code, violationsOf(exempt.text)]).toEqual([0, []]);
    const advisory = await withConfig({ enforcementLevel: "advisory" });
    expect([advisory.code, violationsOf(advisory.text)]).toEqual([
      0,
      [`[advisory]  auto-origin-tls-kex-enabled  (${STATUS}: b)\n${description}\n${enable(ZONES.disabled)}`],
    ]);
    const wrong = await withConfig({ exemptZones: "all" });
    expect(wrong.code).not.toBe(0);
    expect(wrong.text).toMatch(/exemptZones/);
  });

  test("a status whose value is not shown to packs is a violation, never a pass", async () => {
    const env = { ...emulatorEnv(emulator, CREDENTIALS.token), PULUMI_NODEJS_SKIP_COMPONENT_INPUTS: "1" };
    const made = await stackOf(
      program(`new AutoOriginTlsKexStatus("a", { zoneId: "${ZONES.enabled}", enabled: true, modifiedOn: null });`),
      env,
    );
    const policyPack = await writePack(made, pack("policies.autoOriginTlsKexEnabled"));
    const preview = await made.pulumi("preview", "--policy-pack", policyPack);
    expect(preview.code).not.toBe(0);
    expect(violationsOf(preview.text)[0]).toContain("was not shown to the policy, so it cannot be decided");
    const lookup = await stackOf(lookups({ a: ZONES.disabled }), env);
    const { text } = await lookup.pulumi("preview", "--policy-pack", policyPack);
    expect(violationsOf(text)[0]).toContain(enable(ZONES.disabled));
  });
});

describe("zonesHaveAutoOriginTlsKex", () => {
  const description = "Every Cloudflare zone that the stack mentions must have Auto-Origin TLS KEX enabled.";
  const policyPack = pack("policies.zonesHaveAutoOriginTlsKex");

  async function zoneStack(body: string, env?: NodeJS.ProcessEnv) {
    const stack = await stackOf(CLOUDFLARE_RESOURCES + body, env);
    await writeCloudflarePlugin(stack);
    stack.env.PATH = `${stack.folder}/plugin:${stack.env.PATH}`;
    return stack;
  }

  test("looks up zones and zone ids of a program that does not use this package", async () => {
    const stack = await zoneStack(`
new Zone("own", "${ZONES.disabled}");
new Record("by-id", "${ZONES.disabled}");
new Record("good", "${ZONES.enabled}");
new Record("unreadable", "${UNKNOWN_ZONE}");
new pulumi.ComponentResource("aws:route53/record:Record", "other-cloud", { zoneId: "Z1D633PJN98FT9" });`);
    const folder = await writePack(stack, policyPack);
    const preview = await stack.pulumi("preview", "--policy-pack", folder);
    expect(preview.code).not.toBe(0);
    // The zone is yet to be created, so its own id is unknown; the record's is not.
    expect(preview.text).toMatch(/can't run policy 'zones-have-auto-origin-tls-kex' .* can't be known during preview/);
    expect(violationsOf(preview.text)).toContainEqual(
      `[mandatory]  zones-have-auto-origin-tls-kex  (cloudflare:index/dnsRecord:DnsRecord: by-id)\n${description}\n${enable(ZONES.disabled)}`,
    );

    const up = await stack.pulumi("up", "--yes", "--skip-preview", "--policy-pack", folder);
    expect(up.code).not.toBe(0);
    const violations = violationsOf(up.text);
    expect(violations).toHaveLength(2);
    expect(violations).toContainEqual(
      `[mandatory]  zones-have-auto-origin-tls-kex  (cloudflare:index/zone:Zone: own)\n${description}\n${enable(ZONES.disabled)}`,
    );
    expect(violations).toContainEqual(
      expect.stringMatching(
        `\\(cloudflare:index/dnsRecord:DnsRecord: unreadable\\)\\n.*\\nZone ${UNKNOWN_ZONE} could not be checked. ` +
          `Cannot read the Auto-Origin TLS KEX setting of zone ${UNKNOWN_ZONE}[^]*HTTP status 404[^]*What to do: Check the zone id`,
      ),
    );
    expect(new Set(emulator.requests.map(({ url }) => url.split("/")[4]))).toEqual(
      new Set([ZONES.disabled, ZONES.enabled, UNKNOWN_ZONE]),
    );
  });

  test("checks the zones of a fleet that are not enabled, and refuses a configuration that it does not know", async () => {
    const ids = JSON.stringify([ZONES.enabled, ZONES.disabled]);
    const stack = await stackOf(
      `new (require("pulumi-cloudflare-origin-tls").AutoOriginTlsKexFleet)("all", { zoneIds: ${ids} });`,
    );
    const config = await writePackConfig(stack, { "zones-have-auto-origin-tls-kex": { zone: [ZONES.disabled] } });
    const { preview, passed } = await judge(stack, await writePack(stack, policyPack), "--policy-pack-config", config);
    expect(passed).toBe(false);
    expect(violationsOf(preview.text).sort()).toEqual([
      expect.stringContaining(
        `(cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus: all)\n${description}\n${enable(ZONES.disabled)}`,
      ),
      expect.stringContaining('The configuration of this policy has no "zone", only zones, exemptZones and profile.'),
    ]);
  });

  test("checks configured zones, and judges two stacks each with its own token", async () => {
    const judgeWith = async (token: string) => {
      const stack = await zoneStack("", emulatorEnv(emulator));
      await stack.succeed("config", "set", "--secret", "cloudflare:apiToken", token);
      const config = await writePackConfig(stack, { "zones-have-auto-origin-tls-kex": { zones: [ZONES.disabled] } });
      const folder = await writePack(stack, policyPack);
      return stack.pulumi("preview", "--policy-pack", folder, "--policy-pack-config", config);
    };
    const own = await judgeWith(CREDENTIALS.token);
    expect(own.code).not.toBe(0);
    expect(violationsOf(own.text)[0]).toContain(enable(ZONES.disabled));
    const other = await judgeWith("another-accounts-token-0123456789");
    expect(other.code).not.toBe(0);
    expect(violationsOf(other.text)[0]).toContain("10000: Authentication error");
  });
});

describe("originTlsComplianceModes", () => {
  test("reports modes that are not allowed and modes that are missing", async () => {
    const stack = await stackOf(lookups({ both: ZONES.enabled, none: ZONES.neverChanged }));
    const text = pack(`policies.originTlsComplianceModes({ allowed: ["fips"], required: ["fips"] })`);
    const { preview, passed } = await judge(stack, await writePack(stack, text));
    expect(passed).toBe(false);
    const violations = violationsOf(preview.text).sort();
    expect(violations[0]).toContain(`zone ${ZONES.enabled} are ["fips","pqh"], ["pqh"] not allowed.`);
    expect(violations[1]).toContain(`zone ${ZONES.neverChanged} are [], ["fips"] missing.`);
    expect(violations[1]).toContain(`origin_tls_compliance_modes and {"value":["fips"]}.`);
  });

  test("judges the zones of OriginTlsComplianceModes lookups, whose drift is a change in the plan", async () => {
    const stack = await stackOf(
      `new (require("pulumi-cloudflare-origin-tls").OriginTlsComplianceModes)("m", { zoneId: "${ZONES.enabled}" });`,
    );
    const text = pack(`policies.originTlsComplianceModes({ allowed: ["fips"] })`);
    const { preview, passed } = await judge(stack, await writePack(stack, text));
    expect(passed).toBe(false);
    expect(violationsOf(preview.text)[0]).toContain("(cloudflare-origin-tls:index:OriginTlsComplianceModesStatus: m)");
    await stack.succeed("up", "--yes", "--skip-preview");
    await stack.succeed("preview", "--expect-no-changes");
    await whileChanged({ complianceModes: [] }, async () => {
      expect((await stack.pulumi("preview", "--expect-no-changes")).code).not.toBe(0);
    });
  });

  test("passes for zones that have the agreed modes", async () => {
    const stack = await stackOf(lookups({ both: ZONES.enabled, one: ZONES.disabled }));
    const text = pack(`policies.originTlsComplianceModes({ allowed: ["fips", "pqh"], required: ["fips"] })`);
    expect((await judge(stack, await writePack(stack, text))).passed).toBe(true);
  });
});

test("validateAutoOriginTlsKex makes policies of one's own", async () => {
  const stack = await stackOf(lookups({ a: ZONES.enabled, b: ZONES.neverChanged }));
  const text = pack(`{ name: "own", description: "d", enforcementLevel: "mandatory",
    validateResource: policies.validateAutoOriginTlsKex(async (status, args, report) => {
      if (status.modifiedOn === null) report(args.name + " was never set");
    }) }`);
  const { preview } = await judge(stack, await writePack(stack, text));
  expect(violationsOf(preview.text)).toEqual([`[mandatory]  own  (${STATUS}: b)\nd\nb was never set`]);
});

describe("assertAutoOriginTlsKex", () => {
  const assertions = (options: string) =>
    program(`
const pulumi = require("@pulumi/pulumi");
const kex = new AutoOriginTlsKex("shop", { zoneId: "${ZONES.disabled}" });
const enabled = assertAutoOriginTlsKex(kex, ${options});
new pulumi.ComponentResource("test:index:Dependent", "dependent", { enabled });`);

  test("mandatory fails the preview with one diagnostic on the lookup and stops dependents", async () => {
    const stack = await stackOf(assertions("{ enabled: true }"));
    const preview = await stack.pulumi("preview");
    expect(preview.code).not.toBe(0);
    expect(diagnosticsOf(preview.text, `${LOOKUP} (shop)`)).toBe(`error: ${enable(ZONES.disabled)}`);
    expect(diagnosticsOf(preview.text, "pulumi:pulumi:Stack (shop-dev)")).toBe(
      `error: assertion on zone ${ZONES.disabled} failed, see the error on its own row`,
    );
    expect(preview.text).not.toContain("test:index:Dependent");
  });

  test("advisory warns with the given message, and what is as asserted passes", async () => {
    const advisory = await stackOf(assertions(`{ level: "advisory", message: "Please enable it." }`));
    const warned = await advisory.succeed("preview");
    expect(diagnosticsOf(warned.text, `${LOOKUP} (shop)`)).toBe("warning: Please enable it.");
    expect(warned.text).toContain("test:index:Dependent");
    const stack = await stackOf(assertions("{ enabled: false }"));
    expect((await stack.succeed("preview")).text).not.toContain("Diagnostics:");
  });

  test("judges the status made of a function's result", async () => {
    const status = `new AutoOriginTlsKexStatus("shop", getAutoOriginTlsKexOutput({ zoneId: "${ZONES.disabled}" }))`;
    const failed = await (await stackOf(program(`assertAutoOriginTlsKex(${status});`))).pulumi("preview");
    expect(failed.code).not.toBe(0);
    expect(diagnosticsOf(failed.text, `${STATUS} (shop)`)).toBe(`error: ${enable(ZONES.disabled)}`);
    const stack = await stackOf(program(`assertAutoOriginTlsKex(${status}, { enabled: false });`));
    expect((await stack.succeed("preview")).text).not.toContain("Diagnostics:");
  });
});
