// Starts the emulator, a Cloudflare API on this machine, in this process.
import { ACCOUNT, CREDENTIALS, startEmulator as start, ZONES } from "../tests/emulator/emulator.ts";
import { onCleanUp } from "./processes.mts";

/** The ids of the emulator's zones and of their account. */
export const IDS = { ...ZONES, account: ACCOUNT };

/** Starts the emulator and says so. Returns the environment with which a program uses it. */
export async function startEmulator(): Promise<Record<string, string>> {
  const emulator = await start();
  onCleanUp(() => emulator.close());
  console.log(`The emulator listens on ${emulator.baseUrl}`);
  return { CLOUDFLARE_API_TOKEN: CREDENTIALS.token, CLOUDFLARE_BASE_URL: emulator.baseUrl };
}
