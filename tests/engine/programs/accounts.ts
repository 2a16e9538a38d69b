import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";
import { Pending } from "./pending";

/** The zone of this name, which several accounts have. */
const shop = { zoneName: "shop.example" };

/** A component, which may have providers for what is below it. */
class Site extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super("test:index:Site", name, {}, opts);
  }
}

/** A provider as those who have no class for it make one. */
class RawProvider extends pulumi.ProviderResource {}

/** A dynamic resource of the program's own, which tells what its provider is configured with. */
class Dynamic extends pulumi.dynamic.Resource {
  declare readonly seen: pulumi.Output<string>;
  constructor(name: string, opts: pulumi.CustomResourceOptions) {
    const provider: pulumi.dynamic.ResourceProvider = {
      async configure({ config }) {
        process.env.SEEN = `${config.get("cloudflare:apiToken")} ${config.get("own:value")}`;
      },
      async create() {
        return { id: "own", outs: { seen: process.env.SEEN } };
      },
    };
    super(provider, name, { seen: undefined }, opts);
  }
}

/** Each way to read, with these options; an account has one zone. */
function readAll(name: string, account: string, opts: tls.LookupOptions) {
  const fleet = new tls.AutoOriginTlsKexFleet(name, { accountId: account }, opts);
  const { parent, provider } = opts;
  const calls = { ...(parent && { parent }), ...(provider && { provider }) };
  return {
    kex: new tls.AutoOriginTlsKex(name, shop, opts).enabled,
    modes: new tls.OriginTlsComplianceModes(name, shop, opts).modes,
    fleet: fleet.zones.apply((zones) => zones.map(({ enabled }) => enabled)),
    output: tls.getAutoOriginTlsKexOutput(shop, calls).enabled,
    plain: tls.getAutoOriginTlsKex(shop, calls).then(({ enabled }) => enabled),
  };
}

/** What the programs here are given: an account other than that of the environment, and its credentials. */
interface Args {
  account: string;
  token: string;
  email: string;
  apiKey: string;
  /** Another token of that account. */
  lasting: string;
}

/** Lookups and calls that get their account in every way; at `first` from the environment, all of them. */
export function everyWay(args: Args, first: boolean) {
  const { account, lasting } = args;
  const { acme, keyed, raw } = providers(args);
  const given = (provider: pulumi.ProviderResource) => (first ? {} : { provider });
  const site = new Site("site", first ? {} : { providers: { cloudflare: acme } });
  const below = new Site("below", { parent: site });
  const own = new RawProvider("pulumi-nodejs", "own", { "own:value": "own" });
  const withOwn = new Site("with-own", { providers: [own] });
  const lookup = new tls.AutoOriginTlsKex("lookup", shop, given(acme));
  const enabled = (name: string, opts: tls.LookupOptions, profile?: string) =>
    new tls.AutoOriginTlsKex(name, { ...shop, ...(profile && { profile }) }, opts).enabled;
  return {
    given: readAll("given", account, given(acme)),
    inherited: readAll("inherited", account, { parent: site }),
    below: enabled("deep", { parent: below }),
    overridden: enabled("overridden", { parent: site }, "cloudflare"),
    none: enabled("none", {}),
    keyed: enabled("keyed", given(keyed)),
    raw: enabled("raw", given(raw)),
    belowLookup: enabled("below-lookup", { parent: lookup }),
    // A component's own provider for dynamic resources does not keep the configuration from lookups, and other dynamic
    // resources never get what lookups read with.
    withOwn: enabled("with-own", { parent: withOwn }),
    dynamic: {
      withOwn: new Dynamic("own", { parent: withOwn }).seen,
      besideLookup: new Dynamic("beside", { parent: site }).seen,
      belowLookup: new Dynamic("below", { parent: lookup }).seen,
    },
    ...(!first && { pending: pending(lasting) }),
  };
}

/** What is protected and retained itself does not protect what lookups read with. */
const KEPT = { protect: true, retainOnDelete: true };

function providers({ token, email, apiKey, lasting }: Args) {
  return {
    acme: new cloudflare.Provider("acme", { apiToken: token }, KEPT),
    keyed: new cloudflare.Provider("keyed", { email: pulumi.secret(email), apiKey }),
    // Its own token is in the state as it is.
    raw: new RawProvider("cloudflare", "raw", { apiToken: pulumi.output(lasting) }),
  };
}

/** Reads with a token that is unknown in the preview of its creation, and has white space around it. */
function pending(token: string) {
  const apiToken = new Pending("token", token).zoneId.apply((token) => ` ${token}\n`);
  const provider = new cloudflare.Provider("pending", { apiToken });
  return {
    kex: new tls.AutoOriginTlsKex("pending", shop, { provider }).enabled,
    output: tls.getAutoOriginTlsKexOutput(shop, { provider }).enabled,
    plain: tls.getAutoOriginTlsKex(shop, { provider }).then(
      ({ enabled }) => enabled,
      ({ code, message }) => `${code}: ${message}`,
    ),
    // A provider that is made in an apply.
    inApply: pulumi.output(token).apply((apiToken) => {
      const late = new cloudflare.Provider("late", { apiToken });
      return new tls.AutoOriginTlsKex("late", shop, { provider: late }).enabled;
    }),
  };
}

/** A provider whose token is changed, and a lookup, which may be removed. */
export function rotated(token: string, isRead: boolean) {
  const provider = new cloudflare.Provider("acme", { apiToken: token }, KEPT);
  return isRead ? { enabled: new tls.AutoOriginTlsKex("shop", shop, { provider }).enabled } : {};
}

/** Records in zones of two accounts, of another whose credentials are refused, and a new zone of one that is not known yet. */
export function records(zones: Record<"own" | "acme" | "wrong", string[]>, token: string) {
  const providers = {
    own: undefined,
    acme: new cloudflare.Provider("acme", { apiToken: token }),
    wrong: new cloudflare.Provider("wrong", { apiToken: "wrong-token-0123456789abcdefghijklmnopqr" }),
  };
  const unknown = new cloudflare.Provider("unknown", { apiToken: new Pending("token", "unknown-token").zoneId });
  new cloudflare.Zone(
    "new",
    { name: "new.example", account: { id: "f0e1d2c3b4a5968778695a4b3c2d1e0f" } },
    { provider: unknown },
  );
  for (const [name, provider] of Object.entries(providers)) {
    for (const zoneId of zones[name as keyof typeof zones]) {
      const args = { zoneId, name: "www", type: "A", ttl: 1, content: "192.0.2.1" };
      new cloudflare.DnsRecord(zoneId, args, provider && { provider });
    }
  }
}

/** A provider with credentials that no setting can be read with; the environment has others. */
export function serviceKey(apiUserServiceKey: string) {
  const provider = new cloudflare.Provider("acme", { apiUserServiceKey });
  new tls.AutoOriginTlsKex("shop", shop, { provider });
}
