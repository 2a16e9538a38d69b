import type { FastifyReply, FastifyRequest } from "fastify";

/** What to serve in place of the right answer. */
export type Fault =
  /** An answer with this status, body (a buffer as it is, any other object as JSON) and headers. */
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** The connection is reset before, or in the middle of, the answer; or an answer never comes, or never ends. */
  | { connection: "reset" | "cut" | "hang" | "drip" };

/** An error page of the edge, which is hypertext and not JSON. */
export const EDGE_ERROR: Fault = {
  status: 522,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body: "<!DOCTYPE html><html><head><title>api.example | 522: Connection timed out</title></head><body>…</body></html>",
};

/** Serves a fault. */
export async function serveFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if ("status" in fault) {
    const { status, headers, body = "" } = fault;
    return reply
      .code(status)
      .headers({ "content-type": "application/json", ...headers })
      .send(typeof body === "object" && !Buffer.isBuffer(body) ? JSON.stringify(body) : body);
  }
  reply.hijack();
  const { socket } = request.raw;
  if (fault.connection === "reset") socket.resetAndDestroy();
  if (fault.connection === "cut") {
    reply.raw.writeHead(200, { "content-type": "application/json", "content-length": "500" });
    reply.raw.write('{"success":true,"errors":[],"result":{"id":"auto_origin_tls_kex","enabled":true');
    setTimeout(() => socket.destroy(), 20);
  }
  if (fault.connection === "drip") {
    reply.raw.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => reply.raw.write(" "), 20);
    socket.once("close", () => clearInterval(drip));
  }
  return reply;
}
