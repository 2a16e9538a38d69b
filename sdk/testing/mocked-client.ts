import type { Client } from "../../provider/cloudflare/client";
import { checkProfileName, DEFAULT_BASE_URL } from "../../provider/cloudflare/credentials";
import { openEnvelope } from "../../provider/cloudflare/envelope";
import { createRedactor } from "../../provider/cloudflare/redaction";
import { checkId } from "../../provider/cloudflare/zone-id";
import { SETTINGS } from "../../provider/settings/definitions";
import type { MockedZone } from "./mocked-zone";

/** Makes a client that answers as Cloudflare's API would if it had these zones only, without a request. */
export function createMockedClient(mocked: Record<string, MockedZone>): Client {
  const zones = Object.entries(mocked).map(([id, zone]) => ({ ...zone, id: checkId(id) }));

  function answerZones(query: URLSearchParams): object {
    const account = query.get("account.id");
    const [from, size] = [Number(query.get("page")) - 1, Number(query.get("per_page"))];
    const all = zones
      .filter(({ accountId }) => account === null || (accountId ?? account).toLowerCase() === account)
      .map(({ id, name = `${id}.example` }) => ({ id, name, account: { id: account }, status: "active" }));
    const result = all.slice(from * size, (from + 1) * size);
    return { success: true, result, result_info: { total_count: all.length } };
  }

  function answerSetting(zoneId: string, id: string): object {
    const zone: MockedZone = zones.find(({ id }) => id === zoneId) ?? { error: "it is not among the mocked zones" };
    if (zone.error !== undefined) return { success: false, errors: [{ code: 1000, message: zone.error }] };
    const setting = Object.values(SETTINGS).find((setting) => setting.id === id);
    const value = setting && { [setting.field]: zone[setting.output] ?? setting.default };
    return { success: true, result: { id, ...value, modified_on: zone.modifiedOn ?? null } };
  }

  return {
    checkCredentials: checkProfileName,
    async get(request) {
      checkProfileName(request.profile);
      const url = DEFAULT_BASE_URL + request.path;
      const [, , zoneId = "", , id = ""] = request.path.split("/");
      const envelope = zoneId === "" ? answerZones(new URL(url).searchParams) : answerSetting(zoneId, id);
      const status = "errors" in envelope ? 400 : 200;
      const answer = { status, headers: {}, body: JSON.stringify(envelope), attempts: 1, retryAfterSeconds: 0 };
      return openEnvelope(answer, request.schema, { ...request, url }, createRedactor([]));
    },
  };
}
