import * as pulumi from "@pulumi/pulumi";
import type { ReadConfig } from "../../provider/cloudflare/credentials";
import { badInput } from "../../provider/cloudflare/errors";
import { type OutputInternals, type ResourceInternals, typeOf, withoutFrames } from "./internals";
import { readStackConfig } from "./stack";

/** What requests are made with, as the configuration and a `cloudflare.Provider` call it. */
const KEYS = ["apiToken", "apiKey", "email", "baseUrl"];
/** As those, and credentials with which no setting can be read. */
export const PROVIDER_KEYS = [...KEYS, "apiUserServiceKey"];
const LIMITS = ["cloudflare-origin-tls:maxConcurrentRequests", "cloudflare-origin-tls:requestsPer5Minutes"];

type AccountOptions = Pick<pulumi.CustomResourceOptions, "provider" | "parent">;
/** What a `cloudflare.Provider` has, by its keys; also what is unknown. */
type Values = Record<string, unknown>;

/** The `cloudflare.Provider` that is given, else that of the parent; undefined with a profile, and if there is none. */
export function cloudflareProviderOf(opts: AccountOptions, profile: unknown): pulumi.ProviderResource | undefined {
  if (profile !== undefined) {
    if (!opts.provider) return undefined;
    const problem = "Both the option provider and the argument profile were given";
    throw badInput(problem, "Give one of them: each is an account.");
  }
  const provider = opts.provider ?? inheritedProvider(opts, "cloudflare:index:Zone");
  if (!provider) return undefined;
  if (typeOf(provider) !== "pulumi:providers:cloudflare") {
    const problem = "The option provider must be a cloudflare.Provider of @pulumi/cloudflare";
    throw badInput(problem, 'Without that package give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.');
  }
  if ((provider as ResourceInternals).__name !== undefined) return provider;
  throw badInput(
    "The credentials of this Cloudflare provider cannot be seen here, because another program has made it",
    'Make a cloudflare.Provider here, of a token that is an input, or give profile: "acme", which reads ACME_API_TOKEN.',
  );
}

const inheritedProvider = ({ parent = pulumi.runtime.getStackResource() }: AccountOptions, type: string) =>
  parent?.getProvider?.(type);

/** The provider of dynamic resources that a lookup reads with; undefined for Pulumi's default one. */
export function lookupProviderOf(opts: AccountOptions, profile?: string): pulumi.ProviderResource | undefined {
  const cloudflare = cloudflareProviderOf(opts, profile);
  if (cloudflare)
    return accountOf(cloudflare, pathOf(cloudflare), "cloudflare", () => valuesOf(cloudflare).then(checked));
  // The stack's configuration needs one where Pulumi's is disabled, or a component has one of its own.
  const disabled = new pulumi.Config("pulumi").getObject<string[]>("disable-default-providers") ?? [];
  const isDefault = !disabled.some((name) => name === "*" || name === "pulumi-nodejs");
  if (isDefault && !inheritedProvider(opts, "pulumi-nodejs:dynamic:Resource")) return undefined;
  const namespace = profile ?? "cloudflare";
  const configured = async () => Object.fromEntries(KEYS.map((key) => [key, readStackConfig(`${namespace}:${key}`)]));
  // Under mocks there may be no stack to keep it with.
  return accountOf(pulumi.runtime.getStackResource() ?? KEYS, `config:${namespace}`, namespace, configured);
}

/** What tells a resource of this name from all others of its type, as in its URN: the types above it. */
function pathOf(resource: ResourceInternals, name = resource.__name): string {
  const above = resource.__parentResource;
  return above?.__parentResource ? pathOf(above, `${typeOf(above)}/${name}`) : `${name}`;
}

const PREFIX = "cloudflare-origin-tls/";
/** Whether a provider of dynamic resources is one of lookups, by its name. */
export const isAccountName = (name: string): boolean => name.startsWith(PREFIX);

/** A provider of lookups alone. It has no parent: what protects that would keep it in the stack for ever. */
class Account extends pulumi.ProviderResource {
  constructor(name: string, namespace: string, values: Promise<Values>) {
    // What is not set must be absent: while an input is unknown in a preview, nothing is read.
    const input = async (key: string) => {
      const value = (await values)[key];
      return value === undefined ? undefined : pulumi.secret(value);
    };
    const credentials = KEYS.map((key) => [`${namespace}:${key}`, input(key)]);
    const limits = LIMITS.map((key) => [key, readStackConfig(key)]);
    super("pulumi-nodejs", PREFIX + name, Object.fromEntries([...credentials, ...limits]));
  }
}

const MADE = Symbol.for("pulumi-cloudflare-origin-tls/accounts");

/** The account of this name. It is kept with what it was made for, and so for all copies of this package. */
function accountOf(owner: object, name: string, namespace: string, read: () => Promise<Values>): Account {
  const kept = owner as { [MADE]?: Record<string, Account> };
  kept[MADE] ??= Object.create(null) as Record<string, Account>;
  kept[MADE][name] ??= new Account(name, namespace, read());
  return kept[MADE][name];
}

/** What a function reads with: a `cloudflare.Provider`, undefined while that is unknown, else the stack's configuration. */
export async function configOf(cloudflare: pulumi.ProviderResource | undefined): Promise<ReadConfig | undefined> {
  if (!cloudflare) return readStackConfig;
  const values = await valuesOf(cloudflare);
  return pulumi.containsUnknowns(values) ? undefined : configOfProvider(values);
}

/** Reads what a `cloudflare.Provider` has as `cloudflare:…`; what it lacks never comes from the stack's configuration. */
export function configOfProvider(values: Values): ReadConfig {
  const own = checked(values);
  return (key) => {
    const [namespace, name = ""] = key.split(":", 2);
    return namespace === "cloudflare" ? (own[name] as string | undefined) : readStackConfig(key);
  };
}

async function valuesOf(provider: object): Promise<Values> {
  const fields = provider as Record<string, OutputInternals | undefined>;
  const values = PROVIDER_KEYS.map(async (key) => [key, await fields[key]?.promise?.(true)]);
  return Object.fromEntries(await Promise.all(values));
}

/** Refuses a provider that would read with the token of the environment although it has credentials. */
function checked(values: Values): Values {
  const { apiToken, apiKey, apiUserServiceKey } = values;
  if (!apiUserServiceKey || apiToken || apiKey) return values;
  const problem = "The Cloudflare provider has nothing but an apiUserServiceKey, with which no setting can be read";
  const hint = "Give it an apiToken as well, with the permission Zone Settings: Read.";
  return withoutFrames(badInput(problem, hint, "credentials"));
}
