import type { PolicyProviderResource } from "@pulumi/policy/policy";
import type { Client } from "../../provider/cloudflare/client";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import { SETTINGS, type SettingName } from "../../provider/settings/definitions";
import { shortReason } from "../../provider/settings/fleet-error";
import type { Verdict } from "../assertion/violations";
import { configOfProvider, PROVIDER_KEYS } from "../lookup/account";
import { readStackConfig } from "../lookup/stack";
import { read } from "./fact";
import type { Check, Judgement, Unread } from "./judge";

/** What came of looking zones up: as what is judged without, and what failed. */
type Outcome = Omit<Judgement, "unread"> & { failed: Failed[] };

/** Zones of one account that could not be looked up, all for the same reason; without a provider, that of the stack. */
export interface Failed {
  zones: Unread[];
  error: OriginTlsError;
  provider: PolicyProviderResource | undefined;
}

/** Looks up the zones that nobody has read, each with the credentials of its provider, else with those of the stack. */
export async function readUnread(zones: Unread[], setting: SettingName, check: Check): Promise<Outcome> {
  const unknown: unknown[] = [];
  const accounts = new Map<string, Unread[]>();
  const ofStack = JSON.stringify(valuesOf(undefined));
  for (const { provider, ...zone } of zones) {
    const values = read(() => JSON.stringify(valuesOf(provider)));
    if (values.state === "unknown") {
      unknown.push(values.value);
      continue;
    }
    // By what they are: the default provider has the credentials of the stack.
    const account = accounts.get(`${values.value}`) ?? [];
    account.push(values.value === ofStack ? zone : { ...zone, provider });
    accounts.set(`${values.value}`, account);
  }
  const outcomes = await Promise.all([...accounts.values()].map((zones) => readAccount(zones, setting, check)));
  const verdicts = outcomes.flatMap((outcome) => ("zones" in outcome ? [] : outcome));
  const failed = outcomes.flatMap((outcome) => ("zones" in outcome ? outcome : []));
  return { verdicts, failed, unknown };
}

function valuesOf(provider: PolicyProviderResource | undefined): Record<string, unknown> {
  const one = (key: string) => (provider ? provider.props[key] : readStackConfig(`cloudflare:${key}`));
  return Object.fromEntries(PROVIDER_KEYS.map((key) => [key, one(key)]));
}

async function readAccount(zones: Unread[], setting: SettingName, check: Check): Promise<Verdict[] | Failed> {
  // Loaded late: where everything has been read, no HTTP is needed.
  const { createClient } = await import("../../provider/cloudflare/client");
  const { LOOKUPS } = await import("../../provider/lookups");
  const provider = zones[0]?.provider;
  let client: Client;
  try {
    client = createClient(provider ? configOfProvider(valuesOf(provider)) : readStackConfig);
    client.checkCredentials(undefined);
  } catch (error) {
    if (!(error instanceof OriginTlsError)) throw error;
    return { zones, error, provider };
  }
  const errors: OriginTlsError[] = [];
  const readZone = async ({ provider, ...zone }: Unread): Promise<Verdict> => {
    try {
      const outputs: object = await LOOKUPS[setting]({ zoneId: zone.zoneId }, client);
      return { ...zone, ...check((outputs as Record<string, unknown>)[SETTINGS[setting].output]) };
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
  return isOfAll && isOne && errors[0] ? { zones, error: errors[0], provider } : verdicts;
}
