import { badInput, type OriginTlsError } from "./errors";
import { isLoopback } from "./proxy";

/** Reads one key of the configuration, decrypted; undefined when it is not set, null where it could not be seen. */
export type ReadConfig = (key: string) => string | null | undefined;

/** What authorizes requests, and what of that must never be shown: a token or a key. An email alone opens nothing. */
export type Credentials = { baseUrl: string; headers: Record<string, string>; secrets: string[] };

export const DEFAULT_BASE_URL = "https://api.cloudflare.com/client/v4";

/** Finds what a profile has: "acme" reads `acme:apiToken`, else `ACME_API_TOKEN`. A token goes before email and key. */
export function findCredentials(readConfig: ReadConfig, profile = "cloudflare"): Credentials {
  checkProfileName(profile);
  const prefix = profile.toUpperCase().replaceAll("-", "_");
  const config = (name: string) => readConfig(`${profile}:${name}`)?.trim() || undefined;
  const env = (name: string) => process.env[`${prefix}_${name}`]?.trim() || undefined;

  const baseUrl = checkBaseUrl(config("baseUrl") ?? env("BASE_URL") ?? DEFAULT_BASE_URL, profile, prefix);
  const email = config("email") ?? env("EMAIL");
  const configuredKey = config("apiKey");
  // Configuration wins as a whole: a key from it goes before a token from the environment.
  const token = config("apiToken") ?? (configuredKey && email ? undefined : env("API_TOKEN"));
  const key = configuredKey ?? env("API_KEY");

  if (token !== undefined) {
    checkCharacters(token, `${profile}:apiToken or ${prefix}_API_TOKEN`);
    return { baseUrl, headers: { Authorization: `Bearer ${token}` }, secrets: [token] };
  }
  if (key !== undefined && email !== undefined) {
    checkCharacters(key, `${profile}:apiKey or ${prefix}_API_KEY`);
    checkCharacters(email, `${profile}:email or ${prefix}_EMAIL`);
    return { baseUrl, headers: { "X-Auth-Email": email, "X-Auth-Key": key }, secrets: [key] };
  }
  const isConfigRead = readConfig(`${profile}:apiToken`) !== null;
  throw noCredentials(profile, prefix, isConfigRead, key === undefined ? email && "API key" : "email");
}

/** Refuses what is no profile's name. No two names read the same variables. */
export function checkProfileName(profile: unknown = "cloudflare"): void {
  if (typeof profile === "string" && /^[a-z][a-z\d-]{0,63}$/.test(profile)) return;
  const problem = 'The profile must begin with a lower-case letter and have lower-case letters, digits and "-" only';
  const hint = "Give the namespace of the configuration to read, such as acme for acme:apiToken and ACME_API_TOKEN.";
  throw badInput(problem, hint);
}

function noCredentials(profile: string, prefix: string, isConfigRead: boolean, missing?: string): OriginTlsError {
  const found = missing ? `, only half of an email and API key pair: the ${missing} is missing` : "";
  const command = isConfigRead ? `\n    pulumi config set --secret ${profile}:apiToken` : "";
  const pair = isConfigRead ? `${profile}:email and ${profile}:apiKey, or ` : "";
  const hint = `Set a token with the permission Zone Settings: Read, and Zone: Read to find zones by name or account:${command}
    the environment variable ${prefix}_API_TOKEN
    or, with a Global API key, ${pair}${prefix}_EMAIL and ${prefix}_API_KEY`;
  return badInput(`No Cloudflare credentials found${found}`, hint, "credentials");
}

function checkCharacters(value: string, names: string): void {
  if (/^[\x21-\x7e]+$/.test(value) && !/^["'].*["']$/.test(value)) return;
  const problem = `The Cloudflare credential in ${names} has characters that cannot be part of one`;
  throw badInput(problem, "Set it again, without line breaks, spaces or quotes in it.", "credentials");
}

function checkBaseUrl(text: string, profile: string, prefix: string): string {
  const hint = `Set ${profile}:baseUrl or ${prefix}_BASE_URL to an https:// address such as ${DEFAULT_BASE_URL}, or remove it.`;
  const refuse = (why: string) => badInput(`The base URL of the Cloudflare API ${why}`, hint);
  if (!URL.canParse(text)) throw refuse("is not a URL");
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash)
    throw refuse("must be an address only, without a user name, password, query or fragment");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse("is not an https:// address");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw refuse(`uses plain http:// to ${url.hostname}, which would send the credentials unencrypted`);
  // Not `href`, which keeps the `?` of an empty query.
  return (url.origin + url.pathname).replace(/\/+$/, "");
}
