// Before the engine tests: finds Pulumi, packs the package, and installs the tarball in a folder outside the checkout.
// jest loads this with plain Node.js, which cannot load the scripts.
import { rm } from "node:fs/promises";
import { tsImport } from "tsx/esm/api";

export default async function setup() {
  const { findPulumi } = await tsImport("../../scripts/pulumi.mts", import.meta.url);
  const { installTarball, makeConsumerFolder } = await tsImport("../../scripts/consumer.mts", import.meta.url);
  const { env } = await findPulumi();
  const folder = makeConsumerFolder();
  Object.assign(globalThis, { removeTestFolder: () => rm(folder, { recursive: true, force: true }) });
  const tarball = await installTarball(folder);
  Object.assign(process.env, { TEST_FOLDER: folder, TEST_TARBALL: tarball, TEST_PULUMI_PATH: env.PATH });
}
