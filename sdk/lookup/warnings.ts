import * as pulumi from "@pulumi/pulumi";
import { count } from "../../provider/cloudflare/redaction";
import { formatResponseInfo } from "../../provider/cloudflare/response-info";
import type { AutoOriginTlsKexFleetZone, SettingResult } from "../../provider/settings/definitions";
import type { FleetQuery } from "../../provider/settings/fleet";
import { knownValue } from "./internals";

export function showWarnings(lookup: pulumi.Resource, args: pulumi.Inputs): void {
  const { messages, zoneId, zones } = lookup as unknown as Record<string, pulumi.Output<unknown>>;
  // Messages are there only while there are any, else undefined or a secret "": in a preview, what is absent is unknown.
  (zones ?? messages)?.apply(async (read) => {
    if (!read) return;
    const [said, id, query] = [messages, zoneId, pulumi.output(args)].map(knownValue);
    const known = { messages: (await said) || undefined, zoneId: await id, zones: zones && read } as Read;
    const isSecret = await pulumi.isSecret((zoneId ?? zones) as pulumi.Output<unknown>);
    for (const text of warningsOf(known, (await query) ?? {}, isSecret)) await pulumi.log.warn(text, lookup);
  });
}

/** What was read, as far as there may be something to warn of: of one zone, or of the zones of a fleet. */
export type Read = Partial<Pick<SettingResult, "messages" | "zoneId"> & { zones: AutoOriginTlsKexFleetZone[] }>;
type Query = Pick<FleetQuery, "accountId" | "namePattern" | "activeOnly">;

/** Why the text of others is not shown: it may have what was asked in some spelling. */
const NOT_SHOWN = "not shown here: what it asks about is a secret.";

export function warningsOf({ messages = [], zoneId, zones }: Read, query: Query, isSecret: boolean): string[] {
  const about = zoneId === undefined ? "this lookup" : `zone ${zoneId}`;
  const texts = messages.map((entry) => `Cloudflare says about ${about}: ${formatResponseInfo(entry)}`);
  const codes = messages.map(({ code }) => code).join(", ");
  const hidden = `Cloudflare has sent ${count(messages.length, "message")} about this lookup (${codes}), ${NOT_SHOWN}`;
  const said = isSecret && messages.length > 0 ? [hidden] : texts;
  return zones ? [...said, ...fleetWarnings(zones, query, isSecret)] : said;
}

function fleetWarnings(zones: AutoOriginTlsKexFleetZone[], query: Query, isSecret: boolean): string[] {
  const { accountId, namePattern, activeOnly = true } = isSecret ? {} : query;
  if (zones.length === 0) {
    const which = `no ${activeOnly ? "active " : ""}zone${namePattern ? ` with a name like ${namePattern}` : ""}`;
    return [`This fleet has no zones${accountId ? `: these credentials see ${which} in account ${accountId}` : ""}.`];
  }
  const failed = zones.filter(({ enabled }) => enabled === null);
  if (failed.length === 0) return [];
  const lines = failed.map(({ zoneId, error }) => `\n  ${zoneId}: ${error}`).join("");
  const which = isSecret ? `. Its output zones has the reasons, ${NOT_SHOWN}` : `:${lines}`;
  return [`${failed.length} of ${zones.length} zones could not be read, so their status is unknown${which}`];
}
