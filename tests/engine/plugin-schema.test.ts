import { join } from "node:path";
import schema from "../../plugin/schema.json";
import { type Described, readTypes } from "./declarations";
import { EXECUTABLE, installPlugin } from "./global-plugin";
import { createStack, FOLDER } from "./stack";

const PREFIX = "cloudflare-origin-tls:index:";
const LANGUAGES = ["typescript", "python", "go", "csharp", "java", "yaml"];
const { version } = require("../../package.json") as { version: string };

interface Property {
  description: string;
}
interface ObjectSpec {
  properties: Record<string, Property>;
  required?: string[];
}

const types = readTypes(join(FOLDER, "node_modules", "pulumi-cloudflare-origin-tls", "dist", "sdk", "index.d.ts"));
const pascal = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** Of the schema as of the types: each property with its type, whether it is always there, and its words. */
function expectProperties({ properties, required = [] }: ObjectSpec, type: Record<string, Described>) {
  expect(Object.keys(properties).sort()).toEqual(Object.keys(type).sort());
  for (const [name, { description, ...spec }] of Object.entries(properties)) {
    const { description: words, isRequired, ...expected } = type[name] as Described;
    expect({ name, ...spec, isRequired: required.includes(name) }).toEqual({ name, ...expected, isRequired });
    expect(words).not.toBe("");
    // More may follow that only holds for the plugin.
    expect(description.slice(0, words.length)).toBe(words);
  }
}

/** The first sentence is the docstring's; and there is an example in each language. */
function expectDescription(name: string, description: string, words: string) {
  const [sentence] = words.split(/(?<=\.)\s/, 1);
  expect(description.slice(0, sentence?.length)).toBe(sentence);
  const examples = [...description.matchAll(/^```(\w+)$/gm)].map(([, language]) => language);
  expect(examples).toEqual(LANGUAGES);
  expect(description).toContain(`: cloudflare-origin-tls:${name}\n`);
}

/** The arguments but for `readAfter`, which is of the plugin only: in TypeScript it is the option dependsOn. */
function withoutReadAfter<P extends { readAfter: object }>({ readAfter, ...properties }: P) {
  expect(readAfter).toEqual({ $ref: "pulumi.json#/Any", description: expect.stringContaining("nothing is read") });
  return properties;
}

test.each(Object.entries(schema.functions))(
  "%s has the arguments and result of the function in TypeScript",
  (token, spec) => {
    const name = token.slice(PREFIX.length);
    const { properties, ...inputs } = spec.inputs;
    expectProperties({ ...inputs, properties: withoutReadAfter(properties) }, types.properties(`${pascal(name)}Args`));
    expectProperties(spec.outputs, types.properties(`${pascal(name)}Result`));
    expectDescription(name, spec.description, types.words(name));
  },
);

test.each(Object.entries(schema.resources))("%s reads as the function does, and has what packs see", (token, spec) => {
  const name = token.slice(PREFIX.length);
  const args = types.properties(`Get${name.replace(/Status$/, "")}Args`);
  expectProperties({ properties: withoutReadAfter(spec.inputProperties) }, args);
  expectProperties(spec, types.properties(name, `${name}Args`));
  expect(spec.isComponent).toBe(true);
  expectDescription(name, spec.description, types.words(name));
});

test.each(Object.entries(schema.types))("%s is the type in TypeScript", (token, spec) => {
  expectProperties(spec, types.properties(token.slice(PREFIX.length)));
});

test("credentials are secrets of the configuration, and the provider has no arguments that would be ignored", () => {
  const secrets = Object.entries(schema.config.variables).filter(([, variable]) => "secret" in variable);
  expect(secrets.map(([name]) => name)).toEqual(["apiToken", "apiKey"]);
  expect(Object.keys(schema.provider)).toEqual(["description"]);
});

test("pulumi package get-schema accepts it", async () => {
  await installPlugin();
  const stack = await createStack({});
  const { stdout } = await stack.succeed("package", "get-schema", EXECUTABLE);
  const { resources, functions, ...printed } = JSON.parse(stdout);
  expect(printed).toMatchObject({ name: "cloudflare-origin-tls", version, types: schema.types });
  expect(Object.keys(resources).sort()).toEqual(Object.keys(schema.resources).sort());
  expect(Object.keys(functions).sort()).toEqual(Object.keys(schema.functions).sort());
});
