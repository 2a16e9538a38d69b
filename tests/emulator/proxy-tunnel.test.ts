import { CREDENTIALS } from "./emulator";
import { type Authority, type Certificate, createAuthority } from "./proxy-certificates";
import { API_HOST, readInProcess } from "./proxy-process";
import { startApi, startProxy, type TestApi, type TestProxy, tunnelTo } from "./proxy-servers";

const enabled = { result: { id: "auto_origin_tls_kex", enabled: true, modified_on: null } };
const { token } = CREDENTIALS;

let trusted: Authority;
let other: Authority;
const apis: Record<string, TestApi> = {};
const certificates: Record<string, Certificate> = {};
beforeAll(async () => {
  trusted = createAuthority();
  other = createAuthority();
  apis.genuine = await startApi(trusted.issue(`DNS:${API_HOST}`));
  apis.untrusted = await startApi(other.issue(`DNS:${API_HOST}`));
  apis.anotherHost = await startApi(trusted.issue("DNS:www.cloudflare.invalid"));
  apis.untrustedLoopback = await startApi(other.issue("IP:127.0.0.1"));
  certificates.trusted = trusted.issue("DNS:localhost");
  certificates.untrusted = other.issue("DNS:localhost");
});
afterEach(() => {
  for (const api of Object.values(apis)) api.authorizations.length = 0;
});
afterAll(async () => {
  for (const api of Object.values(apis)) await api.close();
  trusted.remove();
  other.remove();
});

const api = (name: string) => apis[name] as TestApi;

/** Reads while a proxy runs that tunnels to one of the APIs, which it says is the one that was asked for. */
async function readBy(
  name: string,
  { certificate, user = "", ...more }: { certificate?: string; user?: string; node?: object; reads?: number } = {},
) {
  const proxy = await startProxy(tunnelTo(api(name).port), certificate ? certificates[certificate] : undefined);
  try {
    const address = certificate ? `https://${user}localhost:${proxy.port}` : `http://${user}127.0.0.1:${proxy.port}`;
    const environment = { HTTPS_PROXY: address };
    const node = { NODE_EXTRA_CA_CERTS: trusted.file, ...more.node };
    return { proxy, ...(await readInProcess(node, environment, more)) };
  } finally {
    await proxy.close();
  }
}

const expectNothingOfTheToken = (proxy: TestProxy) => {
  expect(JSON.stringify(proxy.requests)).not.toContain(token);
  expect(Buffer.concat(proxy.received).toString("latin1")).not.toContain(token);
};

describe.each([[undefined], ["trusted"]])("through an honest proxy with certificate %s", (certificate) => {
  test("the API itself answers, in one tunnel for all requests", async () => {
    const run = await readBy("genuine", { ...(certificate && { certificate }), reads: 2 });
    expect(run).toMatchObject({ outcomes: [enabled, enabled], exitCode: 0, stderr: "" });
    expect(run.proxy.requests).toMatchObject([{ target: `${API_HOST}:443` }]);
    expect(api("genuine").authorizations).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
    expectNothingOfTheToken(run.proxy);
  });

  test("the proxy alone gets its user name and password", async () => {
    const run = await readBy("genuine", { ...(certificate && { certificate }), user: "us%40er:pa%23ss@" });
    expect(run.outcomes).toEqual([enabled]);
    const credentials = `Basic ${Buffer.from("us@er:pa#ss").toString("base64")}`;
    expect(run.proxy.requests).toMatchObject([{ headers: { "proxy-authorization": credentials } }]);
    expect(run.proxy.requests[0]?.headers.authorization).toBeUndefined();
    expect(api("genuine").authorizations).toEqual([`Bearer ${token}`]);
  });
});

const insecure = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
const unverified = "the TLS connection could not be trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)";

test.each<[string, string, Parameters<typeof readBy>[1], string]>([
  ["that inspects TLS with an authority of its own", "untrusted", {}, unverified],
  ["that inspects TLS, where Node.js is told to verify nothing", "untrusted", { node: insecure }, unverified],
  [
    "that leads to another host",
    "anotherHost",
    {},
    "the TLS connection could not be trusted (ERR_TLS_CERT_ALTNAME_INVALID)",
  ],
  [
    "whose own certificate is not trusted",
    "genuine",
    { certificate: "untrusted", user: "zqxvkuser:zqxvkpass@" },
    unverified,
  ],
  [
    "whose own certificate is not trusted, where Node.js is told to verify nothing",
    "genuine",
    { certificate: "untrusted", user: "zqxvkuser:zqxvkpass@", node: insecure },
    unverified,
  ],
])("a proxy %s gets nothing", async (_, name, options, reason) => {
  const { outcomes, exitCode, proxy } = await readBy(name, options);
  expect(outcomes).toMatchObject([{ code: "NETWORK", message: expect.stringContaining(`No answer: ${reason}`) }]);
  expect(outcomes[0]?.message).toMatch(/, by way of the proxy [\w.]+:\d+\n {2}What to do: .*NODE_EXTRA_CA_CERTS/);
  expect(outcomes[0]?.shown).not.toMatch(/emulator-token-0123|zqxvk|enF4dmt1c2VyOnpxeHZrcGFzcw/);
  expect(exitCode).toBe(0);
  expect(api(name).authorizations).toEqual([]);
  expectNothingOfTheToken(proxy);
  if (options?.certificate) expect(proxy.requests).toEqual([]);
});

test("a proxy that inspects TLS is accepted when its authority is trusted", async () => {
  const { outcomes } = await readBy("untrusted", { node: { NODE_EXTRA_CA_CERTS: other.file } });
  expect(outcomes).toEqual([enabled]);
});

test("without a proxy the certificate is verified too, whatever Node.js is told", async () => {
  const baseUrl = `https://127.0.0.1:${api("untrustedLoopback").port}`;
  const { outcomes } = await readInProcess(insecure, {}, { baseUrl });
  expect(outcomes).toMatchObject([{ code: "NETWORK", message: expect.stringContaining(unverified) }]);
  expect(api("untrustedLoopback").authorizations).toEqual([]);
  expect((await readInProcess({ NODE_EXTRA_CA_CERTS: other.file }, {}, { baseUrl })).outcomes).toEqual([enabled]);
});
