import type { EngineEvent } from "@pulumi/pulumi/automation";
import { UNDECIDED } from "./cli-words";
import type { Run } from "./stack";

/** The errors and warnings on a resource, or without one of the program, each with its severity in front, in order. */
export function diagnosticsOf({ events }: Run, resource?: string): string[] {
  return diagnostics(events)
    .filter(
      ({ urn, severity }) => (urn ? resourceOf(urn) : undefined) === resource && /^(error|warning)$/.test(severity),
    )
    .map(({ severity, message }) => `${severity}: ${plain(message)}`);
}

/** All that a run says at its end, as `severity: message`; empty when all is well. Progress does not stay. */
export function allDiagnosticsOf({ events }: Run): string[] {
  return diagnostics(events)
    .filter(({ severity, ephemeral }) => !ephemeral && String(severity) !== "debug")
    .map(({ severity, message }) => `${severity}: ${plain(message)}`);
}

/** The progress that a run shows while it lasts. */
export function progressOf({ events }: Run): string[] {
  return diagnostics(events)
    .filter(({ ephemeral }) => ephemeral)
    .map(({ message }) => plain(message));
}

const diagnostics = (events: EngineEvent[]) => events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);

/** The steps that were taken, or that a preview plans, each as `operation type (name)`. */
export function stepsOf({ events }: Run): string[] {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .map(({ op, urn }) => `${op} ${resourceOf(urn)}`);
}

/** How many resources are changed in which way, for example `{ create: 2 }`. */
export function countsOf({ events }: Run): Record<string, number> | undefined {
  return events.flatMap(({ summaryEvent }) => summaryEvent?.resourceChanges ?? []).at(-1);
}

/** The outputs that a run changes, as `[before, after]` by resource, `type (name)`, and output. */
export function changesOf({ events }: Run): Record<string, Record<string, [before: unknown, after: unknown]>> {
  const changes: ReturnType<typeof changesOf> = {};
  for (const { urn, op, old, new: now } of events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? [])) {
    if (op !== "update") continue;
    const [before, after] = [old?.outputs ?? {}, now?.outputs ?? {}];
    const names = Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    // Of a component the first event of a preview has no outputs yet.
    changes[resourceOf(urn)] = Object.fromEntries(names.map((name) => [name, [before[name], after[name]]]));
  }
  return changes;
}

/** The outputs of the stack in a preview; what is unknown is the `UNKNOWN` of Pulumi. */
export function plannedOutputs({ events }: Run): Record<string, unknown> | undefined {
  const stacks = events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []);
  return stacks.filter(({ type }) => type === "pulumi:pulumi:Stack").at(-1)?.new?.outputs;
}

/** A violation that a policy pack has reported. */
export interface Violation {
  policy: string;
  level: string;
  /** The resource that it is on, as `type (name)`. */
  on: string;
  message: string;
}

/** The violations that the policies of packs have reported, in order. */
export function violationsOf({ events }: Run): Violation[] {
  return events
    .flatMap(({ policyEvent }) => policyEvent ?? [])
    .map(({ policyName, enforcementLevel, resourceUrn = "", message }) => ({
      policy: policyName,
      level: enforcementLevel,
      on: resourceOf(resourceUrn),
      message: plain(message),
    }));
}

/** The names of the policies that a preview cannot decide yet, in alphabetical order. */
export function undecidedPolicies(run: Run): string[] {
  const undecided = violationsOf(run).filter(({ message }) => UNDECIDED.test(message));
  return [...new Set(undecided.map(({ policy }) => policy))].sort();
}

/** What a policy or an assertion says of a zone that has the setting off. */
export const enable = (zoneId: string, name?: string) =>
  `Auto-Origin TLS KEX is disabled for zone ${zoneId}${name ? ` (${name})` : ""}, and must be enabled.\n` +
  "  What to do: Turn it on with new cloudflare.ZoneAutoOriginTlsKex(…, { zoneId, enabled: true }), in the dashboard " +
  "under SSL/TLS > Overview > Automatic key exchange, or with " +
  `PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":true}.`;

/** What an assertion says beside that, which does not see whether a resource of the program sets it. */
export const AGAIN =
  "If the program has that resource, pulumi up --refresh sets it again. " +
  "A lookup that is to read what the same update sets needs dependsOn.";

function resourceOf(urn: string): string {
  const [type = "", name = ""] = urn.split("::").slice(2);
  return `${type.split("$").at(-1)} (${name})`;
}

/** Without the marks that the terminal turns into colours. */
const plain = (text: string) => text.replace(/<\{%[^%]*%\}>/g, "").trimEnd();
