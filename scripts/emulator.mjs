// Starts the emulator, a Cloudflare API on this machine, in this process.
import { tsImport } from "tsx/esm/api";
import { onCleanUp } from "./processes.mjs";

/**
 * Starts the emulator and says so.
 *
 * @returns {Promise<{ ids: { enabled: string, disabled: string, neverChanged: string, account: string }, env: Record<string, string> }>}
 *   the ids of its zones and their account, and the environment with which a program uses it
 */
export async function startEmulator() {
  const { startEmulator, ACCOUNT, CREDENTIALS, ZONES } = await tsImport(
    "../tests/emulator/emulator.ts",
    import.meta.url,
  );
  const emulator = await startEmulator();
  onCleanUp(() => emulator.close());
  console.log(`The emulator listens on ${emulator.baseUrl}`);
  return {
    ids: { ...ZONES, account: ACCOUNT },
    env: { CLOUDFLARE_API_TOKEN: CREDENTIALS.token, CLOUDFLARE_BASE_URL: emulator.baseUrl },
  };
}
