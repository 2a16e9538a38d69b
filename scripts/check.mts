// npm run check: the type check and the lint of npm test.
import { check } from "./checks.mts";
import { runMain } from "./processes.mts";

await runMain(check);
