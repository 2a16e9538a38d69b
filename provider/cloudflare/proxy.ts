import { Agent as HttpAgent } from "node:http";
import { type AgentOptions, Agent as HttpsAgent } from "node:https";
import { isIP } from "node:net";
import { getProxyForUrl } from "proxy-from-env";
import { badInput } from "./errors";

/** The way to the API, with the host and port of the proxy on it. */
export type Route = { agent: HttpAgent; proxy?: string };

// Certificates are always verified, also with NODE_TLS_REJECT_UNAUTHORIZED=0, and by the authorities of Node.js alone:
// `ca` is set, if to nothing, so that none is found on a polluted prototype.
const VERIFIED = { rejectUnauthorized: true, ca: undefined } satisfies AgentOptions;
const OPTIONS = { ...VERIFIED, keepAlive: true };

const direct = { http: new HttpAgent(OPTIONS), https: new HttpsAgent(OPTIONS) };
const tunnels = new Map<string, HttpAgent>();

/** Finds the way to a URL. Through a proxy TLS is with the API itself, so it sees no credentials and cannot answer. */
export function findRoute(url: URL, timeoutMs: number): Route {
  if (url.protocol === "http:") return { agent: direct.http };
  if (isLoopback(url.hostname) || getProxyForUrl(url.href) === "") return { agent: direct.https };
  const proxy = readProxy();
  const key = `${proxy.href} ${timeoutMs}`;
  const agent = tunnels.get(key) ?? createTunnelAgent(proxy, timeoutMs);
  tunnels.set(key, agent);
  return { agent, proxy: proxy.host };
}

function createTunnelAgent({ protocol, hostname, port, username, password }: URL, timeoutMs: number): HttpAgent {
  // Loaded late: few need it.
  const { HttpsProxyAgent } = require("hpagent") as typeof import("hpagent");
  const proxy = { protocol, hostname: bareHost(hostname), port, username, password } as URL;
  const proxyRequestOptions: object = {
    ...VERIFIED,
    // Read for each tunnel. The agent's own time limit is one for silence: a proxy that drips would hold the process.
    get signal() {
      return AbortSignal.timeout(timeoutMs);
    },
  };
  return new HttpsProxyAgent({ ...OPTIONS, proxy, proxyRequestOptions });
}

/** Without the brackets that stand around an IPv6 address. */
const bareHost = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

function readProxy(): URL {
  const names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
  const name = names.find((name) => process.env[name]) ?? "HTTPS_PROXY";
  const value = process.env[name] ?? "";
  const hint =
    "Set it to an address such as http://proxy.example:8080. In a user name or password write special characters in percent-encoding, such as %23 for #.";
  // Never with any part of the value: where it is malformed, anything may be a user name or password.
  const refuse = (problem: string) => badInput(`The environment variable ${name} ${problem}`, hint);
  let proxy: URL;
  try {
    proxy = new URL(value.includes("://") ? value : `http://${value}`);
    for (const part of [proxy.username, proxy.password]) decodeURIComponent(part);
  } catch {
    throw refuse("is not the address of a proxy");
  }
  if (proxy.protocol !== "http:" && proxy.protocol !== "https:")
    throw refuse("names a proxy that is neither http:// nor https://");
  // A password with a # or / in it ends up there, and the user name where the host should be.
  if (proxy.pathname !== "/" || proxy.search || proxy.hash) throw refuse("has more in it than the address of a proxy");
  if (proxy.protocol === "https:" && isIP(bareHost(proxy.hostname)) !== 0)
    throw refuse("names an https:// proxy by an IP address, but its certificate is for a host name");
  return proxy;
}

/** Whether a URL's host name is this machine; the URL parser has already normalised numeric addresses. */
export const isLoopback = (hostname: string): boolean => /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
