import * as v from "valibot";
import { ask } from "./client";
import type { ReadConfig } from "./credentials";
import { DateTime } from "./date-time";
import type { ResponseInfo } from "./response-info";
import type { ZoneQuery } from "./zone-id";
import { resolveZoneId } from "./zones";

/**
 * The Auto-Origin TLS KEX status of a zone.
 *
 * @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/
 */
export interface AutoOriginTlsKexResult {
  /** The zone that was asked about. */
  zoneId: string;
  /**
   * Whether Cloudflare selects the preferred key-exchange algorithm for its TLS connections to the zone's origin. When
   * false, the default ordering of algorithms is used.
   */
  enabled: boolean;
  /** When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for a setting that was never changed. */
  modifiedOn: string | null;
  /** Cloudflare's name of the setting: `auto_origin_tls_kex`. */
  settingId: string;
  /** What Cloudflare said beside the answer; usually empty. */
  messages: ResponseInfo[];
}

const Setting = v.object({
  id: v.literal("auto_origin_tls_kex"),
  enabled: v.boolean(),
  modified_on: v.nullish(DateTime),
});

/**
 * Reads the Auto-Origin TLS KEX status of a zone: `GET /zones/{zone_id}/settings/auto_origin_tls_kex`.
 *
 * @throws CloudflareError when the answer is anything but a complete and consistent status
 */
export async function readAutoOriginTlsKex(query: ZoneQuery, readConfig: ReadConfig): Promise<AutoOriginTlsKexResult> {
  const zoneId = await resolveZoneId(query, readConfig);
  const { result, messages } = await ask(
    {
      path: `/zones/${zoneId}/settings/auto_origin_tls_kex`,
      schema: Setting,
      failure: `Cannot read the Auto-Origin TLS KEX setting of zone ${zoneId}`,
      zoneId,
      profile: query.profile,
    },
    readConfig,
  );
  return {
    zoneId,
    enabled: result.enabled,
    modifiedOn: result.modified_on ?? null,
    settingId: result.id,
    messages,
  };
}
