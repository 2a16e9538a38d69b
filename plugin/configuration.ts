import type { ReadConfig } from "../provider/cloudflare/credentials";

/** The plugin's name, and the configuration namespace that Pulumi gives to it. */
export const PACKAGE = "cloudflare-origin-tls";

/** The plugin's own configuration, by name and decrypted: all that Pulumi gives to a plugin when it starts. */
const own: Record<string, string | undefined> = JSON.parse(process.env.PULUMI_CONFIG || "{}");

const CREDENTIALS = ["apiToken", "email", "apiKey"];

/**
 * Makes the plugin's own configuration stand in for `cloudflare:…`. Its credentials go first as a whole, so that
 * functions and components use the same account: only components are given the rest of the stack's configuration.
 */
export function pluginConfig(readStackConfig: ReadConfig = () => null): ReadConfig {
  return (key) => {
    const [namespace, name = ""] = key.split(":", 2);
    if (namespace === PACKAGE) return own[name];
    if (namespace !== "cloudflare") return readStackConfig(key);
    const isOwn = CREDENTIALS.includes(name) && Boolean(own.apiToken || own.apiKey);
    return isOwn ? own[name] : (own[name] ?? readStackConfig(key) ?? undefined);
  };
}
