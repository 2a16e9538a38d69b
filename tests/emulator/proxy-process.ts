import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What a process has read, and how it ended. */
export interface Run {
  outcomes: { result?: unknown; code?: string; message?: string; shown?: string }[];
  exitCode: number | null;
  stderr: string;
}

/** A host name that only proxies of tests resolve. */
export const API_HOST = "api.cloudflare.invalid";

/**
 * Reads the setting in a process of its own, and waits until it has ended.
 *
 * @param nodeEnvironment what Node.js itself reads when the process starts
 * @param environment the proxy
 * @param options.baseUrl the API, with `{read}` for the number of the read
 * @param options.pollution what stands on the prototype of all objects
 */
export async function readInProcess(
  nodeEnvironment: Record<string, string>,
  environment: Record<string, string>,
  { baseUrl = `https://${API_HOST}/client/v4`, timeoutMs = 5_000, reads = 1, pollution = {} } = {},
): Promise<Run> {
  const input = JSON.stringify({ baseUrl, environment, timeoutMs, reads, pollution });
  const child = spawn(
    process.execPath,
    ["--throw-deprecation", "--import", "tsx", join(__dirname, "proxy-child.ts"), input],
    {
      cwd: join(__dirname, "../.."),
      env: { PATH: process.env.PATH, ...nodeEnvironment },
      // One that does not end by itself is ended, and has no exit code then.
      timeout: 60_000,
    },
  );
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { outcomes: stdout === "" ? [] : JSON.parse(stdout), exitCode, stderr };
}
