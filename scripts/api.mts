// Compares the public surface with the reports in api/ and with the plugin's schema, or with --accept writes these: all in one
// process, which parses the types once.
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import type ts from "typescript";
import { ROOT, runMain } from "./processes.mts";
import { compareSchema, MODULES, writeSchema } from "./schema.mts";

const configs = ["index", "policy", "testing"].map((entry) =>
  ExtractorConfig.loadFileAndPrepare(join(ROOT, "api", `${entry}.json`)),
);
const [first, ...others] = configs as [ExtractorConfig, ...ExtractorConfig[]];
const additionalEntryPoints = [...others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath), ...MODULES];
const compilerState = CompilerState.create(first, { additionalEntryPoints });
const localBuild = process.argv.includes("--accept");
for (const config of configs) {
  const { succeeded } = Extractor.invoke(config, { localBuild, compilerState, printApiReportDiff: !localBuild });
  if (!succeeded) process.exitCode = 1;
}

await runMain(async () => {
  const program = compilerState.program as ts.Program;
  if (localBuild) return writeSchema(program);
  const differing = await compareSchema(program);
  if (differing.length > 0) process.exitCode = 1;
  for (const line of differing) console.log(`plugin/schema.json ${line}`);
});
