import type { PolicyProviderResource } from "@pulumi/policy/policy";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import { SETTINGS, type SettingName } from "../../provider/settings/definitions";
import { shortReason } from "../../provider/settings/fleet-error";
import type { Verdict } from "../assertion/violations";
import { configOfProvider, KEYS } from "../lookup/account";
import { readStackConfig } from "../lookup/stack-config";
import { read } from "./fact";
import type { Check, Unread } from "./judge";

/** What came of looking zones up. */
interface Outcome {
  verdicts: Verdict[];
  /** The zones of an account that could not be looked up, all for the same reason. */
  failed: Failed[];
  /** The errors of credentials that are unknown in a preview. */
  unknown: unknown[];
}

export interface Failed {
  zones: Unread[];
  error: OriginTlsError;
  /** The Cloudflare provider with the credentials; undefined when they are those of the stack. */
  provider: PolicyProviderResource | undefined;
}

/** Looks up the zones that nobody has read, each with the credentials of its provider, else with those of the stack. */
export async function readUnread(zones: Unread[], setting: SettingName, check: Check): Promise<Outcome> {
  const outcome: Outcome = { verdicts: [], failed: [], unknown: [] };
  const accounts = new Map<string, Unread[]>();
  for (const zone of zones) {
    const values = read(() => JSON.stringify(valuesOf(zone.provider)));
    if (values.state === "unknown") outcome.unknown.push(values.value);
    // By what they are: the default provider has the credentials of the stack.
    else accounts.set(`${values.value}`, [...(accounts.get(`${values.value}`) ?? []), zone]);
  }
  await Promise.all([...accounts.values()].map((zones) => readAccount(zones, setting, check, outcome)));
  return outcome;
}

const valuesOf = (provider: PolicyProviderResource | undefined) =>
  Object.fromEntries(KEYS.map((key) => [key, provider ? provider.props[key] : readStackConfig(`cloudflare:${key}`)]));

async function readAccount(zones: Unread[], setting: SettingName, check: Check, outcome: Outcome): Promise<void> {
  // Loaded late: where everything has been read, no HTTP is needed.
  const { createClient } = await import("../../provider/cloudflare/client");
  const { LOOKUPS } = await import("../../provider/lookups");
  const provider = zones.find(({ provider }) => !provider) ? undefined : zones[0]?.provider;
  const client = createClient(configOfProvider(valuesOf(provider)));
  const fail = (error: OriginTlsError) => void outcome.failed.push({ zones, error, provider });
  const errors: OriginTlsError[] = [];
  try {
    client.checkCredentials(undefined);
  } catch (error) {
    if (error instanceof OriginTlsError) return fail(error);
    throw error;
  }
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
  if (isOfAll && isOne && errors[0]) fail(errors[0]);
  else outcome.verdicts.push(...verdicts);
}
