import { join } from "node:path";
import { command } from "../engine/command";

const ROOT = join(__dirname, "..", "..");

test("the public surface is as it was accepted: of each entry point in api, and of the plugin in its schema", async () => {
  const { code, text } = await command(process.execPath, ["--import", "tsx", join("scripts", "api.mts")], {
    cwd: ROOT,
  });
  if (code !== 0) throw new Error(`${text}\nIf that is meant, accept it: npm run api:accept`);
});
