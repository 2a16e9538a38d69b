/** Shows a line that the next one replaces: what longer work is doing, and why it waits. */
export let showProgress = (_text: string): void => {};

/** Sets where progress is shown: the provider process and a program each have their own way. */
export function setProgress(show: typeof showProgress): void {
  showProgress = show;
}

/** How often progress of a wait is shown, and how long it may be without. */
export const ANNOUNCE_EVERY_MS = 10_000;
