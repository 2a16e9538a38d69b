import type { AxiosError } from "axios";
import type { Limits } from "./transport";

const TOO_LONG = /maxContentLength/;

const PASSING_CODES = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  // An answer that broke off; a time limit of ours that was reached.
  "ERR_BAD_RESPONSE",
  "ERR_CANCELED",
  "ETIMEDOUT",
]);

/** Whether a request that got no answer may get one when it is sent again. */
export function isPassingNetworkError({ code = "", message }: AxiosError): boolean {
  return PASSING_CODES.has(code) && !TOO_LONG.test(message);
}

const AGAIN = "Trying again may help.";

/** Says in words why a request got no answer, and what to do about it. */
export function explainNetworkError(error: AxiosError, limits: Limits): { reason: string; hint: string } {
  const { code = "", message } = error;
  switch (code) {
    case "ERR_CANCELED":
      return { reason: `not complete within ${limits.timeoutMs / 1000} seconds`, hint: AGAIN };
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return {
        reason: `the host name could not be resolved (${code})`,
        hint: "Check the network, its name server, and the base URL.",
      };
    case "ECONNREFUSED":
      return {
        reason: "the connection was refused (ECONNREFUSED)",
        hint: "Check the base URL, the network, and any proxy.",
      };
    case "ERR_BAD_RESPONSE":
      if (TOO_LONG.test(message)) {
        return { reason: `it is longer than ${limits.maxBodyBytes} bytes`, hint: "Check the base URL." };
      }
      return { reason: `it broke off (${message})`, hint: AGAIN };
    case "ECONNRESET":
    case "ECONNABORTED":
    case "EPIPE":
      return { reason: `the connection was cut (${code})`, hint: AGAIN };
  }
  if (/CERT|SSL|TLS|SIGNATURE/.test(code)) {
    return {
      reason: `the TLS connection could not be trusted (${code})`,
      hint: "If a proxy inspects TLS here, name its certificate in NODE_EXTRA_CA_CERTS.",
    };
  }
  return { reason: `${message || "the request failed"}${code && ` (${code})`}`, hint: AGAIN };
}
