import { statSync } from "node:fs";
import Sequencer from "@jest/test-sequencer";

/**
 * How long a file takes, about: the longer its text the longer it takes, and on the engine twelve times as long.
 *
 * @param {import("@jest/test-result").Test} test
 */
export const weightOf = ({ path, context }) => statSync(path).size * (isOnEngine(context) ? 12 : 1);

/** @param {import("@jest/test-result").Test["context"]} context */
const isOnEngine = ({ config }) => config.displayName?.name === "engine";

/** The weight of all files of this run. */
export let work = 0;

/** The long files first, so that in the end no worker waits for another one. */
export default class extends Sequencer {
  /** @param {import("@jest/test-result").Test[]} tests */
  sort(tests) {
    work = tests.reduce((sum, test) => sum + weightOf(test), 0);
    return super.sort(tests).sort((a, b) => Number(isOnEngine(b.context)) - Number(isOnEngine(a.context)));
  }
}
