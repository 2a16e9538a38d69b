import type { PolicyProviderResource } from "@pulumi/policy/policy";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import { count } from "../../provider/cloudflare/redaction";
import { type SettingName, settingOf } from "../../provider/settings/definitions";
import { shortReason } from "../../provider/settings/fleet-error";
import { grouped, hintOf, type Verdict } from "../assertion/violations";
import { configOfProvider, PROVIDER_KEYS } from "../lookup/account";
import { readStackConfig } from "../lookup/stack";
import type { Check, Fact } from "./judge";
import { read } from "./shown";

type Provider = PolicyProviderResource | undefined;

/** Looks up the zones that nobody has read, as their providers, else as the stack. A text is why an account has failed. */
export async function readUnread(unread: Fact[], setting: SettingName, check: Check) {
  const unknown: unknown[] = [];
  const outcomes: Promise<Verdict[] | string>[] = [];
  // By what they are: the default provider has the credentials of the stack.
  const accounts = grouped(unread, ({ provider }) => read(() => JSON.stringify(valuesOf(provider))).value);
  const ofStack = JSON.stringify(valuesOf(undefined));
  for (const [values, zones] of accounts) {
    const provider = values === ofStack ? undefined : zones[0]?.provider;
    const failed = (error: unknown): string => {
      if (!(error instanceof OriginTlsError)) throw error;
      return noLookUpText(zones, provider, error);
    };
    if (typeof values === "string") outcomes.push(readAccount(zones, provider, setting, check).catch(failed));
    else unknown.push(values);
  }
  return { outcomes: await Promise.all(outcomes), unknown };
}

function valuesOf(provider: Provider): Record<string, unknown> {
  const one = (key: string) => (provider ? provider.props[key] : readStackConfig(`cloudflare:${key}`));
  return Object.fromEntries(PROVIDER_KEYS.map((key) => [key, one(key)]));
}

/** @throws OriginTlsError of what is wrong for all zones alike */
async function readAccount(zones: Fact[], provider: Provider, setting: SettingName, check: Check) {
  // Loaded late: where everything has been read, no HTTP is needed.
  const { createClient } = await import("../../provider/cloudflare/client");
  const { LOOKUPS } = await import("../../provider/lookups");
  const client = createClient(provider ? configOfProvider(valuesOf(provider)) : readStackConfig);
  client.checkCredentials(undefined);
  const errors: OriginTlsError[] = [];
  const readZone = async (zone: Fact): Promise<Verdict> => {
    try {
      const outputs: object = await LOOKUPS[setting]({ zoneId: zone.zoneId }, client);
      return { ...zone, ...check((outputs as Record<string, unknown>)[settingOf(setting).output]) };
    } catch (error) {
      if (!(error instanceof OriginTlsError)) throw error;
      errors.push(error);
      return { ...zone, unread: shortReason(error), hint: error.hint };
    }
  };
  const verdicts = await Promise.all(zones.map(readZone));
  // The credentials and the way to Cloudflare are the same for all.
  const isOfAll = errors.every(
    ({ code, status, about }) => /NETWORK|RATE/.test(code) || ((status === 401 || status === 403) && about !== "zone"),
  );
  const isOne = errors.length === zones.length && new Set(errors.map(shortReason)).size === 1;
  if (isOfAll && isOne) throw errors[0];
  return verdicts;
}

/** What a violation says when no zone of an account could be looked up, for a reason that is the same for all. */
export function noLookUpText(zones: Verdict[], provider: Provider, error: OriginTlsError): string {
  const { message, reason = message, hint = "Try again." } = error;
  const subject = zones.length === 1 ? `Zone ${zones[0]?.zoneId}` : count(zones.length, "zone");
  const [as, source] = provider
    ? [` as the Cloudflare provider "${provider.name}"`, "what this provider is given"]
    : ["", "the configuration of the stack, in pulumi policy analyze the environment alone"];
  return (
    `${subject}, which nothing in the stack has read, could not be looked up${as}: ${reason}\n` +
    `  What to do: ${hintOf(hint, zones.length)}\n` +
    `  This policy has the environment of the Pulumi CLI and ${source}.\n` +
    "  lookUp: false in its own configuration stops it from sending requests."
  );
}
