import { inspect } from "node:util";
import { findRoute } from "../../provider/cloudflare/proxy";
import { CREDENTIALS } from "./emulator";
import { startProxy } from "./proxy-servers";
import { askWith, errorOf, read, shownOf } from "./reading";

const API = "https://api.cloudflare.com/client/v4";
const PROXY = "http://proxy.example:8080";
const OTHER = "http://other.example:3128";

const before = process.env;
afterEach(() => {
  process.env = before;
});
const use = (environment: Record<string, string>) => {
  process.env = { ...before, ...environment };
};

/** The proxy on the way to an address. */
const proxyFor = (environment: Record<string, string>, url = API) => {
  use(environment);
  return findRoute(new URL(url), 1_000).proxy;
};

test.each<[Record<string, string>, string | undefined]>([
  [{}, undefined],
  [{ HTTPS_PROXY: PROXY }, "proxy.example:8080"],
  [{ https_proxy: PROXY }, "proxy.example:8080"],
  [{ ALL_PROXY: PROXY }, "proxy.example:8080"],
  [{ all_proxy: PROXY }, "proxy.example:8080"],
  [{ https_proxy: PROXY, HTTPS_PROXY: OTHER }, "proxy.example:8080"],
  [{ HTTPS_PROXY: PROXY, ALL_PROXY: OTHER, all_proxy: OTHER }, "proxy.example:8080"],
  [{ https_proxy: "", HTTPS_PROXY: PROXY }, "proxy.example:8080"],
  [{ HTTPS_PROXY: "", all_proxy: "", ALL_PROXY: PROXY }, "proxy.example:8080"],
  [{ HTTPS_PROXY: "", https_proxy: "", ALL_PROXY: "", all_proxy: "" }, undefined],
  [{ HTTP_PROXY: PROXY, http_proxy: PROXY }, undefined],
  [{ HTTPS_PROXY: "proxy.example:8080" }, "proxy.example:8080"],
  [{ HTTPS_PROXY: "zqxvkuser:zqxvkpass@proxy.example" }, "proxy.example"],
  [{ HTTPS_PROXY: "http://zqxvkuser:zqxvkpass@proxy.example:8080/" }, "proxy.example:8080"],
  [{ HTTPS_PROXY: " https://proxy.example\n" }, "proxy.example"],
  [{ HTTPS_PROXY: "http://[::1]:8080" }, "[::1]:8080"],
])("with %j the API is reached by way of %s", (environment, proxy) => {
  expect(proxyFor(environment)).toBe(proxy);
});

test.each([
  ["api.cloudflare.com", "goes around the proxy"],
  ["API.Cloudflare.com", "goes around the proxy"],
  [".cloudflare.com", "goes around the proxy"],
  ["*.cloudflare.com", "goes around the proxy"],
  ["*", "goes around the proxy"],
  [" localhost, api.cloudflare.com ,example.com", "goes around the proxy"],
  ["localhost api.cloudflare.com", "goes around the proxy"],
  ["api.cloudflare.com:443", "goes around the proxy"],
  ["api.cloudflare.com:8443", "does not"],
  ["www.cloudflare.com", "does not"],
  [".api.cloudflare.com", "does not"],
  ["pi.cloudflare.com", "does not"],
  ["cloudflare.com", "does not"],
  ["104.16.0.0/12", "does not"],
  ["", "does not"],
  [",", "does not"],
])("with NO_PROXY=%j the request %s", (list, outcome) => {
  const expected = outcome === "does not" ? "proxy.example:8080" : undefined;
  expect(proxyFor({ HTTPS_PROXY: PROXY, NO_PROXY: list })).toBe(expected);
  expect(proxyFor({ HTTPS_PROXY: PROXY, no_proxy: list })).toBe(expected);
  expect(proxyFor({ HTTPS_PROXY: PROXY, no_proxy: list, NO_PROXY: "" })).toBe(expected);
});

test.each(["http://127.0.0.1:1", "http://localhost", "https://127.0.0.1", "https://localhost:8443", "https://[::1]"])(
  "%s is this machine and goes through no proxy",
  (url) => {
    const all = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    expect(proxyFor(Object.fromEntries(all.map((name) => [name, PROXY])), url)).toBeUndefined();
  },
);

test("equal proxies share their tunnels, different ones do not", () => {
  const agentFor = (value: string) => {
    use({ HTTPS_PROXY: value });
    return findRoute(new URL(API), 1_000).agent;
  };
  expect(agentFor("http://a:b@proxy.example")).toBe(agentFor("http://a:b@proxy.example:80/"));
  expect(agentFor("http://a:b@proxy.example")).not.toBe(agentFor("http://a:c@proxy.example"));
});

const isNone = "is not the address of a proxy";
const hasMore = "has more in it than the address of a proxy";
const neither = "names a proxy that is neither http:// nor https://";
test.each([
  ["http://zqxvkuser:zqxvk#zqxvk@proxy.example:8080", isNone],
  ["http://zqxvkuser:80#zqxvkpass@proxy.example:8080", hasMore],
  ["http://zqxvkuser/zqxvkpass@proxy.example:8080", hasMore],
  ["http://zqxvkuser\\zqxvkpass@proxy.example:8080", hasMore],
  ["http://zqxvkuser:80?zqxvkpass@proxy.example:8080", hasMore],
  ["zqxvkuser:zqxvkpass://@proxy.example", neither],
  ["zqxvkuser://zqxvkpass@proxy.example", neither],
  ["socks5://zqxvkuser:zqxvkpass@proxy.example:1080", neither],
  ["http://zqxvkuser%zz:zqxvkpass@proxy.example", isNone],
  ["http://%zz@proxy.example", isNone],
  ["http://zqxvkuser%:41zqxvkpass@proxy.example", isNone],
  ["http://zqxvkuser:zqxvkpass@", isNone],
  ["http://zqxvkuser:zqxvkpass@proxy.example:99999", isNone],
  ["zqxvkuser zqxvkpass", isNone],
  [" ", isNone],
  [
    "https://zqxvkuser:zqxvkpass@127.0.0.1:8080",
    "names an https:// proxy by an IP address, but its certificate is for a host name",
  ],
  [
    "https://zqxvkuser:zqxvkpass@[::1]:8080",
    "names an https:// proxy by an IP address, but its certificate is for a host name",
  ],
])("%j is one clear error that shows nothing of it", async (value, problem) => {
  for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) {
    use({ [name]: value });
    const error = await errorOf(askWith({ baseUrl: API }, {}));
    expect(error.code).toBe("INPUT");
    expect(error.message).toBe(
      [
        `The environment variable ${name} ${problem}.`,
        "What to do: Set it to an address such as http://proxy.example:8080. In a user name or password write special characters in percent-encoding, such as %23 for #.",
      ].join("\n  "),
    );
    // A word that no path in a stack trace has, wherever the tests stand.
    expect(shownOf(error)).not.toMatch(/zqxvk/);
  }
});

test("a proxy that is not needed may be malformed", () => {
  expect(proxyFor({ HTTPS_PROXY: "socks5://proxy.example", NO_PROXY: "*" })).toBeUndefined();
});

test("a change of the environment counts from the next request", async () => {
  const proxies = [await startProxy((socket) => socket.end("HTTP/1.1 403 x\r\n\r\n"))];
  proxies.push(await startProxy((socket) => socket.end("HTTP/1.1 404 x\r\n\r\n")));
  try {
    for (const { port } of proxies) {
      use({ https_proxy: `http://127.0.0.1:${port}` });
      await errorOf(read({ baseUrl: "https://api.cloudflare.invalid" }));
    }
    expect(proxies.map(({ requests }) => requests.length)).toEqual([1, 1]);
    expect(inspect(proxies, { depth: 9 })).not.toContain(CREDENTIALS.token);
  } finally {
    for (const proxy of proxies) await proxy.close();
  }
});
