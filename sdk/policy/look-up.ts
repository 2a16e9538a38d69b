import { OriginTlsError } from "../../provider/cloudflare/errors";
import { shortReason } from "../../provider/settings/fleet-error";
import { readStackConfig } from "../stack-config";
import type { Verdict } from "../violations";
import type { PolicySetting } from "./facts";
import type { Check } from "./judge";

/** Looks up the zones that nobody has read; what has failed for all alike is thrown as one error. */
export async function lookUp(
  zones: Verdict[],
  { lookup, output }: PolicySetting,
  check: Check,
  profile: string | undefined,
): Promise<Verdict[]> {
  if (zones.length === 0) return [];
  // Loaded late: where everything has been read, no HTTP is needed.
  const [{ createClient }, { LOOKUPS }] = await Promise.all([
    import("../../provider/cloudflare/client"),
    import("../../provider/lookups"),
  ]);
  const client = createClient(readStackConfig);
  client.checkProfile(profile);
  const errors: OriginTlsError[] = [];
  const readZone = async (zone: Verdict): Promise<Verdict> => {
    try {
      const outputs: object = await LOOKUPS[lookup]({ zoneId: zone.zoneId, profile }, client);
      return { ...zone, ...check((outputs as Record<string, unknown>)[output]) };
    } catch (error) {
      if (!(error instanceof OriginTlsError)) throw error;
      errors.push(error);
      return { ...zone, unread: shortReason(error), hint: error.hint };
    }
  };
  const verdicts = await Promise.all(zones.map(readZone));
  const [error] = errors;
  if (error && errors.length === zones.length && isOfAll(errors)) throw error;
  return verdicts;
}

/** Whether errors are about the credentials or the way to Cloudflare, and not about their zones. */
function isOfAll(errors: OriginTlsError[]): boolean {
  const isSame = new Set(errors.map(shortReason)).size === 1;
  return isSame && errors.every(({ code, status }) => /NETWORK|RATE/.test(code) || status === 401 || status === 403);
}
