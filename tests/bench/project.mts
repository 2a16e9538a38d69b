// A project with one stack, whose commands are timed.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../../scripts/processes.mts";

/** What {@link makeProject} makes. */
export type Project = Awaited<ReturnType<typeof makeProject>>;

/**
 * Makes a project with a stack.
 *
 * @param files the files of the project by path, of which Pulumi.yaml is made unless it is among them
 */
export async function makeProject(
  folder: string,
  name: string,
  files: Record<string, string>,
  baseEnv: Record<string, string>,
) {
  const project = join(folder, name.replace(/\W+/g, "-"));
  const state = join(project, "state");
  await mkdir(state, { recursive: true });
  for (const [path, text] of Object.entries({ "Pulumi.yaml": "name: bench\nruntime: nodejs\n", ...files })) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
  const env = { ...baseEnv, PULUMI_BACKEND_URL: pathToFileURL(state).href, PULUMI_HOME: join(folder, "home") };
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd: project, env });
  await pulumi("stack", "init", "bench");
  await pulumi("config", "set", "--secret", "cloudflare:apiToken", baseEnv.CLOUDFLARE_API_TOKEN ?? "");
  const deployment = async () => JSON.parse(await pulumi("stack", "export")).deployment;
  return {
    run: async (...args: string[]) => {
      const started = performance.now();
      await pulumi(...args);
      return (performance.now() - started) / 1000;
    },
    stateBytes: async () => Buffer.byteLength(JSON.stringify(await deployment())),
    lookupBytes: async () => {
      const ours = (await deployment()).resources.filter(({ type }: { type: string }) => /AutoOriginTlsKex/.test(type));
      return Buffer.byteLength(JSON.stringify(ours));
    },
  };
}

/** The one in the middle. */
export function median(values: number[]) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
