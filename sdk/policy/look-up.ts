import { OriginTlsError } from "../../provider/cloudflare/errors";
import { shortReason } from "../../provider/settings/fleet-error";
import { readStackConfig } from "../stack-config";
import type { Verdict } from "../violations";
import type { PolicySetting } from "./facts";
import type { Check } from "./judge";

/** Looks up the zones that nobody has read; what has failed for all alike is thrown as one error. */
export async function lookUp(zones: Verdict[], setting: PolicySetting, check: Check, profile?: string) {
  if (zones.length === 0) return [];
  // Loaded late: where everything has been read, no HTTP is needed.
  const { createClient } = await import("../../provider/cloudflare/client");
  const { LOOKUPS } = await import("../../provider/lookups");
  const client = createClient(readStackConfig);
  client.checkProfile(profile);
  const errors: OriginTlsError[] = [];
  const readZone = async (zone: Verdict): Promise<Verdict> => {
    try {
      const outputs: object = await LOOKUPS[setting.lookup]({ zoneId: zone.zoneId, profile }, client);
      return { ...zone, ...check((outputs as Record<string, unknown>)[setting.output]) };
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
