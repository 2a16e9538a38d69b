import type { Client } from "../../provider/cloudflare/client";
import { checkProfile, DEFAULT_BASE_URL } from "../../provider/cloudflare/credentials";
import { openEnvelope } from "../../provider/cloudflare/envelope";
import { createRedactor } from "../../provider/cloudflare/redaction";
import { checkId } from "../../provider/cloudflare/zone-id";
import type { MockedZone } from "./mocked-zone";

/** What Cloudflare sends as the value of a setting. */
const SETTINGS: Record<string, (zone: MockedZone) => object> = {
  auto_origin_tls_kex: ({ enabled = true }) => ({ enabled }),
  origin_tls_compliance_modes: ({ modes = [] }) => ({ value: modes }),
};

/** Makes a client that answers as Cloudflare's API would if it had these zones only, without a request. */
export function createMockedClient(mocked: Record<string, MockedZone>): Client {
  const zones = Object.entries(mocked).map(([id, zone]) => ({ ...zone, id: checkId(id) }));

  function listZones(query: URLSearchParams): object {
    const account = query.get("account.id");
    const [from, size] = [Number(query.get("page")) - 1, Number(query.get("per_page"))];
    const all = zones
      .filter(({ accountId }) => account === null || (accountId ?? account).toLowerCase() === account)
      .map(({ id, name = `${id}.example` }) => ({ id, name, account: { id: account }, status: "active" }));
    const result = all.slice(from * size, (from + 1) * size);
    return { success: true, result, result_info: { total_count: all.length } };
  }

  function readSetting(zoneId: string, setting: string): object {
    const unknown: MockedZone = { error: "it is not among the mocked zones" };
    const zone = zones.find(({ id }) => id === zoneId) ?? unknown;
    if (zone.error !== undefined) return { success: false, errors: [{ code: 1000, message: zone.error }] };
    const result = { id: setting, ...SETTINGS[setting]?.(zone), modified_on: zone.modifiedOn ?? null };
    return { success: true, result };
  }

  return {
    checkProfile,
    async get(request) {
      checkProfile(request.profile);
      const url = DEFAULT_BASE_URL + request.path;
      const [, , zoneId = "", , setting = ""] = request.path.split("/");
      const envelope = zoneId === "" ? listZones(new URL(url).searchParams) : readSetting(zoneId, setting);
      const status = "errors" in envelope ? 400 : 200;
      const answer = { status, headers: {}, body: JSON.stringify(envelope), attempts: 1, retryAfterSeconds: 0 };
      return openEnvelope(answer, request.schema, { ...request, url }, createRedactor([]));
    },
  };
}
