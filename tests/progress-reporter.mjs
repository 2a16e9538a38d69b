import { tsImport } from "tsx/esm/api";
import { weightOf, work } from "./order.mjs";

const { startProgress } = await tsImport("../scripts/progress.mts", import.meta.url);

/** Tells how far the tests are where jest does not: on a terminal it has a line of its own for that. */
export default class {
  #progress = process.stdout.isTTY ? undefined : startProgress(work);

  /** @param {import("@jest/test-result").Test} test */
  onTestFileResult(test) {
    this.#progress?.step(weightOf(test));
  }

  onRunComplete() {
    this.#progress?.end();
  }
}
