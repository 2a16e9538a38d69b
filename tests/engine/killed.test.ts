import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeZone } from "../emulator/emulator";
import { emulatorEnv, useEmulator } from "./programs";
import { createStack, type Stack } from "./stack";

// The weekly job of the CI workflow asks for more.
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 4);
// In CI the same each time, so that a change is judged by what it changes.
const SEED = Number(process.env.KILL_SEED ?? (process.env.CI ? 2026 : Date.now() % 1_000_000));
const ZONE_IDS = Array.from({ length: 40 }, (_, i) => i.toString(16).padStart(32, "0"));
const PROGRAM = `
const { AutoOriginTlsKexFleet } = require("pulumi-cloudflare-origin-tls");
module.exports = { disabled: new AutoOriginTlsKexFleet("all", { zoneIds: ${JSON.stringify(ZONE_IDS)} }).disabledZoneIds };`;

/** Where the file backend keeps its locks. */
const LOCKS = ".state/.pulumi/locks/organization/shop/dev";

/** What can be killed: the CLI itself, or what it has started, recognised by its command line. */
const VICTIMS = { cli: undefined, provider: /cmd\/dynamic-provider/, program: /cmd\/run(?!-policy)/ };

const emulator = useEmulator();

test(`the next run works whatever was killed when, with KILL_SEED=${SEED}`, async () => {
  const random = randomFrom(SEED);
  const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)] as T;
  for (const zoneId of ZONE_IDS) emulator.zones.set(zoneId, makeZone(zoneId, `zone-${zoneId}.example`));
  emulator.latencyMs = 20;
  const stack = await createStack({ "index.js": PROGRAM }, emulatorEnv(emulator));
  const started = performance.now();
  await stack.succeed("up");
  const duration = performance.now() - started;

  for (let round = 1; round <= ROUNDS; round++) {
    // The second one follows on something killed.
    for (let kills = 2; kills > 0; kills--) await killOne(stack, pick, random() * duration);
    await stack.succeed("up");
    const resources = await stack.resources();
    const expected = ZONE_IDS.filter((zoneId) => !emulator.zones.get(zoneId)?.kex.enabled);
    expect({ round, disabled: resources[0]?.outputs.disabled }).toEqual({ round, disabled: expected });
    expect(resources.map(({ urn }) => urn.split("::").slice(2).join("::"))).toEqual([
      "pulumi:pulumi:Stack::shop-dev",
      "pulumi:providers:pulumi-nodejs::default",
      "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet::all",
      "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKexFleet$cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus::all",
    ]);
  }
  await stack.succeed("preview", "--expect-no-changes");
}, 1_800_000);

/** Runs an operation after a change of one zone, and kills one of its processes after a time. */
async function killOne(stack: Stack, pick: <T>(list: T[]) => T, afterMs: number): Promise<void> {
  const operation = pick(["preview", "up", "refresh"]);
  const victim = pick(Object.keys(VICTIMS) as (keyof typeof VICTIMS)[]);
  const zone = emulator.zones.get(pick(ZONE_IDS));
  if (zone) zone.kex.enabled = !zone.kex.enabled;
  const yes = operation === "preview" ? [] : ["--yes", "--skip-preview"];
  const cli = spawn("pulumi", [operation, ...yes, "--non-interactive"], {
    cwd: stack.folder,
    env: stack.env,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => cli.once("close", resolve));
  await sleep(afterMs);
  for (const pid of victim === "cli" ? [cli.pid] : processesOf(stack.folder, VICTIMS[victim])) kill(pid);
  await ended;

  // The lock of an update that was killed stays.
  if (existsSync(join(stack.folder, LOCKS)) && readdirSync(join(stack.folder, LOCKS)).length > 0) {
    await stack.succeed("cancel", "--yes");
  }
}

/** A generator of numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** The processes with such a command line whose environment names the folder; none where there is no /proc. */
function processesOf(folder: string, command: RegExp | undefined): number[] {
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "latin1");
    } catch {
      return "";
    }
  };
  try {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids
      .filter((pid) => command?.test(read(pid, "cmdline")) && read(pid, "environ").includes(folder))
      .map(Number);
  } catch {
    return [];
  }
}

function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
