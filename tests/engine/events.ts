import type { Run } from "./stack";

/** The errors and warnings on a resource, or without one of the program, each with its severity in front, in order. */
export function diagnosticsOf({ events }: Run, resource?: string): string[] {
  return events
    .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
    .filter(
      ({ urn, severity }) => (urn ? resourceOf(urn) : undefined) === resource && /^(error|warning)$/.test(severity),
    )
    .map(({ severity, message }) => `${severity}: ${plain(message)}`);
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

/** The lines of the final diagnostics that the terminal shows under a resource, named as `type (name)`. */
export function shownUnder({ text }: Pick<Run, "text">, resource: string): string {
  const diagnostics = text.slice(text.lastIndexOf("\nDiagnostics:\n"));
  const start = diagnostics.indexOf(`\n  ${resource}:\n`);
  if (start < 0) return "";
  const rest = diagnostics.slice(start + resource.length + 5);
  const end = rest.search(/\n {2}\S|\n\S/);
  return (end < 0 ? rest : rest.slice(0, end))
    .split("\n")
    .map((line) => line.replace(/^ {4}/, "").trimEnd())
    .join("\n")
    .trim();
}

/** The violations that the terminal shows under "Policies:", in order: each `[level]  policy  (type: name)` with its text. */
export function shownViolations({ text }: Pick<Run, "text">): string[] {
  const start = text.lastIndexOf("\nPolicies:\n");
  if (start < 0) return [];
  const section = text.slice(start, text.indexOf("\n\n", start + 1));
  return section
    .split(/\n {8}- /)
    .slice(1)
    .map((violation) => violation.replace(/\n {10}/g, "\n").trimEnd());
}

/** What a policy or an assertion says of a zone that has the setting off. */
export const enable = (zoneId: string, name?: string) =>
  `Auto-Origin TLS KEX is disabled for zone ${zoneId}${name ? ` (${name})` : ""}, and must be enabled.\n` +
  "  What to do: Turn it on with new cloudflare.ZoneAutoOriginTlsKex(…, { zoneId, enabled: true }), in the dashboard " +
  "under SSL/TLS > Overview > Automatic key exchange, or with " +
  `PATCH /zones/${zoneId}/settings/auto_origin_tls_kex and {"enabled":true}.`;

function resourceOf(urn: string): string {
  const [type = "", name = ""] = urn.split("::").slice(2);
  return `${type.split("$").at(-1)} (${name})`;
}

/** Without the marks that the terminal turns into colours. */
const plain = (text: string) => text.replace(/<\{%[^%]*%\}>/g, "").trimEnd();
