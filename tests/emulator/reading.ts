import { inspect } from "node:util";
import * as v from "valibot";
import { createClient } from "../../provider/cloudflare/client";
import { OriginTlsError } from "../../provider/cloudflare/errors";
import type { RequestOptions } from "../../provider/cloudflare/limits";
import { LOOKUPS } from "../../provider/lookups";
import { CREDENTIALS, type Emulator, ZONES } from "./emulator";

// Each test file has an environment of its own: what is set on the machine must not matter.
for (const name of Object.keys(process.env)) if (/^CLOUDFLARE_|_proxy$/i.test(name)) delete process.env[name];

/** The emulator, or another API that takes its credentials. */
type Api = Pick<Emulator, "baseUrl">;

/** Configuration that uses the emulator, with its token unless other credentials are given. */
export function configFor({ baseUrl }: Api, credentials: Record<string, string> = { apiToken: CREDENTIALS.token }) {
  const values: Record<string, string> = { baseUrl, ...credentials };
  return (key: string) => (key.startsWith("cloudflare:") ? values[key.slice("cloudflare:".length)] : undefined);
}

/** A client of the emulator, with its token unless other credentials are given. */
export const clientFor = (api: Api, credentials?: Record<string, string>) => createClient(configFor(api, credentials));

/** Reads the setting of a zone of the emulator. */
export const read = (api: Api, zoneId: string = ZONES.enabled) => LOOKUPS.AutoOriginTlsKex({ zoneId }, clientFor(api));

/** Asks for the setting with limits of one's own and no check of the result. */
export const askWith = (api: Api, limits: Partial<RequestOptions>, credentials?: Record<string, string>) =>
  createClient(configFor(api, credentials), { retryDelayMs: 10, ...limits }).get({
    path: `/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`,
    schema: v.unknown(),
    failure: "Cannot read",
  });

/** The error that a promise rejects with; a value, or an error of another class, fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<OriginTlsError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome && outcome.error instanceof OriginTlsError) return outcome.error;
  throw new Error(`not an OriginTlsError: ${inspect(outcome)}`);
}

/** All that a program, a logger or the engine can show of an error. */
export function shownOf(error: Error): string {
  return [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 9, showHidden: true })].join("\n");
}
