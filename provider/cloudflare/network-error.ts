import { getDefaultAutoSelectFamilyAttemptTimeout } from "node:net";
import type { AxiosError } from "axios";
import type { DEFAULTS } from "./limits";
import { count } from "./redaction";

const TOO_LONG = /maxContentLength/;
const UNRESOLVED = /^(ENOTFOUND|EAI_AGAIN)$/;

// ERR_BAD_RESPONSE is an answer that broke off, ERR_CANCELED a time limit of ours that was reached, ERR_SOCKET_CLOSED what
// ECONNRESET is in a tunnel under Bun.
const TRANSIENT_CODES =
  /^(EAI_AGAIN|ECONN(ABORTED|REFUSED|RESET)|E(HOST|NET)UNREACH|ENOTFOUND|EPIPE|ETIMEDOUT|ERR_(BAD_RESPONSE|CANCELED|SOCKET_CLOSED))$/;

export const isTransientNetworkError = ({ code = "", message }: AxiosError): boolean =>
  (TRANSIENT_CODES.test(code) && !TOO_LONG.test(message)) || Number(tunnelStatus(message)) >= 500;

/** What a proxy answered instead of opening the tunnel, as the agent reports it. */
const tunnelStatus = (message: string) => /^Bad response: (\d+)$/.exec(message)?.[1];

type Explanation = [reason: string, hint: string];
const AGAIN = "Trying again may help.";

/** Says why a request got no answer, by way of a proxy (host and port) or none, and what to do about it. */
export function explainNetworkError(error: AxiosError, options: typeof DEFAULTS, proxy: string | undefined) {
  const tooSlow = explainSlowNetwork(error);
  const ofProxy = proxy && !tooSlow && explainProxyError(error, proxy);
  const [reason, hint] = tooSlow ?? (ofProxy || explain(error, options));
  if (!proxy || ofProxy) return { reason, hint };
  return { reason: `${reason}, by way of the proxy ${proxy}`, hint: `${hint} Check the proxy ${proxy} as well.` };
}

/** Node.js gives up all addresses of a host but the last after a while: too early, if the last cannot be reached. */
function explainSlowNetwork({ cause }: AxiosError): Explanation | undefined {
  const errors: unknown = (cause as Partial<AggregateError> | undefined)?.errors;
  if (!Array.isArray(errors) || !errors.some(({ code }) => code === "ETIMEDOUT")) return undefined;
  const ms = getDefaultAutoSelectFamilyAttemptTimeout();
  return [
    `no connection within ${ms} ms (${errors.map(({ code, address }) => `${code} ${address}`).join(", ")})`,
    `Node.js gives each address ${ms} ms. If connecting takes longer on this network, set NODE_OPTIONS=--network-family-autoselection-attempt-timeout=5000, in milliseconds.`,
  ];
}

/** Explains what can only have happened between this machine and the proxy. */
function explainProxyError({ code = "", message }: AxiosError, proxy: string): Explanation | undefined {
  const status = tunnelStatus(message);
  if (status !== undefined) {
    const login = "Put the user name and password of the proxy into its address, in HTTPS_PROXY or ALL_PROXY.";
    const tunnel = "Check that the proxy opens tunnels to the API: only the API itself can answer.";
    return [`the proxy ${proxy} answered ${status} instead of opening a tunnel`, status === "407" ? login : tunnel];
  }
  const hint = "Check the address of the proxy in HTTPS_PROXY or ALL_PROXY, and the network.";
  if (UNRESOLVED.test(code)) return [`the host name of the proxy ${proxy} could not be resolved (${code})`, hint];
  if (code === "ECONNREFUSED") return [`the proxy ${proxy} refused the connection (${code})`, hint];
  if (!/^(E(HOST|NET)UNREACH|ETIMEDOUT)$/.test(code)) return undefined;
  return [`the proxy ${proxy} could not be reached (${code})`, hint];
}

function explain({ code = "", message, cause }: AxiosError, options: typeof DEFAULTS): Explanation {
  if (TOO_LONG.test(message)) return [`it is longer than ${options.maxBodyBytes} bytes`, "Check the base URL."];
  if (code === "ERR_CANCELED") return [`not complete within ${count(options.timeoutMs / 1000, "second")}`, AGAIN];
  if (UNRESOLVED.test(code)) {
    const { hostname } = { ...cause } as { hostname?: unknown };
    const host = typeof hostname === "string" ? `host name ${hostname}` : "host name";
    const hint =
      "Check the network, its name server, and the base URL. If this network needs a proxy, name it in HTTPS_PROXY.";
    return [`the ${host} could not be resolved (${code})`, hint];
  }
  if (code === "ECONNREFUSED") return [`the connection was refused (${code})`, "Check the base URL and the network."];
  if (code === "ERR_BAD_RESPONSE") return [`it broke off (${message})`, AGAIN];
  if (/^(ECONN(RESET|ABORTED)|EPIPE|ERR_SOCKET_CLOSED)$/.test(code)) return [`the connection was cut (${code})`, AGAIN];
  if (/CERT|SSL|TLS|SIGNATURE|EPROTO/.test(code)) {
    const hint =
      "Check the base URL and the clock. If a proxy inspects TLS here, name its certificate in NODE_EXTRA_CA_CERTS.";
    return [`the TLS connection could not be trusted (${code})`, hint];
  }
  return [`${message || "the request failed"}${code && ` (${code})`}`, AGAIN];
}
