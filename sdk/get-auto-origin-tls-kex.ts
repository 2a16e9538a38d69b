import * as pulumi from "@pulumi/pulumi";
import type { AutoOriginTlsKexResult } from "../provider/auto-origin-tls-kex";
import { callOnce } from "./call-once";

/**
 * Reads the Auto-Origin TLS KEX status of a zone now, in the program itself: no resource, nothing in the state.
 * Equal calls of one program run share one request.
 *
 * @throws CloudflareError (as a rejection) as described there; Pulumi shows an uncaught one as one error of the stack
 */
export function getAutoOriginTlsKex(args: {
  zoneId: string;
  profile?: string | undefined;
}): Promise<AutoOriginTlsKexResult> {
  const { zoneId, profile } = args;
  return callOnce("getAutoOriginTlsKex", { zoneId, profile }, async (query, readConfig) => {
    const { readAutoOriginTlsKex } = await import("../provider/auto-origin-tls-kex");
    return readAutoOriginTlsKex(query, readConfig);
  });
}

/** As {@link getAutoOriginTlsKex}, for a zone id that may be an output; nothing is read while it is unknown. */
export function getAutoOriginTlsKexOutput(args: {
  zoneId: pulumi.Input<string>;
  profile?: string | undefined;
}): pulumi.Output<AutoOriginTlsKexResult> {
  return pulumi.output(args.zoneId).apply((zoneId) => getAutoOriginTlsKex({ ...args, zoneId }));
}
