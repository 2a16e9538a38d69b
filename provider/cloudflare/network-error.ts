import type { AxiosError } from "axios";
import type { RequestOptions } from "./limits";

const TOO_LONG = /maxContentLength/;

/** How the agent reports that a proxy has not opened the tunnel. */
const NO_TUNNEL = /^Bad response: (\d+)$/;

const TRANSIENT_CODES = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  // An answer that broke off; a time limit of ours that was reached.
  "ERR_BAD_RESPONSE",
  "ERR_CANCELED",
  "ETIMEDOUT",
]);

/** Whether a request that got no answer may get one when it is sent again. */
export function isTransientNetworkError({ code = "", message }: AxiosError): boolean {
  return (TRANSIENT_CODES.has(code) && !TOO_LONG.test(message)) || tunnelStatus(message) >= 500;
}

function tunnelStatus(message: string): number {
  return Number(NO_TUNNEL.exec(message)?.[1] ?? 0);
}

const AGAIN = "Trying again may help.";

/**
 * Says in words why a request got no answer, and what to do about it.
 *
 * @param proxy host and port of the proxy on the way, if there was one
 */
export function explainNetworkError(
  error: AxiosError,
  options: RequestOptions,
  proxy: string | undefined,
): { reason: string; hint: string } {
  const { reason, hint } = explain(error, options, proxy);
  if (!proxy) return { reason, hint };
  return { reason: `${reason}, by way of the proxy ${proxy}`, hint: `${hint} Check the proxy ${proxy} as well.` };
}

function explain(error: AxiosError, options: RequestOptions, proxy: string | undefined) {
  const { code = "", message } = error;
  const status = tunnelStatus(message);
  if (status > 0) {
    const credentials = status === 407 ? " It wants a user name and password, in the address in HTTPS_PROXY." : "";
    return {
      reason: `the proxy answered ${status} instead of opening a tunnel`,
      hint: `Only the API itself can answer.${credentials}`,
    };
  }
  switch (code) {
    case "ERR_CANCELED":
      return { reason: `not complete within ${options.timeoutMs / 1000} seconds`, hint: AGAIN };
    case "ENOTFOUND":
    case "EAI_AGAIN": {
      const { hostname } = error.cause as { hostname?: unknown };
      const name = typeof hostname === "string" ? ` ${hostname}` : "";
      return {
        reason: `the host name${name} could not be resolved (${code})`,
        hint: "Check the network, its name server, and the base URL.",
      };
    }
    case "ECONNREFUSED":
      return { reason: "the connection was refused (ECONNREFUSED)", hint: "Check the base URL and the network." };
    case "ERR_BAD_RESPONSE":
      if (TOO_LONG.test(message)) {
        return { reason: `it is longer than ${options.maxBodyBytes} bytes`, hint: "Check the base URL." };
      }
      return { reason: `it broke off (${message})`, hint: AGAIN };
    case "ECONNRESET":
    case "ECONNABORTED":
    case "EPIPE":
      return { reason: `the connection was cut (${code})`, hint: AGAIN };
  }
  if (proxy && /^Proxy timeout$/.test(message)) {
    return { reason: "the proxy did not open a tunnel in time", hint: AGAIN };
  }
  if (/CERT|SSL|TLS|SIGNATURE|EPROTO/.test(code)) {
    return {
      reason: `the TLS connection could not be trusted (${code})`,
      hint: "If a proxy inspects TLS here, name its certificate in NODE_EXTRA_CA_CERTS.",
    };
  }
  return { reason: `${message || "the request failed"}${code && ` (${code})`}`, hint: AGAIN };
}
