import Sequencer from "@jest/test-sequencer";

/**
 * How long a file takes, about, in the time that a file of unit tests takes.
 *
 * @param {import("@jest/test-result").Test} test
 */
export const weightOf = ({ context }) => (context.config.displayName?.name === "engine" ? 8 : 1);

/** The weight of all files of this run. */
export let work = 0;

/** The long files first, so that in the end no worker waits for another one. */
export default class extends Sequencer {
  /** @param {import("@jest/test-result").Test[]} tests */
  sort(tests) {
    work = tests.reduce((sum, test) => sum + weightOf(test), 0);
    return super.sort(tests).sort((a, b) => weightOf(b) - weightOf(a));
  }
}
