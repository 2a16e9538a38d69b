import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { HttpsProxyAgent } from "hpagent";
import { findRoute, isLoopback } from "../../provider/cloudflare/proxy";

const API = new URL("https://api.cloudflare.com/client/v4/x");
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "HTTP_PROXY"];

/** The way to a URL with these variables in the environment. */
function routeWith(variables: Record<string, string>, url = API, timeoutMs = 1000) {
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, variables);
  return findRoute(url, timeoutMs);
}
afterAll(() => {
  for (const name of VARIABLES) delete process.env[name];
});

test("without a proxy the agent verifies certificates, and keeps connections", () => {
  for (const [variables, url] of [
    [{}, API],
    [{ HTTPS_PROXY: "http://p.example:1", NO_PROXY: "api.cloudflare.com" }, API],
    [{ HTTPS_PROXY: "http://p.example:1" }, new URL("https://localhost:8443/")],
    [{ HTTPS_PROXY: "http://p.example:1" }, new URL("https://127.1.2.3/")],
    [{ HTTPS_PROXY: "http://p.example:1" }, new URL("https://[::1]/")],
    [{ HTTP_PROXY: "http://p.example:1" }, API],
  ] as const) {
    const { agent, ...route } = routeWith(variables, url);
    expect(route).toEqual({});
    expect(agent).toBeInstanceOf(HttpsAgent);
    expect(agent).not.toBeInstanceOf(HttpsProxyAgent);
    expect((agent as HttpsAgent).options).toMatchObject({ rejectUnauthorized: true, keepAlive: true });
    expect(Object.hasOwn((agent as HttpsAgent).options, "ca")).toBe(true);
  }
  const plain = routeWith({ HTTP_PROXY: "http://p.example:1", ALL_PROXY: "http://p.example:1" }, new URL("http://a/"));
  expect(Object.keys(plain)).toEqual(["agent"]);
  expect(plain.agent).toBeInstanceOf(HttpAgent);
  expect(plain.agent).not.toBeInstanceOf(HttpsAgent);
});

test.each([
  [{ HTTPS_PROXY: "http://a.example:1", ALL_PROXY: "http://b.example:2" }, "a.example:1"],
  [{ https_proxy: "http://c.example:3", HTTPS_PROXY: "http://a.example:1" }, "c.example:3"],
  [{ ALL_PROXY: "http://b.example:2" }, "b.example:2"],
  [{ all_proxy: "http://d.example:4", ALL_PROXY: "http://b.example:2" }, "d.example:4"],
  [{ HTTPS_PROXY: "e.example:5" }, "e.example:5"],
  [{ HTTPS_PROXY: "https://f.example:6" }, "f.example:6"],
  [{ HTTPS_PROXY: "http://user:p%23ss@g.example:7" }, "g.example:7"],
  [{ HTTPS_PROXY: "http://[::1]:8" }, "[::1]:8"],
])("%j is the proxy %s, with a tunnel", (variables, host) => {
  const { agent, proxy } = routeWith(variables);
  expect(proxy).toBe(host);
  expect(agent).toBeInstanceOf(HttpsProxyAgent);
  expect((agent as HttpsAgent).options).toMatchObject({ rejectUnauthorized: true, keepAlive: true });
  expect(routeWith(variables).agent).toBe(agent);
  expect(routeWith(variables, API, 2000).agent).not.toBe(agent);
});

test("a tunnel is opened with verified certificates, and a time limit of its own each time", () => {
  const { agent } = routeWith({ HTTPS_PROXY: "http://user:p%23ss@[::1]:8" });
  const { proxy, proxyRequestOptions } = agent as unknown as {
    proxy: URL;
    proxyRequestOptions: { signal: AbortSignal; rejectUnauthorized: boolean };
  };
  expect(proxy).toMatchObject({ protocol: "http:", hostname: "::1", port: "8", username: "user", password: "p%23ss" });
  expect(proxyRequestOptions.rejectUnauthorized).toBe(true);
  expect(Object.hasOwn(proxyRequestOptions, "ca")).toBe(true);
  const [first, second] = [proxyRequestOptions.signal, proxyRequestOptions.signal];
  expect(first).toBeInstanceOf(AbortSignal);
  expect(second).not.toBe(first);
});

const MALFORMED = "is not the address of a proxy";
const MORE = "has more in it than the address of a proxy";
test.each([
  ["http://user:pa ss@[:1", MALFORMED],
  ["http://user:pa%zzs3cret@p.example:1", MALFORMED],
  ["http://us%zzs3cret:pass@p.example:1", MALFORMED],
  ["socks5://p.example:1", "names a proxy that is neither http:// nor https://"],
  ["http://user:pa#s3cret@p.example:1", MALFORMED],
  ["http://user#s3cret@p.example:1", MORE],
  ["http://user/s3cret@p.example:1", MORE],
  ["http://p.example:1?s3cret", MORE],
  ["https://192.0.2.1:1", "names an https:// proxy by an IP address, but its certificate is for a host name"],
  ["https://[2001:db8::1]:1", "names an https:// proxy by an IP address, but its certificate is for a host name"],
])("%s is refused, without any part of it in the message", (value, problem) => {
  expect.assertions(3);
  for (const name of ["HTTPS_PROXY", "all_proxy"]) {
    try {
      routeWith({ [name]: value });
    } catch (error) {
      const { message, code } = error as Error & { code: string };
      if (name === "all_proxy") expect(message).toContain("The environment variable all_proxy ");
      else {
        expect({ code, message }).toEqual({
          code: "INPUT",
          message:
            `The environment variable HTTPS_PROXY ${problem}.\n` +
            "  What to do: Set it to an address such as http://proxy.example:8080. In a user name or password write special characters in percent-encoding, such as %23 for #.",
        });
        expect(message).not.toContain("s3cret");
      }
    }
  }
});

test("this machine is known by its name and its addresses", () => {
  expect(["localhost", "[::1]", "127.0.0.1", "127.255.1.2"].map(isLoopback)).toEqual([true, true, true, true]);
  const others = [
    "localhost.example",
    "x.localhost",
    "a127.0.0.1",
    "127.0.0.1.example",
    "127.0.0",
    "[::11]",
    "128.0.0.1",
  ];
  expect(others.map(isLoopback)).toEqual(others.map(() => false));
});
