// npm start: previews and applies the root project with the real Pulumi CLI and prints its outputs.
import { parseArgs } from "node:util";
import { IDS, startEmulator } from "./emulator.mts";
import { ROOT, runMain, UserError } from "./processes.mts";
import { findPulumi } from "./pulumi.mts";
import { createTemporaryStack } from "./temporary-stack.mts";

const USAGE = `Usage:
  npm start                     reads a zone of the emulator
  npm start -- --zone <id>      reads your zone, with the credentials in CLOUDFLARE_API_TOKEN,
                                or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY`;

await runMain(async () => {
  const zone = chooseZone();
  const { version, env } = await findPulumi();
  console.log(`Pulumi ${version}`);
  const emulator = zone ? {} : await startEmulator();
  const pulumi = await createTemporaryStack("npm-start", ROOT, { ...env, ...emulator });
  const config = { zoneId: zone ?? IDS.enabled };
  await pulumi(["preview"], config);
  await pulumi(["up", "--yes", "--skip-preview", "--suppress-outputs"], config);
  console.log("Stack outputs:");
  await pulumi(["stack", "output"]);
});

/** The zone to read with the user's own credentials; undefined for the emulator's. */
function chooseZone(): string | undefined {
  let zone = process.env.CLOUDFLARE_ZONE_ID;
  try {
    zone = parseArgs({ options: { zone: { type: "string" } } }).values.zone ?? zone;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
  const { CLOUDFLARE_API_TOKEN, CLOUDFLARE_EMAIL, CLOUDFLARE_API_KEY } = process.env;
  const credentials = Boolean(CLOUDFLARE_API_TOKEN || (CLOUDFLARE_EMAIL && CLOUDFLARE_API_KEY));
  if (zone && !credentials) {
    throw new UserError(`Zone ${zone} was named, but there are no credentials to read it with.\n${USAGE}`);
  }
  if (!zone) {
    console.log(
      credentials
        ? "There are Cloudflare credentials in the environment, but no zone was named. So this run does not use them:\n" +
            "it reads a zone of the emulator. For your own zone: npm start -- --zone <id>"
        : "No Cloudflare token is configured, so this run reads a zone of the emulator, a Cloudflare API on this machine.\n" +
            "For your own zone, set CLOUDFLARE_API_TOKEN and run: npm start -- --zone <id>",
    );
  }
  return zone;
}
