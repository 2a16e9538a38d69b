// Makes plugin/schema.json, which Pulumi generates SDKs from: of the public types and their docstrings, and of what only the
// plugin has.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type ts from "typescript";
import { type ObjectSpec, readTypes } from "./declarations.mts";
import { ROOT, UserError } from "./processes.mts";
import { type Example, writeExamples } from "./schema-examples.mts";

const FILE = join(ROOT, "plugin", "schema.json");
const NAME = "cloudflare-origin-tls";
const token = (name: string) => `${NAME}:index:${name}`;

/** The modules that have the types: what programs import, and what only the plugin has. */
export const MODULES = ["sdk/index", "plugin/configuration", "plugin/functions"].map((module) =>
  join(ROOT, "dist", `${module}.d.ts`),
);

const METADATA = {
  name: NAME,
  displayName: "Cloudflare Origin TLS",
  description:
    "Read-only lookups of Cloudflare's Auto-Origin TLS KEX status of a zone, and of its Origin TLS Compliance Modes.",
  keywords: ["cloudflare", "tls", "origin", "key exchange", "category/network"],
  license: "MIT",
  language: {
    csharp: { namespaces: { [NAME]: "CloudflareOriginTls" } },
    go: { respectSchemaVersion: true },
    nodejs: { respectSchemaVersion: true },
    python: { packageName: "pulumi_cloudflare_origin_tls", respectSchemaVersion: true, pyproject: { enabled: true } },
  },
};

const PROVIDER = {
  description: `Takes no arguments. Credentials come from the stack's configuration \`${NAME}:…\` or the environment. For several accounts, give \`profile\`.`,
};

/** The argument that examples give, the first of these that there is, and what they call the resource. */
const ARGUMENTS = [
  { argument: "zoneId", value: "023e105f4ecef8ad9ca31a8372d0c353", resource: "shop" },
  { argument: "name", value: "example.com", resource: "shop" },
  { argument: "accountId", value: "f0e1d2c3b4a5968778695a4b3c2d1e0f", resource: "all" },
];

/** Compares the schema with what is made of the types of a program. Returns the lines that differ. */
export async function compareSchema(program: ts.Program): Promise<string[]> {
  // The lines of the examples too.
  const lines = (schema: object) => JSON.stringify(schema, null, 2).split(/\n|\\n/);
  const made = lines(makeSchema(program));
  const written = lines(JSON.parse(await readFile(FILE, "utf8")));
  const marked = (mark: string, lines: string[], others: string[]) =>
    lines.filter((line) => !others.includes(line)).map((line) => `${mark} ${line.trim()}`);
  if (made.join() === written.join()) return [];
  const differing = [...marked("-", written, made), ...marked("+", made, written)];
  return differing.length > 0 ? differing : ["has these lines in another order or place"];
}

/** Writes the schema. */
export async function writeSchema(program: ts.Program): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(makeSchema(program), null, 2)}\n`);
}

/**
 * Makes the schema: a function of each `getX` that has `GetXArgs` and `GetXResult`, a component of each class `XStatus`
 * with the arguments of the lookup X, the configuration, and all types that these refer to.
 */
function makeSchema(program: ts.Program): object {
  const types = readTypes(program, MODULES, token);

  /** The arguments of a lookup, with those that only the plugin has, and what it says of the others beside. */
  function inputsOf(lookup: string, ...beside: string[]): ObjectSpec {
    const { properties, ...rest } = types.object(`Get${lookup}Args`);
    for (const [name, more] of beside.flatMap((type) => Object.entries(types.object(type).properties))) {
      const { description, ...spec } = properties[name] ?? { ...more, description: "" };
      properties[name] = { ...spec, description: `${description} ${more.description}`.trim() };
    }
    return { properties, ...rest };
  }

  function describe(words: string, lookup: string, isComponent: boolean): string {
    const choice = types.choice(`Get${lookup}Args`).map((name) => `\`${name}\``);
    const give = choice.length > 0 ? ` Give either ${choice.join(" or ")}.` : "";
    const { properties } = types.object(`Get${lookup}Args`);
    const given = ARGUMENTS.find(({ argument }) => argument in properties);
    const [output] = Object.keys(types.object(`Get${lookup}Result`).properties);
    if (!given || !output) throw new UserError(`ARGUMENTS in scripts/schema.mts has none for an example of ${lookup}.`);
    const example: Example = { ...given, lookup, output, isComponent };
    return `${words}${give}\n\n${writeExamples(example)}`;
  }

  const lookups = types.names.flatMap((name) => /^Get(\w+)Result$/.exec(name)?.[1] ?? []);
  const functions = lookups.map((lookup) => {
    const description = describe(types.words(`get${lookup}`), lookup, false);
    const inputs = { type: "object", ...inputsOf(lookup, "ReadAfterArgs", "FunctionArgs") };
    const outputs = { type: "object", ...types.object(`Get${lookup}Result`) };
    return [token(`get${lookup}`), { description, inputs, outputs }];
  });
  const statuses = lookups.filter((lookup) => types.names.includes(`${lookup}Status`));
  const resources = statuses.map((lookup) => {
    const words = `${types.words(`${lookup}Status`)} Each preview and update reads from Cloudflare.`;
    const description = describe(words, lookup, true);
    const { properties, required } = inputsOf(lookup, "ReadAfterArgs", "ComponentArgs");
    const inputs = { inputProperties: properties, ...(required && { requiredInputs: required }) };
    const outputs = types.object(`${lookup}Status`, `${lookup}StatusArgs`);
    return [token(`${lookup}Status`), { isComponent: true, description, ...inputs, ...outputs }];
  });
  return {
    ...METADATA,
    config: { variables: types.object("Configuration").properties },
    provider: PROVIDER,
    types: types.types(),
    functions: Object.fromEntries(functions),
    resources: Object.fromEntries(resources),
  };
}
