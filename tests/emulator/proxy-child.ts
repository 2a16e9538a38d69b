// Reads in a process of its own that has nothing else to do: it ends with the last thing that holds it, and some of
// Node.js' settings only count when a process starts.
import { askWith, shownOf } from "./reading";

const { baseUrl, environment, timeoutMs, reads, pollution } = JSON.parse(process.argv[2] ?? "");
Object.assign(process.env, environment);
for (const [name, value] of Object.entries(pollution)) {
  Object.defineProperty(Object.prototype, name, { value, writable: true });
}

async function main() {
  const outcomes = [];
  for (let i = 0; i < reads; i++) {
    outcomes.push(
      await askWith({ baseUrl: baseUrl.replace("{read}", `${i}`) }, { timeoutMs }).then(
        ({ result }) => ({ result }),
        (error) => ({ code: error.code, message: error.message, shown: shownOf(error) }),
      ),
    );
  }
  // The process has to end by itself.
  console.log(JSON.stringify(outcomes));
}
main();
