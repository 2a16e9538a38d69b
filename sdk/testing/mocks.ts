import * as pulumi from "@pulumi/pulumi";
import type { LookupName } from "../../provider/arguments";
import { isStatusType } from "../status-types";
import { lookupsOf, type MockedZone } from "./mocked-zones";

const LOOKUP_TYPE = /^pulumi-nodejs:dynamic\/cloudflare:(\w+)$/;
const FUNCTION_TOKEN = /^cloudflare-origin-tls:index:get(\w+)$/;

/** Gives every resource its inputs as outputs. */
const ECHO: pulumi.runtime.Mocks = {
  newResource: ({ name, id, inputs }) => ({ id: id || `${name}-id`, state: inputs }),
  call: ({ inputs }) => inputs,
};

/**
 * Makes mocks for `pulumi.runtime.setMocks`, under which the lookups, fleets and functions of this package read these
 * zones.
 *
 * @param zones the zones by id; one that is not among them cannot be read
 * @param mocks what all other resources and functions get; by default resources get their inputs as outputs
 *
 * @example
 * ```ts
 * await pulumi.runtime.setMocks(originTlsMocks({ "023e105f4ecef8ad9ca31a8372d0c353": { enabled: false } }));
 * ```
 */
export function originTlsMocks(
  zones: Record<string, MockedZone>,
  mocks: pulumi.runtime.Mocks = ECHO,
): pulumi.runtime.Mocks {
  const lookups = lookupsOf(zones);
  const lookup = (name: string | undefined) => lookups[name as LookupName] as (query: object) => object;
  return {
    newResource(args) {
      const { type, id, name, inputs } = args;
      const [, kind] = LOOKUP_TYPE.exec(type) ?? [];
      if (kind !== undefined && kind in lookups) {
        // A real engine reads nothing either while the id is unknown.
        const read =
          id === pulumi.runtime.unknownValue ? {} : lookup(kind)(map(inputs, pulumi.runtime.unwrapRpcSecret));
        const isSecret = (output: string) => pulumi.runtime.isRpcSecret(inputs[output]);
        const outputs = map(read, (value, output) => (isSecret(output) ? pulumi.secret(value) : value));
        return { id, state: { ...inputs, ...outputs } };
      }
      return isStatusType(type) ? { id: name, state: inputs } : mocks.newResource(args);
    },
    call(args) {
      const [, name] = FUNCTION_TOKEN.exec(args.token) ?? [];
      return name !== undefined && name in lookups ? lookup(name)(args.inputs) : mocks.call(args);
    },
  };
}

function map(object: object, change: (value: unknown, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}
