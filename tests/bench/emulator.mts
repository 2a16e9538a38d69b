// The emulator in a process of its own, with zones for the benchmark: one in ten has the setting off.
import { CREDENTIALS, makeZone, startEmulator } from "../emulator/emulator.ts";
import { zoneId } from "./programs.mts";

const emulator = await startEmulator();
const modifiedOn = "2014-01-01T05:20:00.12345Z";
for (let i = 0; i < 1_200; i++) {
  const kex = { enabled: i % 10 !== 0, modifiedOn };
  emulator.zones.set(zoneId(i), makeZone(zoneId(i), `zone-${i}.example`, { kex }));
}
process.on("message", (latencyMs: number) => {
  emulator.latencyMs = latencyMs;
  emulator.requests.length = 0;
});
process.send?.({ baseUrl: emulator.baseUrl, token: CREDENTIALS.token });
