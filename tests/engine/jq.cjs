// What stands in for jq where none is installed: jq itself, as WebAssembly. jq.cjs [option …] <filter> [file]
const { readFileSync } = require("node:fs");
const { raw } = require("jq-wasm");

const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith("-"));
const [filter = ".", file = 0] = args.filter((arg) => !arg.startsWith("-"));
raw(readFileSync(file, "utf8"), filter, options).then(({ stdout, stderr, exitCode }) => {
  process.stdout.write(stdout && !stdout.endsWith("\n") ? `${stdout}\n` : stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
});
