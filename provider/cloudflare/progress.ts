let show = (_text: string): void => {};

/** Sets where progress is shown in this process: the provider process and a program each have their own way. */
export function setProgress(showText: typeof show): void {
  show = showText;
}

/** Shows a line that the next one replaces: what longer work is doing, and why it waits. */
export const showProgress = (text: string): void => show(text);
