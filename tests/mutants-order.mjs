/** Unit tests first: they are fast, and the first test that fails ends the run of a mutant. */
export default class {
  sort(tests) {
    return [...tests].sort((a, b) => b.path.localeCompare(a.path));
  }
  shard(tests) {
    return tests;
  }
  allFailedTests(tests) {
    return tests;
  }
  cacheResults() {}
}
