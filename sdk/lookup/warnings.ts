import * as pulumi from "@pulumi/pulumi";
import { literal } from "../../provider/cloudflare/redaction";
import { formatResponseInfo, type ResponseInfo } from "../../provider/cloudflare/response-info";
import { isDomainName, spellingsOf } from "../../provider/cloudflare/zone-id";
import type { FleetQuery } from "../../provider/settings/fleet";
import type { AutoOriginTlsKexFleetZone } from "../../provider/settings/fleet-zone";
import { knownValue } from "./promise-of";

/** Shows on a lookup what there is to warn of. */
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
export interface Read {
  messages?: ResponseInfo[] | undefined;
  zoneId?: string | undefined;
  zones?: AutoOriginTlsKexFleetZone[] | undefined;
}

/** What of a query a warning may name. */
type Query = Pick<FleetQuery, "accountId" | "namePattern"> & { zoneName?: string | undefined };

/** The warnings about what was read. Where what was asked is a secret, they have "[secret]" in its place, however it is spelt. */
export function warningsOf({ messages = [], zoneId, zones }: Read, query: Query, isSecret: boolean): string[] {
  const about = zoneId === undefined ? "this lookup" : `zone ${zoneId}`;
  const warnings = messages.map((entry) => `Cloudflare says about ${about}: ${formatResponseInfo(entry)}`);
  if (zones) warnings.push(...fleetWarnings(zones, query));
  if (!isSecret) return warnings;
  const { zoneName, accountId, namePattern } = query;
  const ofPattern = namePattern?.split("*").map((part) => part.replace(/^\./, "")) ?? [];
  const ofZones = zones?.flatMap(({ zoneId, name }) => [zoneId, name]) ?? [];
  return hide(warnings, [zoneId, zoneName, accountId, namePattern, ...ofPattern.filter(isDomainName), ...ofZones]);
}

function hide(texts: string[], secrets: (string | undefined)[]): string[] {
  const forms = [...new Set(secrets.flatMap((secret) => (secret ? spellingsOf(secret) : [])))];
  // The longest first: one that is part of another must leave nothing of it.
  forms.sort((a, b) => b.length - a.length);
  return texts.map((text) => {
    const lower = text.toLowerCase();
    // One after the other: of a pattern of a thousand names Node.js makes seconds. No text has the character NUL.
    let hidden = text;
    for (const form of forms.filter((form) => lower.includes(form))) {
      // A short one may be a part of any word.
      const word = form.length < 8 ? "[\\p{L}\\p{N}]" : "(?!)";
      hidden = hidden.replace(new RegExp(`(?<!${word})${literal(form)}(?!${word})`, "giu"), "\0");
    }
    return hidden.replaceAll("\0", "[secret]");
  });
}

function fleetWarnings(zones: AutoOriginTlsKexFleetZone[], { accountId, namePattern = "*" }: Query): string[] {
  if (zones.length === 0) {
    const where = accountId === undefined ? "" : `: account ${accountId} has none with a name like ${namePattern}`;
    return [`This fleet has no zones${where}.`];
  }
  const lines = zones.flatMap(({ enabled, zoneId, error }) => (enabled === null ? `\n  ${zoneId}: ${error}` : []));
  if (lines.length === 0) return [];
  const title = `${lines.length} of ${zones.length} zones could not be read, so their status is unknown:`;
  return [title + lines.join("")];
}
