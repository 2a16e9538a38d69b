import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { version } from "@pulumi/cloudflare/package.json";

// The loader with which scripts read this file gives it no __dirname.
const ROOT = dirname(require.resolve("../../../package.json"));
const EXECUTABLE = join(ROOT, "tests", "emulator", "cloudflare-plugin", "pulumi-resource-cloudflare");

/**
 * Puts the stand-in for the plugin of @pulumi/cloudflare where Pulumi keeps the plugins that it has downloaded, so that
 * it takes it without a download and without a warning. Fails where there is such a plugin already.
 *
 * @param pulumiHome the `PULUMI_HOME` of the commands that are to use it
 */
export function installCloudflarePlugin(pulumiHome: string): void {
  const folder = join(pulumiHome, "plugins", `resource-cloudflare-v${version}`);
  mkdirSync(folder, { recursive: true });
  symlinkSync(EXECUTABLE, join(folder, "pulumi-resource-cloudflare"));
}
