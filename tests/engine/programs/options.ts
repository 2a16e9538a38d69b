import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";

const provider = () => new cloudflare.Provider("acme", { apiToken: "token" });
const args = { zoneId: "abc" };

/** A lookup with an option that the compiler refuses. */
export function refused() {
  new tls.AutoOriginTlsKex("shop", args, { provider: provider() } as object);
}

/** How everything else refuses such options. */
export async function refusals() {
  const acme = provider();
  const messageOf = async (read: () => unknown) => {
    try {
      await read();
    } catch (error) {
      return error instanceof tls.OriginTlsError ? `${error.code}: ${error.message}` : String(error);
    }
    return "accepted";
  };
  const options: Record<string, object> = {
    provider: { provider: acme },
    providers: { providers: [acme] },
    async: { async: true },
  };
  const refusals = Object.entries(options).map(async ([name, opts]) => [
    name,
    {
      lookup: await messageOf(() => new tls.OriginTlsComplianceModes("shop", args, opts)),
      fleet: await messageOf(() => new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["abc"] }, opts)),
      call: await messageOf(() => tls.getAutoOriginTlsKex(args, opts)),
      output: await messageOf(() => tls.getZoneIdOutput({ name: "shop.example" }, opts)),
    },
  ]);
  return Object.fromEntries(await Promise.all(refusals));
}

/** How lookups refuse the options that Pulumi ignores for resources that are read. */
export function lookupRefusals() {
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
  };
}

/** A fleet and a lookup of which everything is hidden. */
export function hidden(zoneId: string) {
  const fleet = new tls.AutoOriginTlsKexFleet("all", { zoneIds: [zoneId] }, { additionalSecretOutputs: ["zones"] });
  const kex = new tls.AutoOriginTlsKex("shop", { zoneId }, { additionalSecretOutputs: ["enabled"] });
  return { zones: fleet.zones, allEnabled: fleet.allEnabled, enabled: kex.enabled };
}

/** A component and a lookup that are protected, or what is left without the lookup. */
export function protectedLookup(zoneId: string, withLookup: boolean) {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    type.startsWith("pulumi-nodejs:") ? { props, opts: { ...opts, protect: true } } : undefined,
  );
  const parent = new pulumi.ComponentResource("test:index:Shop", "shop", {}, { protect: true });
  if (withLookup) new tls.AutoOriginTlsKex("shop", { zoneId }, { parent });
}

/** A provider of dynamic resources, which a parent gives to what is below it. */
class NodejsProvider extends pulumi.ProviderResource {
  constructor(name: string) {
    super("pulumi-nodejs", name);
  }
}

/** A lookup where the stack allows no default providers, with or without a parent that brings one. */
export function withoutDefaultProviders(zoneId: string, withParent: boolean) {
  const parent = new pulumi.ComponentResource(
    "test:index:Shop",
    "shop",
    {},
    withParent ? { providers: [new NodejsProvider("nodejs")] } : {},
  );
  return { enabled: new tls.AutoOriginTlsKex("shop", { zoneId }, { parent }).enabled };
}
