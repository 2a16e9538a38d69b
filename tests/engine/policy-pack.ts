import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stack } from "./stack";

/** Writes a policy pack beside the program and returns its folder, for `--policy-pack`. */
export async function writePack(stack: Stack, text: string, name = "policy-pack"): Promise<string> {
  const folder = join(stack.folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\nmain: index.js\n");
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0" }));
  await writeFile(join(folder, "index.js"), text);
  return folder;
}

/** Writes the configuration of a pack, by policy, and returns its file, for `--policy-pack-config`. */
export async function writePackConfig(stack: Stack, config: Record<string, object>): Promise<string> {
  const file = join(stack.folder, "config.json");
  await writeFile(file, JSON.stringify(config));
  return file;
}

/**
 * A plugin for the package `cloudflare` that creates zones and DNS records without any API, as the executable that
 * Pulumi expects: the real one would be hundreds of megabytes. A zone's id is the one in its `plan` input.
 */
export async function writeCloudflarePlugin(stack: Stack): Promise<void> {
  const plugin = join(stack.folder, "plugin");
  await mkdir(plugin, { recursive: true });
  await writeFile(
    join(plugin, "pulumi-resource-cloudflare"),
    `#!/usr/bin/env node
const provider = require("@pulumi/pulumi/provider");
provider.main({
  version: "0.0.1",
  async check(urn, olds, news) { return { inputs: news }; },
  async create(urn, inputs) { const id = inputs.plan ?? "record"; return { id, outs: { ...inputs, id } }; },
  async diff() { return { changes: false }; },
}, process.argv.slice(2));
`,
    { mode: 0o755 },
  );
}

/** The part of a program that declares resources of that plugin. */
export const CLOUDFLARE_RESOURCES = `
const pulumi = require("@pulumi/pulumi");
class Zone extends pulumi.CustomResource {
  constructor(name, plan) { super("cloudflare:index/zone:Zone", name, { plan }, { version: "0.0.1" }); }
}
class Record extends pulumi.CustomResource {
  constructor(name, zoneId) { super("cloudflare:index/dnsRecord:DnsRecord", name, { zoneId }, { version: "0.0.1" }); }
}
`;

/** The violations under "Policies:", in order: each `[level]  policy  (type: name)` with its text. */
export function violationsOf(text: string): string[] {
  const start = text.lastIndexOf("\nPolicies:\n");
  if (start < 0) return [];
  const section = text.slice(start, text.indexOf("\n\n", start + 1));
  return section
    .split(/\n {8}- /)
    .slice(1)
    .map((violation) => violation.replace(/\n {10}/g, "\n").trimEnd());
}
