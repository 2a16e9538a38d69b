import { Agent as HttpAgent } from "node:http";
import { type AgentOptions, Agent as HttpsAgent } from "node:https";
import { getProxyForUrl } from "proxy-from-env";
import { badInput } from "./errors";

/** The way to the API. */
export interface Route {
  agent: HttpAgent;
  /** Host and port of the proxy on the way, without its user name and password. */
  proxy?: string;
}

/** Certificates are always verified, also with `NODE_TLS_REJECT_UNAUTHORIZED=0`. */
const OPTIONS = { keepAlive: true, rejectUnauthorized: true } satisfies AgentOptions;

const direct = { http: new HttpAgent(OPTIONS), https: new HttpsAgent(OPTIONS) };
const tunnels = new Map<string, HttpAgent>();

/**
 * Finds the way to a URL: through the proxy that HTTPS_PROXY or ALL_PROXY names, unless NO_PROXY lists the host. The
 * variables may have lower-case names, which go first. Plain http is for this machine only and never leaves it.
 *
 * Through a proxy the TLS connection is with the API itself, so that the proxy sees no credentials and no answer of
 * its own can pass for one of the API.
 *
 * @param timeoutMs how long the proxy may take to open the tunnel
 * @throws OriginTlsError (`INPUT`) when the variable does not hold the address of a proxy
 */
export function findRoute(url: URL, timeoutMs: number): Route {
  if (url.protocol === "http:") return { agent: direct.http };
  if (isLoopback(url.hostname) || getProxyForUrl(url.href) === "") return { agent: direct.https };
  const proxy = readProxy();
  const key = `${proxy.href} ${timeoutMs}`;
  let agent = tunnels.get(key);
  if (!agent) {
    // Loaded late: few need it.
    const { HttpsProxyAgent } = require("hpagent") as typeof import("hpagent");
    agent = new HttpsProxyAgent({ ...OPTIONS, proxy, timeout: timeoutMs });
    tunnels.set(key, agent);
  }
  return { agent, proxy: proxy.host };
}

function readProxy(): URL {
  const names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
  const name = names.find((name) => process.env[name]) ?? "HTTPS_PROXY";
  const value = process.env[name] ?? "";
  // Never with the value: it may have a password in it.
  const refuse = (problem: string) =>
    badInput(
      `The environment variable ${name} ${problem}`,
      "Set it to an address such as http://proxy.example:8080. In a user name or password write % as %25, # as %23, / as %2F and @ as %40.",
    );
  let proxy: URL;
  try {
    proxy = new URL(value.includes("://") ? value : `http://${value}`);
    decodeURIComponent(proxy.username + proxy.password);
  } catch {
    throw refuse("is not the address of a proxy");
  }
  if (proxy.protocol !== "http:" && proxy.protocol !== "https:") {
    throw refuse(`names a proxy of the kind ${proxy.protocol}//, but only http:// and https:// are supported`);
  }
  return proxy;
}

/** Whether a URL's host name is this machine; the URL parser has already normalised numeric addresses. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
