import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";
import { Pending } from "./pending";

/** The same zone twice, and another one. */
async function equalCalls(zoneId: string, other: string) {
  const direct = await tls.getAutoOriginTlsKex({ zoneId });
  return {
    direct,
    again: await tls.getAutoOriginTlsKex({ zoneId }),
    output: tls.getAutoOriginTlsKexOutput({ zoneId: pulumi.output(zoneId) }).enabled,
    other: tls.getAutoOriginTlsKexOutput({ zoneId: other }),
  };
}

/** A call with a zone id that is unknown in preview. */
function callOfPending(zoneId: string) {
  return { enabled: tls.getAutoOriginTlsKexOutput({ zoneId: new Pending("zone", zoneId).zoneId }).enabled };
}

/** Each of the functions. */
async function all(accountId: string, zoneIds: string[], zoneId: string) {
  return {
    fleet: await tls.getAutoOriginTlsKexFleet({ accountId, namePattern: "disabled.*" }),
    total: tls.getAutoOriginTlsKexFleetOutput({ zoneIds }).total,
    modes: (await tls.getOriginTlsComplianceModes({ zoneName: "enabled.example" })).modes,
    modesOutput: tls.getOriginTlsComplianceModesOutput({ zoneId }).modes,
    found: await tls.getZoneId({ name: "never-changed.example" }),
    foundOutput: tls.getZoneIdOutput({ name: pulumi.output("never-changed.example") }).id,
  };
}

/** A failing call whose error nobody catches. */
export async function awaited(zoneId: string) {
  return await tls.getAutoOriginTlsKex({ zoneId });
}

/** As `awaited`, as an output of the stack that nobody awaits. */
function exported(zoneId: string) {
  return { kex: tls.getAutoOriginTlsKex({ zoneId }) };
}

/** As `awaited`, of the function for outputs. */
function asOutput(zoneId: string) {
  return { enabled: tls.getAutoOriginTlsKexOutput({ zoneId }).enabled };
}

/** As `awaited`, inside of an `apply` of the program, after the program itself has ended. */
function inApply(zoneId: string) {
  const later = pulumi.output(new Promise<string>((resolve) => setTimeout(resolve, 500, zoneId)));
  return { kex: later.apply((zoneId) => tls.getAutoOriginTlsKex({ zoneId })) };
}

/** As `asOutput`, as the input of a resource. */
export function asOutputInput(zoneId: string) {
  const { enabled } = tls.getAutoOriginTlsKexOutput({ zoneId });
  new pulumi.ComponentResource("test:index:Dependent", "dependent", { enabled });
}

/** What one sees who catches the error. */
async function caught(zoneId: string) {
  const error = await tls.getAutoOriginTlsKex({ zoneId }).catch((error: unknown) => error);
  if (!(error instanceof tls.OriginTlsError)) throw error;
  return { code: error.code, stack: error.stack, inspected: inspect(error, { depth: 9, showHidden: true }) };
}

/** Equal calls, a call with a zone id that is unknown in preview, each of the functions, and what one sees of an error. */
export async function every(
  accountId: string,
  zoneIds: string[],
  zoneId: string,
  missing: string,
  [pending, equal, other]: [string, string, string],
) {
  return {
    equal: await equalCalls(equal, other),
    pending: callOfPending(pending),
    all: await all(accountId, zoneIds, zoneId),
    caught: await caught(missing),
  };
}

/** Failing calls whose errors nobody catches, each of another zone and made in another way. */
export function failing(zoneIds: [string, string, string]) {
  const [a, b, c] = zoneIds;
  return { exported: exported(a), asOutput: asOutput(b), inApply: inApply(c) };
}
