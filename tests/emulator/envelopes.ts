import type { IncomingHttpHeaders } from "node:http";

/** The envelope of a good answer. */
export function successEnvelope(result: unknown, messages: unknown[] = []): object {
  return { success: true, errors: [], messages, result };
}

/** The envelope of a failure. */
export function failureEnvelope(errors: unknown[], result: unknown = null): object {
  return { success: false, errors, messages: [], result };
}

/** How the API refuses the credentials of a request, or undefined when it accepts them. */
export function refuseCredentials(
  headers: IncomingHttpHeaders,
  accepted: { token: string; email: string; apiKey: string },
): { status: number; body: object } | undefined {
  const refuse = (status: number, code: number, message: string) => ({
    status,
    body: failureEnvelope([{ code, message }]),
  });
  const { authorization, "x-auth-email": email, "x-auth-key": key } = headers;
  if (authorization !== undefined) {
    if (!/^Bearer [\w-]{20,}$/.test(authorization)) return refuse(400, 6003, "Invalid request headers");
    if (authorization !== `Bearer ${accepted.token}`) return refuse(403, 10000, "Authentication error");
    return undefined;
  }
  if (email === undefined && key === undefined) {
    return refuse(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
  }
  if (email !== accepted.email || key !== accepted.apiKey) return refuse(403, 10000, "Authentication error");
  return undefined;
}
