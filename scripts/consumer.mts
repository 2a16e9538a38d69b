// A folder outside the checkout in which the packed tarball is installed, as its users have it.
import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "./processes.mts";

/** Makes the folder; it is the caller's to remove. */
export function makeConsumerFolder(): string {
  return mkdtempSync(join(tmpdir(), "origin-tls-"));
}

/** Packs the package and installs it in a folder, beside Pulumi and TypeScript. Returns the tarball's path. */
export async function installTarball(folder: string): Promise<string> {
  const packed = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: ROOT });
  const tarball = join(folder, JSON.parse(packed.slice(packed.indexOf("[")))[0].filename);
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const packages = ["@pulumi/pulumi", "@pulumi/policy", "typescript", "@types/node"].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const quietly = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...quietly, tarball, ...packages], { cwd: folder });
  return tarball;
}
