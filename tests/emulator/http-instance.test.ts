import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AxiosStatic } from "axios";
import { CREDENTIALS, type Emulator, startEmulator, ZONES } from "./emulator";
import type { Fault } from "./faults";
import { type Authority, createAuthority } from "./proxy-certificates";
import { readInProcess } from "./proxy-process";
import { startApi, startProxy, type TestApi, tunnelTo } from "./proxy-servers";

let emulator: Emulator;
let evil: Emulator;
let authority: Authority;
let untrusted: TestApi;
beforeAll(async () => {
  emulator = await startEmulator();
  evil = await startEmulator();
  authority = createAuthority();
  untrusted = await startApi(authority.issue("IP:127.0.0.1,DNS:api.cloudflare.invalid"));
});
afterEach(() => {
  emulator.faults.clear();
  emulator.requests.length = 0;
  evil.requests.length = 0;
  untrusted.authorizations.length = 0;
});
afterAll(async () => {
  await emulator.close();
  await evil.close();
  await untrusted.close();
  authority.remove();
});

const portOf = ({ baseUrl }: Emulator) => Number(new URL(baseUrl).port);
const forged = { success: true, errors: [], result: { id: "auto_origin_tls_kex", enabled: false, modified_on: null } };

/** An agent that leads everything to another server. */
const astray = () => {
  const agent = new http.Agent();
  const connect = agent.createConnection.bind(agent) as (options: object, callback: unknown) => void;
  return Object.assign(agent, {
    createConnection: (options: object, callback: unknown) => connect({ ...options, port: portOf(evil) }, callback),
  });
};
const noWay = () => {
  throw new Error("reached what the program has set");
};

/** What a program may have set for requests of its own. */
const settings: Record<string, () => object> = {
  adapter: () => ({ adapter: async (config: object) => ({ status: 200, headers: {}, config, data: forged }) }),
  auth: () => ({ auth: { username: "zqxvkuser", password: "zqxvkpass" } }),
  baseURL: () => ({ baseURL: evil.baseUrl, allowAbsoluteUrls: false }),
  beforeRedirect: () => ({ beforeRedirect: noWay, maxRedirects: 5 }),
  cancelToken: () => ({ cancelToken: { promise: Promise.resolve(), throwIfRequested: noWay, subscribe: noWay } }),
  data: () => ({ data: "x=1", method: "POST" }),
  decompress: () => ({ decompress: false, responseEncoding: "base64", responseType: "stream" }),
  httpAgent: () => ({ httpAgent: astray(), httpsAgent: new https.Agent({ rejectUnauthorized: false }) }),
  httpVersion: () => ({ httpVersion: 2, http2Options: {} }),
  insecureHTTPParser: () => ({ insecureHTTPParser: true }),
  lookup: () => ({ lookup: noWay, family: 6 }),
  maxContentLength: () => ({ maxContentLength: 1, maxBodyLength: 1, maxRate: 1 }),
  params: () => ({ params: { zone: "other" }, paramsSerializer: { serialize: () => "zone=other" } }),
  proxy: () => ({ proxy: { protocol: "http", host: "127.0.0.1", port: portOf(evil) } }),
  signal: () => ({ signal: AbortSignal.abort() }),
  socketPath: () => ({ socketPath: "/nowhere" }),
  timeout: () => ({ timeout: 1 }),
  transformRequest: () => ({ transformRequest: [noWay] }),
  transformResponse: () => ({ transformResponse: [() => JSON.stringify(forged)] }),
  transport: () => ({ transport: { request: noWay } }),
  validateStatus: () => ({ validateStatus: noWay }),
};

function tamperWith(axios: AxiosStatic): void {
  for (const setting of Object.values(settings)) Object.assign(axios.defaults, setting());
  Object.assign(axios.defaults.headers.common, {
    Authorization: "Bearer zqxvkuser",
    "X-Zqxvkuser": "1",
    Accept: "text/x",
  });
  Object.assign(axios.defaults.headers.get, { Authorization: "Bearer zqxvkuser", "X-Zqxvkuser": "2" });
  axios.interceptors.request.use(noWay);
  axios.interceptors.response.use((response) => Object.assign(response, { data: JSON.stringify(forged) }), noWay);
}

type Reading = typeof import("./reading");

/** Runs something with axios and our code loaded afresh, the program's settings before or after it. */
async function afresh(when: "before" | "after", run: (reading: Reading) => Promise<void>): Promise<void> {
  await jest.isolateModulesAsync(async () => {
    const { default: axios } = await import("axios");
    if (when === "before") tamperWith(axios);
    const reading = await import("./reading");
    if (when === "after") {
      await reading.read(emulator, ZONES.neverChanged);
      emulator.requests.length = 0;
      tamperWith(axios);
    }
    await run(reading);
  });
}

describe.each(["before", "after"] as const)("when the program sets up axios for itself %s this is loaded", (when) => {
  test("the request and the answer are what they are without", async () => {
    await afresh(when, async ({ read }) => {
      expect(await read(emulator)).toMatchObject({ enabled: true });
      expect(await read(emulator, ZONES.disabled)).toMatchObject({ enabled: false });
      expect(emulator.requests).toHaveLength(2);
      expect(emulator.requests[0]).toEqual({
        method: "GET",
        url: `/client/v4/zones/${ZONES.enabled}/settings/auto_origin_tls_kex`,
        headers: {
          accept: "application/json",
          "accept-encoding": "gzip, compress, deflate, br",
          authorization: `Bearer ${CREDENTIALS.token}`,
          connection: "keep-alive",
          host: `127.0.0.1:${portOf(emulator)}`,
          "user-agent": expect.stringMatching(/^pulumi-cloudflare-origin-tls\//),
        },
      });
      expect(evil.requests).toEqual([]);
    });
  });

  test("errors are what they are without", async () => {
    const faults: [Fault, object, number][] = [
      [{ status: 302, headers: { location: evil.baseUrl } }, { code: "BAD_ANSWER", status: 302 }, 1],
      [{ status: 503, body: forged }, { code: "API", status: 503 }, 4],
      [{ connection: "reset" }, { code: "NETWORK" }, 4],
    ];
    await afresh(when, async ({ askWith }) => {
      for (const [fault, error, attempts] of faults) {
        emulator.requests.length = 0;
        emulator.faults.set(ZONES.enabled, fault);
        await expect(askWith(emulator, {})).rejects.toMatchObject({ name: "OriginTlsError", ...error });
        expect(emulator.requests).toHaveLength(attempts);
      }
      expect(evil.requests).toEqual([]);
    });
  });

  test("certificates are verified", async () => {
    await afresh(when, async ({ read }) => {
      const reading = read({ baseUrl: `https://127.0.0.1:${untrusted.port}` });
      await expect(reading).rejects.toMatchObject({ code: "NETWORK", reason: expect.stringContaining("TLS") });
      expect(untrusted.authorizations).toEqual([]);
    });
  });
});

test("what the program sets for Node.js' own agents does not count", async () => {
  const { globalAgent: before } = http;
  const { rejectUnauthorized } = https.globalAgent.options;
  try {
    http.globalAgent = astray();
    https.globalAgent.options.rejectUnauthorized = false;
    await jest.isolateModulesAsync(async () => {
      const { read } = await import("./reading");
      expect(await read(emulator)).toMatchObject({ enabled: true });
      const reading = read({ baseUrl: `https://127.0.0.1:${untrusted.port}` });
      await expect(reading).rejects.toMatchObject({ code: "NETWORK" });
      expect(untrusted.authorizations).toEqual([]);
    });
  } finally {
    http.globalAgent = before;
    Object.assign(https.globalAgent.options, { rejectUnauthorized });
  }
});

test("what stands on the prototype of all objects does not count", async () => {
  const pollution = {
    ca: readFileSync(authority.file, "utf8"),
    rejectUnauthorized: false,
    insecureHTTPParser: true,
    baseURL: evil.baseUrl,
    proxy: { host: "127.0.0.1", port: portOf(evil) },
    params: { zone: "other" },
    adapter: "fetch",
    maxContentLength: 1,
    socketPath: "/nowhere",
    data: "x=1",
  };
  const baseUrl = `https://127.0.0.1:${untrusted.port}`;
  const proxy = await startProxy(tunnelTo(untrusted.port));
  const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
  try {
    const runs = [
      await readInProcess({}, {}, { baseUrl, pollution }),
      await readInProcess({}, environment, { pollution }),
    ];
    for (const { outcomes } of runs) {
      expect(outcomes).toMatchObject([{ code: "NETWORK", message: expect.stringContaining("TLS") }]);
    }
    expect(proxy.requests).toHaveLength(1);
    expect(untrusted.authorizations).toEqual([]);
    const { outcomes } = await readInProcess({ NODE_EXTRA_CA_CERTS: authority.file }, {}, { baseUrl, pollution });
    expect(outcomes).toMatchObject([{ result: { enabled: true } }]);
    expect(evil.requests).toEqual([]);
  } finally {
    await proxy.close();
  }
});
