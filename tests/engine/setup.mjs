// Before the engine tests: finds Pulumi, packs the package, and installs the tarball in a folder outside the checkout.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/prepare.mjs";
import { run } from "../../scripts/processes.mjs";
import { findPulumi } from "../../scripts/pulumi.mjs";

export default async function setup() {
  const folder = await mkdtemp(join(tmpdir(), "origin-tls-"));
  const pulumi = await findPulumi();
  const packed = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: ROOT, capture: true });
  const tarball = join(folder, JSON.parse(packed.slice(packed.indexOf("[")))[0].filename);
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));

  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const packages = ["@pulumi/pulumi", "@pulumi/policy", "@pulumi/cloudflare", "typescript", "@types/node"].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", tarball, ...packages],
    {
      cwd: folder,
      capture: true,
    },
  );
  Object.assign(process.env, { TEST_FOLDER: folder, TEST_TARBALL: tarball, TEST_PULUMI_PATH: pulumi.env.PATH });
  globalThis.removeTestFolder = () => rm(folder, { recursive: true, force: true });
}
