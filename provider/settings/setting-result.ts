import type { ResponseInfo } from "../cloudflare/response-info";

/** What is read of each setting of a zone. */
export interface SettingResult {
  /** The zone that was asked about. */
  zoneId: string;
  /**
   * When the setting was last changed, as Cloudflare wrote it (RFC 3339); null for a setting that was never changed, and
   * where the answer does not say.
   */
  modifiedOn: string | null;
  /** Cloudflare's name of the setting, for example `auto_origin_tls_kex`. */
  settingId: string;
  /** What Cloudflare said beside the answer; usually empty. */
  messages: ResponseInfo[];
}
