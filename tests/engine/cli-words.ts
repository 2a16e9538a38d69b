// The words of the Pulumi CLI and its engine that tests look for, with the versions of the CLI in which they were seen
// where there is more than one form. All else is asserted on the engine's events and on exit codes.
import type { Run } from "./stack";

/** What `--expect-no-changes` says when there are some. */
export const CHANGES_NOT_EXPECTED =
  // preview in 3.220 | up and refresh in 3.220 | 3.260, with the exit code 7
  /no changes were expected (but changes were proposed|but changes occurred|for \w+ but changes were proposed)/;

/** How the CLI begins a preview, and an up. */
export const PREVIEWING = "Previewing update";
export const UPDATING = "Updating";

/** What stands before the message of a read that failed in a preview; there is nothing before it in a refresh. */
export const READ_FAILED = "Preview failed: ";

/** The engine's own error after one of a resource. */
export const PREVIEW_FAILED = "preview failed";

/** What the engine tells a program that is still running when it has ended. */
export const ENGINE_ENDED = "resource monitor shut down";

/** How an error of a plugin's function begins. */
export const functionFailed = (token: string) => `Error: invocation of ${token} returned an error: `;

/** How an error of a plugin's component begins. */
export const componentFailed = (type: string, name: string) => `${type} resource '${name}' has a problem: `;

/** Of a policy that reads what is not known before the update. */
export const UNDECIDED = /^can't run policy .* can't be known during preview$/;

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
