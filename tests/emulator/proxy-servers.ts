import http from "node:http";
import https from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { successEnvelope } from "./envelopes";
import type { Certificate } from "./proxy-certificates";

/** What the API would say of a zone that has the setting enabled. */
const ENABLED = JSON.stringify(successEnvelope({ id: "auto_origin_tls_kex", enabled: true, modified_on: null }));

/** A whole answer with that body, as it goes over the wire. */
export const ENABLED_ANSWER = answerWith("200 OK");

/** An answer with that body and any status. */
export function answerWith(status: string): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${ENABLED.length}\r\n\r\n${ENABLED}`;
}

export const OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

interface Server {
  port: number;
  close(): Promise<void>;
}

/** A server that has the setting of every zone enabled, and notes the credentials that it gets. */
export interface TestApi extends Server {
  authorizations: (string | undefined)[];
}

export async function startApi(certificate: Certificate): Promise<TestApi> {
  const authorizations: TestApi["authorizations"] = [];
  const server = https.createServer(certificate, ({ headers }, response) => {
    authorizations.push(headers.authorization);
    response.setHeader("content-type", "application/json").end(ENABLED);
  });
  return { authorizations, ...(await listen(server)) };
}

/** A proxy that notes what it was asked for, and all that it got afterwards. */
export interface TestProxy extends Server {
  requests: { target: string | undefined; headers: http.IncomingHttpHeaders }[];
  received: Buffer[];
}

/** Starts a proxy that does with each CONNECT request whatever it is told to; with a certificate it speaks TLS. */
export async function startProxy(
  serve: (socket: Duplex, target: string) => void,
  certificate?: Certificate,
  host?: string,
): Promise<TestProxy> {
  const requests: TestProxy["requests"] = [];
  const received: Buffer[] = [];
  const server = certificate ? https.createServer(certificate) : http.createServer();
  server.on("connect", ({ url = "", headers }, socket) => {
    requests.push({ target: url, headers });
    socket.on("error", () => {});
    socket.on("data", (chunk) => received.push(chunk));
    serve(socket, url);
  });
  return { requests, received, ...(await listen(server, host)) };
}

/** Opens an honest tunnel to a port of this machine, whatever the target. */
export const tunnelTo = (port: number) => (socket: Duplex) => {
  const upstream = connect(port, "127.0.0.1", () => {
    socket.write(OPEN);
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on("error", () => socket.destroy());
  socket.on("close", () => upstream.destroy());
};

async function listen(server: http.Server, host = "127.0.0.1"): Promise<Server> {
  const sockets = new Set<Duplex>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
