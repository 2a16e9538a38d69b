// npm run example <name> …: runs examples on the emulator, each with its policy pack where it has one.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ExecaError } from "execa";
import { IDS, startEmulator } from "./emulator.mts";
import { ROOT, runMain, UserError } from "./processes.mts";
import { findPulumi } from "./pulumi.mts";
import { createTemporaryStack } from "./temporary-stack.mts";

/** What is run of an example, on one stack. */
interface Run {
  title: string;
  config: Record<string, string>;
  /** The command of the CLI; `["preview"]` unless given. */
  command?: string[];
  /** Whether it has to fail. */
  fails?: boolean;
}

const EXAMPLES: Record<string, Run[]> = {
  reference: [{ title: "The status decides which origin serves the zone", config: { zoneId: IDS.enabled } }],
  outputs: [
    {
      title: "Stack outputs for several zones",
      config: { zoneIds: [IDS.enabled, IDS.disabled, IDS.neverChanged].join(",") },
    },
  ],
  zone: [
    { title: "A zone and its setting are to be created: nothing is read", config: { accountId: IDS.account } },
    {
      title: "The setting is read after it was set, and is as asserted",
      config: { accountId: IDS.account },
      command: ["up", "--yes", "--skip-preview"],
    },
    {
      title: "With no change pending it is read in preview",
      config: { accountId: IDS.account },
      command: ["preview", "--expect-no-changes"],
    },
  ],
  fleet: [{ title: "All zones of an account", config: { accountId: IDS.account } }],
  policy: [
    { title: "A zone that the policies accept", config: { zoneId: IDS.enabled } },
    { title: "A zone that they do not accept", config: { zoneId: IDS.disabled }, fails: true },
  ],
};

await runMain(async () => {
  const names = process.argv.slice(2);
  if (names.length === 0 || names.some((name) => !Object.hasOwn(EXAMPLES, name))) {
    throw new UserError(`Usage: npm run example <name> …, of ${Object.keys(EXAMPLES).join(", ")}`);
  }
  const { env } = await findPulumi();
  for (const name of names) await run(name, EXAMPLES[name] ?? [], { ...env, ...(await startEmulator()) });
});

async function run(name: string, runs: Run[], env: Record<string, string>): Promise<void> {
  const project = join(ROOT, "examples", name);
  const { dependencies } = JSON.parse(await readFile(join(project, "package.json"), "utf8"));
  const standIn = "@pulumi/cloudflare" in dependencies;
  const pulumi = await createTemporaryStack("example", project, env, standIn);
  if (standIn) console.log("A stand-in serves @pulumi/cloudflare here, in place of its plugin of about 300 MB.");
  const policyPack = existsSync(join(project, "policy-pack")) ? ["--policy-pack", "policy-pack"] : [];
  for (const { title, config, command = ["preview"], fails = false } of runs) {
    console.log(`\n# ${title}`);
    try {
      await pulumi([...command, ...policyPack], config);
    } catch (error) {
      if (!fails || !(error instanceof ExecaError)) throw error;
      console.log("The preview failed, as it must.");
      continue;
    }
    if (fails) throw new UserError("The preview passed, but must fail.");
  }
}
