// What it costs that lookups depend on a component with many resources below it, beside what it costs any resource.
import { run } from "../../scripts/processes.mts";
import { median } from "./project.mts";

/** What 500 dependent resources take more when the component has 200 resources below it and not 1. */
export interface Added {
  /** In seconds. */
  time: number;
  /** At the peak, in MiB. */
  memory: number;
}

const SCRIPT = `
const pulumi = require("@pulumi/pulumi");
const tls = require("pulumi-cloudflare-origin-tls");
const { originTlsMocks } = require("pulumi-cloudflare-origin-tls/testing");
const [kind, children] = process.argv.slice(1);
const zoneId = "0".repeat(32);
class Plain extends pulumi.CustomResource {
  constructor(name, opts) { super("test:index:Plain", name, { zoneId, enabled: undefined }, opts); }
}
(async () => {
  await pulumi.runtime.setMocks(originTlsMocks({ [zoneId]: {} }), "bench", "dev", true);
  const dependsOn = new pulumi.ComponentResource("test:index:Parent", "parent");
  for (let i = 0; i < Number(children); i++) new Plain("child-" + i, { parent: dependsOn });
  const started = performance.now();
  const made = Array.from({ length: 500 }, (_, i) =>
    kind === "lookups" ? new tls.AutoOriginTlsKex("a-" + i, { zoneId }, { dependsOn }) : new Plain("a-" + i, { dependsOn }));
  await Promise.all(made.map(({ enabled }) => enabled.promise(true)));
  await pulumi.runtime.disconnect();
  console.log(JSON.stringify([(performance.now() - started) / 1000, process.resourceUsage().maxRSS / 1024]));
})();`;

/** Measures lookups and plain resources in a preview with mocks, in turn, each in a process of its own. */
export async function measureDependencies(folder: string, rounds: number): Promise<{ lookups: Added; plain: Added }> {
  const kinds = ["lookups", "plain"] as const;
  const added = { lookups: [] as Added[], plain: [] as Added[] };
  const once = async (kind: string, children: number): Promise<[number, number]> =>
    JSON.parse(await run(process.execPath, ["-e", SCRIPT, kind, `${children}`], { cwd: folder }));
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      const [[time, memory], [least, few]] = [await once(kind, 200), await once(kind, 1)];
      added[kind].push({ time: time - least, memory: memory - few });
    }
  }
  const middle = (values: Added[]) => ({
    time: median(values.map(({ time }) => time)),
    memory: median(values.map(({ memory }) => memory)),
  });
  return { lookups: middle(added.lookups), plain: middle(added.plain) };
}
