import { spawn } from "node:child_process";

/** How a command ended and what it printed; `text` is both streams together. */
export interface Ended {
  code: number | null;
  stdout: string;
  text: string;
}

/** Runs a command to its end, whatever its exit code. */
export function command(
  file: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
      text += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, text }));
  });
}
