import * as pulumi from "@pulumi/pulumi";
import type { ReadConfig } from "../../provider/cloudflare/credentials";
import { badInput } from "../../provider/cloudflare/errors";
import type { OutputInternals } from "./promise-of";
import { readStackConfig } from "./stack-config";

/** What requests are made with, as the configuration and a `cloudflare.Provider` call it. */
export const KEYS = ["apiToken", "apiKey", "email", "baseUrl"];
const SECRETS = ["apiToken", "apiKey"];
const LIMITS = ["cloudflare-origin-tls:maxConcurrentRequests", "cloudflare-origin-tls:requestsPer5Minutes"];

/** The options that can name a `cloudflare.Provider`. */
interface AccountOptions {
  provider?: pulumi.ProviderResource | undefined;
  parent?: pulumi.Resource | undefined;
}

/** What Pulumi knows of a provider and does not document; one that stands for a provider of another program has no name. */
interface Internals {
  getPackage?(): string;
  __name?: string;
}

/**
 * Finds the `cloudflare.Provider` whose account is read: the one that is given, else the one that the parent has for
 * resources of Cloudflare. Undefined with a profile, and where there is none: the account is then the one that the stack's
 * configuration or the environment has.
 *
 * @throws OriginTlsError (`INPUT`) when it is given beside a profile, is not Cloudflare's, or hides its credentials
 */
export function cloudflareProviderOf(opts: AccountOptions, profile: unknown): pulumi.ProviderResource | undefined {
  const { provider: given, parent = pulumi.runtime.getStackResource() } = opts;
  if (given !== undefined && profile !== undefined) {
    throw badInput(
      "Both the option provider and the argument profile were given",
      "Give one of them: each is an account.",
    );
  }
  const provider = given ?? (profile === undefined ? parent?.getProvider("cloudflare:index/zone:Zone") : undefined);
  if (provider === undefined) return undefined;
  const { getPackage, __name } = provider as Internals;
  if (!pulumi.ProviderResource.isInstance(provider) || getPackage?.call(provider) !== "cloudflare") {
    throw badInput(
      "The option provider must be a cloudflare.Provider of @pulumi/cloudflare",
      'Without that package give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.',
    );
  }
  if (__name !== undefined) return provider;
  throw badInput(
    "The credentials of this Cloudflare provider cannot be seen here, because another program has made it",
    'Make a cloudflare.Provider here, of a token that is an input, or give profile: "acme", which reads ACME_API_TOKEN.',
  );
}

/**
 * Finds the provider of dynamic resources that a lookup reads with; undefined for Pulumi's default one, which has the
 * stack's configuration. An explicit one has its inputs alone, so one is made for each `cloudflare.Provider`, and for the
 * configuration where Pulumi must not use its default one, or where a component has one for dynamic resources of its own.
 */
export function lookupProviderOf(opts: AccountOptions, profile?: string): pulumi.ProviderResource | undefined {
  const cloudflare = cloudflareProviderOf(opts, profile);
  if (cloudflare) {
    const { __name = "" } = cloudflare as Internals;
    return once(cloudflare, __name, () => inputs("cloudflare", outputsOf(cloudflare)), { parent: cloudflare });
  }
  const stack = pulumi.runtime.getStackResource();
  const disabled = new pulumi.Config("pulumi").getObject<string[]>("disable-default-providers") ?? [];
  const isDefault = !disabled.some((name) => name === "*" || name === "pulumi-nodejs");
  if (isDefault && !(opts.parent ?? stack)?.getProvider("pulumi-nodejs:dynamic:Resource")) return undefined;
  const namespace = profile ?? "cloudflare";
  const configured = Object.fromEntries(
    KEYS.map((key) => [key, pulumi.output(readStackConfig(`${namespace}:${key}`))]),
  );
  return once(stack ?? KEYS, `cloudflare-origin-tls-${namespace}`, () => inputs(namespace, configured), {});
}

/** A provider of dynamic resources, of lookups alone. */
class Account extends pulumi.ProviderResource {}

/** The providers that were made, by what they were made for: a `cloudflare.Provider`, or a stack. */
const made = new WeakMap<object, Map<string, pulumi.ProviderResource>>();

function once(owner: object, name: string, inputs: () => pulumi.Inputs, opts: pulumi.ResourceOptions) {
  const known = made.get(owner) ?? new Map<string, pulumi.ProviderResource>();
  made.set(owner, known);
  // What protects the parent would keep it in the program for ever.
  const make = () => new Account("pulumi-nodejs", name, inputs(), { ...opts, protect: false });
  const provider = known.get(name) ?? make();
  known.set(name, provider);
  return provider;
}

type Outputs = Record<string, pulumi.Output<unknown>>;

/** The inputs of a provider that reads with this, and within the limits of the stack. */
function inputs(namespace: string, outputs: Outputs): pulumi.Inputs {
  const credentials = Object.entries(outputs).map(([key, output]) => {
    // In a preview Pulumi marks what is not set as unknown, and with an unknown input nothing is read.
    const present = async () => {
      if ((await settledValue(output)) === undefined) return undefined;
      return SECRETS.includes(key) ? pulumi.secret(output) : output;
    };
    return [`${namespace}:${key}`, pulumi.output(present())];
  });
  return Object.fromEntries([...credentials, ...LIMITS.map((key) => [key, readStackConfig(key)])]);
}

/** What a function reads with: a `cloudflare.Provider`, undefined while that is unknown, else the stack's configuration. */
export async function configOf(cloudflare: pulumi.ProviderResource | undefined): Promise<ReadConfig | undefined> {
  if (!cloudflare) return readStackConfig;
  const values = Object.entries(outputsOf(cloudflare)).map(async ([key, output]) => [key, await settledValue(output)]);
  const config = Object.fromEntries(await Promise.all(values));
  return pulumi.containsUnknowns(config) ? undefined : configOfProvider(config);
}

/** Reads what a `cloudflare.Provider` has as `cloudflare:…`, and no other credentials of the stack's configuration. */
export function configOfProvider(values: Record<string, unknown>): ReadConfig {
  return (key) => {
    const [namespace, name = ""] = key.split(":", 2);
    if (namespace !== "cloudflare") return readStackConfig(key);
    return typeof values[name] === "string" ? values[name] : undefined;
  };
}

function outputsOf(provider: pulumi.ProviderResource): Outputs {
  const fields = Object.entries(provider as object).filter(([key, value]) => {
    return KEYS.includes(key) && pulumi.Output.isInstance(value);
  });
  return Object.fromEntries(fields);
}

/** The value of an output, undefined when it is not set, with what is unknown in it. */
const settledValue = (output: pulumi.Output<unknown>) => (output as unknown as OutputInternals<unknown>).promise(true);
