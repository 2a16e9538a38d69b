// Compares the public surface with the reports in api/, or with --accept writes it there: all entry points in one process,
// which parses their types once.
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { ROOT } from "./processes.mts";

const configs = ["index", "policy", "testing"].map((entry) =>
  ExtractorConfig.loadFileAndPrepare(join(ROOT, "api", `${entry}.json`)),
);
const [first, ...others] = configs as [ExtractorConfig, ...ExtractorConfig[]];
const additionalEntryPoints = others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
const compilerState = CompilerState.create(first, { additionalEntryPoints });
const localBuild = process.argv.includes("--accept");
for (const config of configs) {
  const { succeeded } = Extractor.invoke(config, { localBuild, compilerState, printApiReportDiff: !localBuild });
  if (!succeeded) process.exitCode = 1;
}
