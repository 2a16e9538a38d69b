import schema from "../../plugin/schema.json";
import { DEFAULT_BASE_URL } from "../../provider/cloudflare/credentials";
import { readLimits } from "../../provider/cloudflare/limits";
import { EXECUTABLE, installPlugin } from "./global-plugin";
import { createStack } from "./stack";

const { version } = require("../../package.json") as { version: string };

test("credentials are secrets of the configuration, and the provider has no arguments that would be ignored", () => {
  const secrets = Object.entries(schema.config.variables).filter(([, variable]) => "secret" in variable);
  expect(secrets.map(([name]) => name)).toEqual(["apiToken", "apiKey"]);
  expect(Object.keys(schema.provider)).toEqual(["description"]);
});

test("the defaults that the configuration tells are those that there are", () => {
  const told = Object.entries(schema.config.variables).map(([name, { description }]) => [
    name,
    / Default: `(.*)`\.$/.exec(description)?.[1],
  ]);
  const limits = Object.entries(readLimits(() => undefined)).map(([name, limit]) => [name, String(limit)]);
  expect(told.filter(([, value]) => value)).toEqual([["baseUrl", DEFAULT_BASE_URL], ...limits]);
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
