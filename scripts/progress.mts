// Tells how far long work is, in one line: it moves on a terminal, elsewhere a new one comes from time to time.
import { interrupted } from "./processes.mts";

/** Work of a known number of steps that has begun. */
export interface Progress {
  /** One more step is done. */
  step(): void;
  /** No more lines; call it whatever the end. */
  end(): void;
}

/** Begins to tell, with the time that is left where the steps go on as they have so far. */
export function startProgress(total: number): Progress {
  const terminal = process.stdout.isTTY;
  const started = performance.now();
  let done = 0;
  const tell = () => {
    if (interrupted.aborted) return;
    const seconds = (performance.now() - started) / 1000;
    const part = Math.min(done / total, 0.99);
    // Too little to judge by at first.
    const left = part < 0.05 ? "" : `, about ${duration((seconds * (1 - part)) / part)} left`;
    const line = `  ${Math.floor(part * 100)} % after ${duration(seconds)}${left}`;
    if (terminal) process.stdout.write(`\r${line}\x1b[K`);
    else console.log(line);
  };
  const timer = setInterval(tell, terminal ? 500 : 15_000);
  return {
    step: () => void done++,
    end() {
      clearInterval(timer);
      if (terminal) process.stdout.write("\r\x1b[K");
    },
  };
}

function duration(seconds: number): string {
  const rounded = Math.ceil(seconds / 5) * 5;
  return rounded < 60 ? `${rounded} s` : `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}
