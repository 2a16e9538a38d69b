import type { ReadConfig } from "../provider/cloudflare/credentials";

/** The plugin's name, and the configuration namespace that Pulumi gives to it. */
export const PACKAGE = "cloudflare-origin-tls";

/** The plugin's own configuration. Its schema is made of these docstrings. */
export interface Configuration {
  /**
   * A token with Zone Settings: Read; it wins over `email` and `apiKey` (environment: `CLOUDFLARE_API_TOKEN`).
   * @secret
   */
  apiToken?: string;
  /** The email address of a Global API key (environment: `CLOUDFLARE_EMAIL`). */
  email?: string;
  /**
   * A Global API key, with `email`, in place of a token (environment: `CLOUDFLARE_API_KEY`).
   * @secret
   */
  apiKey?: string;
  /**
   * The base URL of the API (environment: `CLOUDFLARE_BASE_URL`).
   * @default "https://api.cloudflare.com/client/v4"
   */
  baseUrl?: string;
  /**
   * How many requests may be under way, 1 to 9,999 (environment: `CLOUDFLARE_ORIGIN_TLS_MAX_CONCURRENT_REQUESTS`).
   * @default 64
   */
  maxConcurrentRequests?: number;
  /**
   * How many requests in 300 seconds, 1 to 999,999 (environment: `CLOUDFLARE_ORIGIN_TLS_REQUESTS_PER_5_MINUTES`).
   * @default 1200
   */
  requestsPer5Minutes?: number;
}

/** By name and decrypted, each value as text: all that Pulumi gives to a plugin when it starts. */
const own: Record<string, string | undefined> = JSON.parse(process.env.PULUMI_CONFIG || "{}");

// The plugin's own configuration stands in for `cloudflare:…`. Its credentials go first as a whole, so that functions
// and components use the same account: only components are given the rest of the stack's configuration.
export function pluginConfig(readStackConfig: ReadConfig = () => null): ReadConfig {
  return (key) => {
    const [namespace, name = ""] = key.split(":", 2);
    if (namespace === PACKAGE) return own[name];
    if (namespace !== "cloudflare") return readStackConfig(key);
    const isOwn = name !== "baseUrl" && Boolean(own.apiToken || own.apiKey);
    return isOwn ? own[name] : (own[name] ?? readStackConfig(key) ?? undefined);
  };
}
