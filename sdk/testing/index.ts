/**
 * For unit tests of programs that use this package, with any test runner. Sends no request and loads no HTTP code.
 * @packageDocumentation
 */
import * as pulumi from "@pulumi/pulumi";
import type { LookupName } from "../../provider/arguments";
import { LOOKUPS, queryOf } from "../../provider/lookups";
import { LOOKUP_KINDS } from "../../provider/settings/definitions";
import { isAccountName } from "../lookup/account";
import { isStatusType, lookupType } from "../lookup/types";
import { createMockedClient } from "./mocked-client";
import type { MockedZone } from "./mocked-zone";

export { promiseOf } from "../lookup/internals";
export type { MockedZone } from "./mocked-zone";

const NAMES = Object.keys(LOOKUPS) as LookupName[];
const ECHO: pulumi.runtime.Mocks = {
  newResource: ({ name, id, inputs }) => ({ id: id || `${name}-id`, state: inputs }),
  call: ({ inputs }) => inputs,
};

/**
 * Makes mocks for `pulumi.runtime.setMocks`, under which everything of this package reads these zones.
 * @param zones the zones by id; of another one a function rejects, and a lookup shows an error and has no value
 * @param mocks what all other resources and functions get; by default resources get their inputs as outputs
 * @example
 * ```ts
 * await pulumi.runtime.setMocks(originTlsMocks({ "023e105f4ecef8ad9ca31a8372d0c353": { enabled: false } }));
 * ```
 */
export function originTlsMocks(zones: Record<string, MockedZone>, mocks = ECHO): pulumi.runtime.Mocks {
  const client = createMockedClient(zones);
  const read = (name: LookupName, query: object): Promise<object> => LOOKUPS[name](queryOf(query) as never, client);
  return {
    async newResource(args) {
      const { type, id, name, inputs } = args;
      const kind = LOOKUP_KINDS.find((kind) => type === lookupType(kind));
      // A status, and the provider that a lookup reads with where the program has given it a cloudflare.Provider.
      const isOwn = isStatusType(type) || (type === "pulumi:providers:pulumi-nodejs" && isAccountName(name));
      if (!kind) return isOwn ? { id: name, state: inputs } : mocks.newResource(args);
      // A real engine reads nothing either while the id is unknown.
      if (id === pulumi.runtime.unknownValue) return { id, state: inputs };
      try {
        const outputs = await read(kind, map(inputs, pulumi.runtime.unwrapRpcSecret));
        const isSecret = (output: string) => pulumi.runtime.isRpcSecret(inputs[output]);
        const state = map(outputs, (value, key) => (isSecret(key) ? pulumi.secret(value) : value));
        return { id, state: { ...inputs, ...state } };
      } catch (error) {
        // What the mocks throw fails a dozen promises that Pulumi keeps to itself, which would end the test process.
        const hint = 'In a test of a failure use a function (get…), or a fleet with onZoneError: "report".';
        await pulumi.log.error(`Lookup ${name} has no value. ${(error as Error).message}\n  ${hint}`);
        return { id, state: inputs };
      }
    },
    call(args) {
      const name = NAMES.find((name) => args.token === `cloudflare-origin-tls:index:get${name}`);
      return name ? read(name, args.inputs) : mocks.call(args);
    },
  };
}

const map = (object: object, change: (value: unknown, name: string) => unknown): object =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
