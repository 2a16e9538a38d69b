import { join } from "node:path";
import { command } from "../engine/stack";

const ROOT = join(__dirname, "..", "..");
const EXTRACTOR = join(ROOT, "node_modules", "@microsoft", "api-extractor", "bin", "api-extractor");

test.each(["index", "policy", "testing"])("the public surface of %s is as it was accepted in api", async (entry) => {
  const args = [EXTRACTOR, "run", "--print-api-report-diff", "--config", join("api", `${entry}.json`)];
  const { code, text } = await command(process.execPath, args, { cwd: ROOT });
  if (code !== 0) throw new Error(`${text}\nIf that is meant, accept it: npm run api:accept`);
});
