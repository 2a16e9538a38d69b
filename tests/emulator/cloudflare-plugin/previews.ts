// The server in @pulumi/pulumi/provider does not tell a provider that it is asked for a preview, so that the engine
// never asks it, and drops the configuration. Both are in the messages, which are changed where they are read.
import { ResourceProviderService as service } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { ConfigureRequest, ConfigureResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Configuration } from "./api";

/**
 * Stands for an unknown value between the engine and a plugin. From a file of Pulumi's runtime, since all of it takes half a
 * second to load.
 */
export { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";

const PREVIEW = "preview of ";

/** Whether a resource is to be created or updated in a preview only, by the URN that a provider is given. */
export const isPreview = (urn: string): boolean => urn.startsWith(PREVIEW);

/** Lets the engine ask for previews, and hands on the configuration. Call it before the server is started. */
export function announcePreviews(configure: (configuration: Configuration) => void): void {
  const { configure: configuring, create, update } = service;

  const { requestDeserialize: readRequest, responseSerialize: writeResponse } = configuring;
  configuring.requestDeserialize = (bytes) => {
    const request: ConfigureRequest = readRequest(bytes);
    const variables = request.getVariablesMap();
    const value = (name: string) => variables.get(`cloudflare:config:${name}`);
    configure({ apiToken: value("apiToken"), baseUrl: value("baseUrl") });
    return request;
  };
  configuring.responseSerialize = (response: ConfigureResponse) => {
    response.setSupportspreview(true);
    // Secrets would come wrapped.
    response.setAcceptsecrets(false);
    return writeResponse(response);
  };

  for (const method of [create, update]) {
    const read = method.requestDeserialize as (bytes: Buffer) => ReturnType<typeof create.requestDeserialize>;
    method.requestDeserialize = (bytes: Buffer) => {
      const request = read(bytes);
      if (request.getPreview()) request.setUrn(PREVIEW + request.getUrn());
      return request as never;
    };
  }
}
