import type { AxiosError } from "axios";
import { DEFAULTS } from "../../provider/cloudflare/limits";
import { explainNetworkError, isTransientNetworkError } from "../../provider/cloudflare/network-error";

const error = (code: string | undefined, message = "said", cause?: object) => ({ code, message, cause }) as AxiosError;
const explain = (given: AxiosError, proxy?: string) => explainNetworkError(given, DEFAULTS, proxy);
const AGAIN = "Trying again may help.";

test.each([
  ["ERR_CANCELED", "not complete within 30 seconds", AGAIN],
  [
    "ENOTFOUND",
    "the host name could not be resolved (ENOTFOUND)",
    "Check the network, its name server, and the base URL. If this network needs a proxy, name it in HTTPS_PROXY.",
  ],
  [
    "EAI_AGAIN",
    "the host name could not be resolved (EAI_AGAIN)",
    "Check the network, its name server, and the base URL. If this network needs a proxy, name it in HTTPS_PROXY.",
  ],
  ["ECONNREFUSED", "the connection was refused (ECONNREFUSED)", "Check the base URL and the network."],
  ["ERR_BAD_RESPONSE", "it broke off (said)", AGAIN],
  ["ECONNRESET", "the connection was cut (ECONNRESET)", AGAIN],
  ["ECONNABORTED", "the connection was cut (ECONNABORTED)", AGAIN],
  ["EPIPE", "the connection was cut (EPIPE)", AGAIN],
  ["ERR_SOCKET_CLOSED", "the connection was cut (ERR_SOCKET_CLOSED)", AGAIN],
  ...["CERT_HAS_EXPIRED", "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_TLS_X", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "EPROTO"].map(
    (code) => [
      code,
      `the TLS connection could not be trusted (${code})`,
      "Check the base URL and the clock. If a proxy inspects TLS here, name its certificate in NODE_EXTRA_CA_CERTS.",
    ],
  ),
  ["EOTHER", "said (EOTHER)", AGAIN],
])("%s is explained", (code, reason, hint) => {
  expect(explain(error(code))).toEqual({ reason, hint });
  const both = explain(error(code === "ENOTFOUND" || code === "EAI_AGAIN" ? "EOTHER" : code), "proxy.example:8080");
  if (!["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"].includes(code)) {
    expect(both).toEqual({
      reason: `${reason}, by way of the proxy proxy.example:8080`,
      hint: `${hint} Check the proxy proxy.example:8080 as well.`,
    });
  }
});

test("what has no code or message is explained too, and a name that could not be resolved is told", () => {
  expect(explain(error(undefined)).reason).toBe("said");
  expect(explain(error(undefined, "")).reason).toBe("the request failed");
  expect(explain(error("EOTHER", "")).reason).toBe("the request failed (EOTHER)");
  expect(explain(error("ENOTFOUND", "said", { hostname: "api.example" })).reason).toBe(
    "the host name api.example could not be resolved (ENOTFOUND)",
  );
  expect(explain(error("ENOTFOUND", "said", { hostname: 7 })).reason).toBe(
    "the host name could not be resolved (ENOTFOUND)",
  );
  expect(explain(error("ERR_BAD_RESPONSE", "maxContentLength size of 5 exceeded"))).toEqual({
    reason: `it is longer than ${DEFAULTS.maxBodyBytes} bytes`,
    hint: "Check the base URL.",
  });
});

test("an address that was given up early is told, by way of a proxy too, and not where each has failed by itself", () => {
  const attempt = (code: string, address: string) => Object.assign(new Error("connect"), { code, address });
  const all = (...errors: Error[]) => error("ETIMEDOUT", "", new AggregateError(errors));
  const slow = all(attempt("ETIMEDOUT", "192.0.2.1"), attempt("ENETUNREACH", "2001:db8::1"));
  const reason = "no connection within 250 ms (ETIMEDOUT 192.0.2.1, ENETUNREACH 2001:db8::1)";
  const hint =
    "Node.js gives each address 250 ms. If connecting takes longer on this network, set NODE_OPTIONS=--network-family-autoselection-attempt-timeout=5000, in milliseconds.";
  expect(explain(slow)).toEqual({ reason, hint });
  expect(explain(slow, "p:1")).toEqual({
    reason: `${reason}, by way of the proxy p:1`,
    hint: `${hint} Check the proxy p:1 as well.`,
  });
  const failed = all(attempt("EHOSTUNREACH", "192.0.2.1"), attempt("ENETUNREACH", "2001:db8::1"));
  expect(explain(failed).hint).toBe(AGAIN);
  for (const cause of [{}, { errors: "none" }, { errors: [] }]) {
    expect(explain(error("ETIMEDOUT", "said", cause))).toEqual({ reason: "said (ETIMEDOUT)", hint: AGAIN });
  }
});

const ADDRESS = "Check the address of the proxy in HTTPS_PROXY or ALL_PROXY, and the network.";
const ONLY_API = "Check that the proxy opens tunnels to the API: only the API itself can answer.";
test.each([
  ["ENOTFOUND", "said", "the host name of the proxy p:1 could not be resolved (ENOTFOUND)", ADDRESS],
  ["EAI_AGAIN", "said", "the host name of the proxy p:1 could not be resolved (EAI_AGAIN)", ADDRESS],
  ["ECONNREFUSED", "said", "the proxy p:1 refused the connection (ECONNREFUSED)", ADDRESS],
  ["EHOSTUNREACH", "said", "the proxy p:1 could not be reached (EHOSTUNREACH)", ADDRESS],
  ["ENETUNREACH", "said", "the proxy p:1 could not be reached (ENETUNREACH)", ADDRESS],
  ["ETIMEDOUT", "said", "the proxy p:1 could not be reached (ETIMEDOUT)", ADDRESS],
  ["", "Bad response: 502", "the proxy p:1 answered 502 instead of opening a tunnel", ONLY_API],
  [
    "",
    "Bad response: 407",
    "the proxy p:1 answered 407 instead of opening a tunnel",
    "Put the user name and password of the proxy into its address, in HTTPS_PROXY or ALL_PROXY.",
  ],
])("of a proxy, %s %j is explained", (code, message, reason, hint) => {
  expect(explain(error(code, message), "p:1")).toEqual({ reason, hint });
});

test("what the proxy's own text looks like is no tunnel that failed", () => {
  for (const message of ["Bad response: 502 ", "x Bad response: 502", "Bad response: x"]) {
    expect(explain(error("", message), "p:1").reason).toBe(`${message}, by way of the proxy p:1`);
  }
});

test.each([
  ["EAI_AGAIN", true],
  ["ECONNABORTED", true],
  ["ECONNREFUSED", true],
  ["ECONNRESET", true],
  ["EHOSTUNREACH", true],
  ["ENETUNREACH", true],
  ["ENOTFOUND", true],
  ["EPIPE", true],
  ["ERR_BAD_RESPONSE", true],
  ["ERR_CANCELED", true],
  ["ERR_SOCKET_CLOSED", true],
  ["ETIMEDOUT", true],
  ["CERT_HAS_EXPIRED", false],
  ["EPROTO", false],
  [undefined, false],
])("%s may pass: %s", (code, passes) => {
  expect(isTransientNetworkError(error(code))).toBe(passes);
  expect(isTransientNetworkError(error(code, "maxContentLength size of 5 exceeded"))).toBe(false);
});

test("a tunnel may open later after a failure of the proxy itself", () => {
  expect([407, 499, 500, 502].map((status) => isTransientNetworkError(error("", `Bad response: ${status}`)))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
