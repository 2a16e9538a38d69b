import * as v from "valibot";
import { ask } from "./client";
import type { ReadConfig } from "./credentials";
import { DateTime } from "./date-time";
import type { ResponseInfo } from "./response-info";
import type { ZoneQuery } from "./zone-id";
import { resolveZoneId } from "./zones";

/**
 * The Origin TLS Compliance Modes of a zone, which limit the algorithms that Auto-Origin TLS KEX picks from.
 *
 * @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/
 */
export interface OriginTlsComplianceModesResult {
  /** The zone that was asked about. */
  zoneId: string;
  /** The modes, for example `fips` and `pqh`, in Cloudflare's order; new ones may come. Empty: no constraint. */
  modes: string[];
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for a setting that was never changed. */
  modifiedOn: string | null;
  /** Cloudflare's name of the setting: `origin_tls_compliance_modes`. */
  settingId: string;
  /** What Cloudflare said beside the answer; usually empty. */
  messages: ResponseInfo[];
}

const Setting = v.object({
  id: v.literal("origin_tls_compliance_modes"),
  value: v.array(v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/))),
  modified_on: v.nullish(DateTime),
});

/**
 * Reads the compliance modes of a zone: `GET /zones/{zone_id}/settings/origin_tls_compliance_modes`.
 *
 * @throws CloudflareError when the answer is anything but a complete and consistent value of the setting
 */
export async function readOriginTlsComplianceModes(
  query: ZoneQuery,
  readConfig: ReadConfig,
): Promise<OriginTlsComplianceModesResult> {
  const zoneId = await resolveZoneId(query, readConfig);
  const { result, messages } = await ask(
    {
      path: `/zones/${zoneId}/settings/origin_tls_compliance_modes`,
      schema: Setting,
      failure: `Cannot read the Origin TLS Compliance Modes of zone ${zoneId}`,
      zoneId,
      profile: query.profile,
    },
    readConfig,
  );
  return { zoneId, modes: result.value, modifiedOn: result.modified_on ?? null, settingId: result.id, messages };
}
