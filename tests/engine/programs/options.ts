import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

const args = { zoneId: "abc" };

/** How each lookup and function refuses options that would route a read to the wrong place, or do nothing. */
async function refusals() {
  const acme = new cloudflare.Provider("acme", { apiToken: "token" });
  const remote = remoteProvider();
  const site = new pulumi.ComponentResource("test:index:Site", "remote", {}, { providers: [remote] });
  const messageOf = async (read: () => unknown) => {
    try {
      await read();
    } catch (error) {
      return error instanceof tls.OriginTlsError ? `${error.code}: ${error.message}` : String(error);
    }
    return "accepted";
  };
  const options: Record<string, object> = {
    both: { provider: acme },
    another: { provider: new NodejsProvider("nodejs") },
    noProvider: { provider: "acme" },
    remote: { provider: remote },
    inherited: { parent: site },
    providers: { providers: [acme] },
    async: { async: true },
  };
  const refusals = Object.entries(options).map(async ([name, opts]) => {
    const profile = name === "both" ? { profile: "acme" } : {};
    return [
      name,
      {
        lookup: await messageOf(() => new tls.OriginTlsComplianceModes("shop", { ...args, ...profile }, opts)),
        fleet: await messageOf(() => new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["abc"], ...profile }, opts)),
        call: await messageOf(() => tls.getAutoOriginTlsKex({ ...args, ...profile }, opts)),
        output: await messageOf(() => tls.getZoneIdOutput({ name: "shop.example", ...profile }, opts)),
      },
    ];
  });
  return Object.fromEntries(await Promise.all(refusals));
}

/** How lookups refuse the options that Pulumi ignores for resources that are read, and an argument that they do not have. */
function lookupRefusals() {
  const refusal = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      return error instanceof tls.OriginTlsError ? error.message : String(error);
    }
    return "accepted";
  };
  const hidden = { additionalSecretOutputs: ["zones", "disabledZoneIds", "allEnabled"] };
  return {
    transforms: refusal(() => new tls.AutoOriginTlsKex("shop", args, { transforms: [] } as object)),
    derived: refusal(() => new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["abc"] }, hidden)),
    misspelt: refusal(() => new tls.AutoOriginTlsKex("shop", { ...args, profiel: "acme" } as typeof args)),
  };
}

/** A lookup with an option that the compiler refuses, after a warning with how all such options are refused, as JSON. */
export async function refused() {
  await pulumi.log.warn(JSON.stringify({ ...(await refusals()), ...lookupRefusals() }));
  new tls.AutoOriginTlsKex("shop", args, {
    provider: new NodejsProvider("other"),
  });
}

/** A fleet and a lookup of which everything is hidden, and a lookup that is protected as its parent is. */
export function hiddenAndProtected(zoneId: string, other: string) {
  const parent = protectedParent();
  const fleet = new tls.AutoOriginTlsKexFleet("all", { zoneIds: [zoneId] }, { additionalSecretOutputs: ["zones"] });
  const kex = new tls.AutoOriginTlsKex("hidden", { zoneId }, { additionalSecretOutputs: ["enabled"] });
  new tls.AutoOriginTlsKex("shop", { zoneId: other }, { parent });
  return { zones: fleet.zones, allEnabled: fleet.allEnabled, enabled: kex.enabled };
}

/** A component that is protected, in a stack that protects each lookup by a transformation, too. */
function protectedParent() {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    type.startsWith("pulumi-nodejs:") ? { props, opts: { ...opts, protect: true } } : undefined,
  );
  return new pulumi.ComponentResource("test:index:Shop", "shop", {}, { protect: true });
}

/** A provider of dynamic resources, which a parent gives to what is below it. */
class NodejsProvider extends pulumi.ProviderResource {
  constructor(name: string) {
    super("pulumi-nodejs", name);
  }
}

/** A provider as a remote component is given one, of which it sees no credentials. */
function remoteProvider(): pulumi.ProviderResource {
  // Pulumi exports the class from this file alone.
  const { DependencyProviderResource } = require("@pulumi/pulumi/resource");
  return new DependencyProviderResource("urn:pulumi:dev::shop::pulumi:providers:cloudflare::remote::id");
}

/**
 * What is left of `hiddenAndProtected` when its lookups are removed: lookups where the stack allows no default providers, one of
 * them with a profile and below a parent that brings a provider of dynamic resources, and a call.
 */
export function withoutHidden(zoneId: string) {
  const parent = protectedParent();
  const providers = [new NodejsProvider("nodejs")];
  const site = new pulumi.ComponentResource("test:index:Site", "site", {}, { providers });
  return {
    site: new tls.AutoOriginTlsKex("site", { zoneId }, { parent }).enabled,
    acme: new tls.AutoOriginTlsKex("acme", { zoneId, profile: "acme" }, { parent: site }).enabled,
    call: tls.getAutoOriginTlsKexOutput({ zoneId }).enabled,
  };
}
