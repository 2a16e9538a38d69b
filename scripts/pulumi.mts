// Finds a Pulumi CLI, or gets one: from PATH, from the official installer, or built from its Go modules.
import { delimiter, join } from "node:path";
import { CommandError, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import envPaths from "env-paths";
import { SemVer } from "semver";
import { UserError } from "./processes.mts";
import { BUILT_VERSION, buildPulumi } from "./pulumi-from-go.mts";

/** The oldest CLI that this package has been tried with. */
const MINIMUM_VERSION = "3.220.0";

/** What is kept for all checkouts of this user. */
export const CACHE = envPaths("pulumi-cloudflare-origin-tls", { suffix: "" }).cache;

/** A CLI, and the environment in which `pulumi` is that one. */
export interface Pulumi {
  version: string;
  env: { PATH: string };
}

/** Finds Pulumi, getting it first where there is none. Says what it does whenever that takes longer than a moment. */
export async function findPulumi(): Promise<Pulumi> {
  const installed = join(CACHE, "pulumi-installed");
  const built = join(CACHE, `pulumi-${BUILT_VERSION}`);
  const found = (await findIn()) ?? (await findIn(installed)) ?? (await findIn(built));
  if (found) return found;

  const reasons = [`no pulumi ${MINIMUM_VERSION} or newer is on PATH`];
  console.log("No Pulumi CLI on PATH. Trying the official installer …");
  for (const [root, get] of [
    [installed, install],
    [built, buildPulumi],
  ] as const) {
    try {
      await get(root);
      const found = await findIn(root);
      if (found) return found;
      throw new Error(`what was put into ${root} does not run`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(`  not possible: ${reason}`);
      reasons.push(reason);
    }
  }
  throw new UserError(
    `The Pulumi CLI is needed and could not be found or made:\n${reasons.map((reason) => `  - ${reason}`).join("\n")}\n` +
      "Two ways out:\n" +
      `  - install Pulumi ${MINIMUM_VERSION} or newer, see https://www.pulumi.com/docs/install/\n` +
      "  - or install Go 1.25 or newer, see https://go.dev/doc/install, and run this again: it builds Pulumi from its Go modules",
  );
}

/** The CLI below a folder, or else on PATH, where there is one that is new enough. */
async function findIn(root?: string): Promise<Pulumi | undefined> {
  const path = process.env.PATH ?? "";
  try {
    const { version } = await PulumiCommand.get({ ...(root && { root }), version: new SemVer(MINIMUM_VERSION) });
    return { version: String(version), env: { PATH: root ? `${join(root, "bin")}${delimiter}${path}` : path } };
  } catch (error) {
    // Nothing to run is no news, one that is too old is.
    if (!(error instanceof CommandError)) console.log(error instanceof Error ? error.message : error);
    return undefined;
  }
}

async function install(root: string): Promise<void> {
  await PulumiCommand.install({ root }).catch(({ message }) => {
    throw new Error(`the official installer failed: ${message.split("\n")[0]}`);
  });
}
