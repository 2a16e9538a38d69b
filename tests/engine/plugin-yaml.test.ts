import { readFileSync } from "node:fs";
import { join } from "node:path";
import schema from "../../plugin/schema.json";
import { yaml } from "./documents";

interface Program {
  config?: Record<string, unknown>;
  variables?: Record<string, { "fn::invoke": { function: string; arguments: object } }>;
  resources?: Record<string, { type: string; properties: object }>;
  outputs: Record<string, string>;
}

const full = (token: string) => token.replace(/^cloudflare-origin-tls:(?=\w+$)/, "cloudflare-origin-tls:index:");
const functions = new Map(Object.entries(schema.functions));
const resources = new Map(Object.entries(schema.resources));

const EXAMPLES = [...functions, ...resources].map(([token, { description }]): [string, string] => [
  `the schema's example of ${token}`,
  /^```yaml\n(.*?)^```$/ms.exec(description)?.[1] ?? "",
]);
const PROJECT = readFileSync(join(__dirname, "..", "..", "examples", "yaml", "Pulumi.yaml"), "utf8");

/** YAML is written without a compiler: what it names must be in the schema. */
test.each([["examples/yaml", PROJECT], ...EXAMPLES])("%s names only what there is", (_, text) => {
  const { config = {}, variables = {}, resources: declared = {}, outputs } = yaml.load(text) as Program;
  const fields = new Map<string, string[]>(Object.keys(config).map((name) => [name, []]));
  for (const [name, variable] of Object.entries(variables)) {
    const { function: token, arguments: args } = variable["fn::invoke"];
    const spec = functions.get(full(token));
    expect(Object.keys(spec?.inputs.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(args)));
    fields.set(name, Object.keys(spec?.outputs.properties ?? {}));
  }
  for (const [name, { type, properties }] of Object.entries(declared)) {
    const spec = resources.get(full(type));
    expect(Object.keys(spec?.inputProperties ?? {})).toEqual(expect.arrayContaining(Object.keys(properties)));
    fields.set(name, Object.keys(spec?.properties ?? {}));
  }
  const references = [...text.matchAll(/\$\{(\w+)(?:\.(\w+))?\}/g)];
  expect(references.length).toBeGreaterThanOrEqual(Object.keys(outputs).length);
  for (const [, name = "", field] of references) {
    expect([...fields.keys()]).toContain(name);
    if (field !== undefined) expect(fields.get(name)).toContain(field);
  }
});
