// Before the engine tests: finds Pulumi, and installs the packed tarball in a folder outside the checkout. The scripts for
// that are loaded with tsx, since jest cannot load modules that are not CommonJS.
import { tsImport } from "tsx/esm/api";

export default async function setup() {
  const { findPulumi } = await tsImport("../../scripts/pulumi.mts", import.meta.url);
  const { makeConsumer } = await tsImport("../../scripts/consumer.mts", import.meta.url);
  const { env } = await findPulumi();
  const { folder, tarball } = await makeConsumer();
  Object.assign(process.env, { TEST_FOLDER: folder, TEST_TARBALL: tarball, TEST_PULUMI_PATH: env.PATH });
}
