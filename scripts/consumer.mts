// A folder outside the checkout in which the packed tarball is installed, as its users have it.
import { mkdtempSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp, ROOT, run } from "./processes.mts";

/**
 * Packs the package and installs it in a new folder, beside what programs in JavaScript need. It is removed at the clean-up.
 *
 * @param more what else is installed, in the version that is used here
 */
export async function makeConsumer(...more: string[]): Promise<{ folder: string; tarball: string }> {
  const folder = mkdtempSync(join(tmpdir(), "origin-tls-"));
  onCleanUp(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const packed = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: ROOT });
  const tarball = join(folder, JSON.parse(packed.slice(packed.indexOf("[")))[0].filename);
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const packages = ["@pulumi/pulumi", "@pulumi/policy", "@pulumi/cloudflare", "@types/node", ...more].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const quietly = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...quietly, tarball, ...packages], { cwd: folder });
  return { folder, tarball };
}
