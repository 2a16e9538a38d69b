import { createRequire } from "node:module";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
  Result,
} from "@pulumi/pulumi/proto/resource_pb";

// The copy that Pulumi itself has: messages of another one are not understood.
const { Struct } = createRequire(require.resolve("@pulumi/pulumi"))(
  "google-protobuf/google/protobuf/struct_pb",
) as typeof import("google-protobuf/google/protobuf/struct_pb");

/**
 * Registers the status of a lookup, a component that is its child, with the two requests that a ComponentResource
 * sends as well. A ComponentResource costs five times as much: dozens of promises, and six further requests that only
 * carry debug messages (pulumi/pulumi#7146). With hundreds of lookups that is most of a preview.
 */
export function registerStatus(lookup: pulumi.Resource, type: string, name: string, status: pulumi.Inputs): void {
  const done = pulumi.runtime.rpcKeepAlive();
  // When the engine ends early it has said why itself; every other failure is one of the program, as for any resource.
  void pulumi.runtime.suppressUnhandledGrpcRejections(register(lookup, type, name, status).finally(done));
}

async function register(lookup: pulumi.Resource, type: string, name: string, status: pulumi.Inputs): Promise<void> {
  const { parent, ...values } = await pulumi.runtime.serializeProperties(name, { parent: lookup.urn, ...status });
  await pulumi.runtime.awaitStackRegistrations();
  const monitor = pulumi.runtime.getMonitor();
  if (!monitor) return;

  const properties = Struct.fromJavaScript(values);
  const request = new RegisterResourceRequest();
  request.setType(type);
  request.setName(name);
  request.setParent(parent);
  request.setObject(properties);
  request.setAcceptsecrets(true);
  request.setAliasspecs(true);
  request.setSupportspartialvalues(true);
  request.setSupportsresultreporting(true);
  const response = (await promisify(monitor.registerResource).call(monitor, request)) as RegisterResourceResponse;
  // One that the engine did not register has no outputs either.
  if (response.getResult() !== Result.SUCCESS) return;

  const outputs = new RegisterResourceOutputsRequest();
  outputs.setUrn(response.getUrn());
  outputs.setOutputs(properties);
  await promisify(monitor.registerResourceOutputs).call(monitor, outputs);
}
