import { setImmediate as turn } from "node:timers/promises";

/** For the tests of a file, a clock that goes on only in {@link runClockUntil}, with sockets that work all the same. */
export function useFastClock(): void {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "clearImmediate", "queueMicrotask"] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}

/**
 * Lets the clock run as fast as what is on its way on the sockets arrives, until a promise is settled.
 *
 * @param stepMs how far the clock may go on while an answer is on its way
 */
export async function runClockUntil<T>(promise: Promise<T>, stepMs = 100): Promise<T> {
  let isSettled = false;
  const settled = () => {
    isSettled = true;
  };
  promise.then(settled, settled);
  while (!isSettled) {
    for (let i = 0; i < 20; i++) await turn();
    if (!isSettled) await jest.advanceTimersByTimeAsync(stepMs);
  }
  return promise;
}
