/** Shows a line that the next one replaces: what longer work is doing, and why it waits. */
export type ShowProgress = (text: string) => void;

let show: ShowProgress = () => {};

/** Sets where progress is shown in this process: the provider process and a program each have their own way. */
export function setProgress(showProgress: ShowProgress): void {
  show = showProgress;
}

/** Shows progress of longer work. */
export const showProgress: ShowProgress = (text) => show(text);
