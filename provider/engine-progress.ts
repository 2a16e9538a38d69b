import type { ShowProgress } from "./progress";

let pulumi: typeof import("@pulumi/pulumi") | undefined;

/**
 * Shows progress of the provider process as a passing message of the stack, which the CLI replaces by the next one and
 * leaves out of the diagnostics. Pulumi starts the process with the engine's address as its only argument.
 */
export const showProgressOnEngine: ShowProgress = (text) => {
  if (!pulumi) {
    // Only longer work needs it.
    pulumi = require("@pulumi/pulumi") as typeof import("@pulumi/pulumi");
    pulumi.runtime.resetOptions("", "", 1, process.argv[2] ?? "", "", false, "");
  }
  void pulumi.log.info(text, undefined, undefined, true);
};
