// Tells how far long work is, in one line: it moves on a terminal, elsewhere a new one comes from time to time.
import { interrupted } from "./processes.mts";

/**
 * Begins to tell about work of so many steps, with the time that is left if they go on as they have so far. Call `step`
 * after each, or after some with their number, and `end` whatever the end.
 */
export function startProgress(total: number) {
  const terminal = process.stdout.isTTY;
  const started = performance.now();
  let done = 0;
  const tell = () => {
    if (interrupted.aborted) return;
    const seconds = (performance.now() - started) / 1000;
    const part = Math.min(done / total, 0.99);
    // Too little to judge by at first.
    const left = part < 0.05 ? "" : `, about ${duration(Math.ceil((seconds * (1 - part)) / part / 5) * 5)} left`;
    const line = `  ${Math.floor(part * 100)} % after ${duration(Math.round(seconds))}${left}`;
    if (terminal) process.stdout.write(`\r${line}\x1b[K`);
    else console.log(line);
  };
  const timer = setInterval(tell, terminal ? 500 : 15_000);
  return {
    step: (steps = 1) => {
      done += steps;
    },
    end() {
      clearInterval(timer);
      if (terminal) process.stdout.write("\r\x1b[K");
    },
  };
}

function duration(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
