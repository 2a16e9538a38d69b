// npm run example <name>: previews an example on the emulator, with its policy pack where it has one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { prepare, ROOT, runMain, UserError } from "./prepare.mjs";
import { CommandFailed } from "./processes.mjs";

/** @typedef {{ enabled: string, disabled: string, neverChanged: string, account: string }} Ids */

/**
 * What is shown of each example: a title, the stack's configuration, and whether the preview is to fail.
 *
 * @type {Record<string, { title: string, config: (ids: Ids) => Record<string, string>, fails?: boolean }[]>}
 */
const EXAMPLES = {
  reference: [{ title: "The status decides how an origin is set up", config: ({ enabled }) => ({ zoneId: enabled }) }],
  outputs: [
    {
      title: "Stack outputs for several zones",
      config: ({ enabled, disabled, neverChanged }) => ({ zoneIds: [enabled, disabled, neverChanged].join(",") }),
    },
  ],
  fleet: [{ title: "All zones of an account", config: ({ account }) => ({ accountId: account }) }],
  policy: [
    { title: "A zone that the policies accept", config: ({ enabled }) => ({ zoneId: enabled }) },
    { title: "A zone that they do not accept", config: ({ disabled }) => ({ zoneId: disabled }), fails: true },
  ],
};

await runMain(async () => {
  const name = process.argv[2] ?? "";
  const runs = EXAMPLES[name];
  if (!runs) throw new UserError(`Usage: npm run example <name>, one of ${Object.keys(EXAMPLES).join(", ")}`);
  await prepare();
  // These need the dependencies that have just been installed.
  const { findPulumi } = await import("./pulumi.mjs");
  const { startEmulator } = await import("./emulator.mjs");
  const { createTemporaryStack } = await import("./temporary-stack.mjs");

  const { env } = await findPulumi();
  const emulator = await startEmulator();
  const project = join(ROOT, "examples", name);
  const pulumi = await createTemporaryStack({ name: "example", project, env: { ...env, ...emulator.env } });
  const policyPack = existsSync(join(project, "policy-pack")) ? ["--policy-pack", "policy-pack"] : [];
  for (const { title, config, fails = false } of runs) {
    console.log(`\n# ${title}`);
    const failed = await pulumi(["preview", ...policyPack], { config: config(emulator.ids) }).then(
      () => false,
      (error) => {
        if (error instanceof CommandFailed) return true;
        throw error;
      },
    );
    if (failed !== fails) throw new UserError(fails ? "The preview passed, but must fail." : "The preview failed.");
    if (fails) console.log("The preview failed, as it must.");
  }
});
