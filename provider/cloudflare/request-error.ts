import { OriginTlsError, type OriginTlsErrorCode, type OriginTlsErrorDetails } from "./errors";

/** What was asked, for the text of an error. */
export interface Asked {
  /** How the error begins, for example "Cannot read the Auto-Origin TLS KEX setting of zone 023e…". */
  failure: string;
  url: string;
  zoneId?: string;
}

/** For an error: how often a request was sent, when that was more than once. */
export const attemptsNote = (attempts: number) => (attempts > 1 ? ` after ${attempts} attempts` : "");

/** Why a request got no answer, before it is told what was asked. */
export class NoAnswer extends Error {
  constructor(
    readonly code: OriginTlsErrorCode,
    reason: string,
    readonly details: OriginTlsErrorDetails,
  ) {
    super(reason);
  }
}

/** The error for a request: what was asked, what came back, what to do. */
export function requestError(code: OriginTlsErrorCode, asked: Asked, facts: string[], details: OriginTlsErrorDetails) {
  const lines = [asked.failure, `GET ${asked.url}`, ...facts];
  if (details.hint) lines.push(`What to do: ${details.hint}`);
  const reason = details.reason ?? facts[0];
  return new OriginTlsError(code, lines.join("\n  "), {
    ...details,
    ...(reason !== undefined && { reason }),
    ...(asked.zoneId !== undefined && { zoneId: asked.zoneId }),
  });
}
