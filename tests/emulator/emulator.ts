import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import Fastify, { type FastifyError } from "fastify";
import { failureEnvelope, refuseCredentials } from "./envelopes";
import type { Fault } from "./faults";
import { CHANGED, type EmulatedZone, makeZone } from "./zone";
import { addZoneRoutes } from "./zone-routes";

export { ACCOUNT, type EmulatedZone, makeZone } from "./zone";

/** A request that the emulator has received. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

/** A Cloudflare API on loopback. */
export interface Emulator {
  /** The base URL to configure, ending in `/client/v4`. */
  baseUrl: string;
  /** The zones by id; change them at will. */
  zones: Map<string, EmulatedZone>;
  /** Faults to serve in place of the answer, by zone id; a function is asked for each request. */
  faults: Map<string, Fault | (() => Fault)>;
  /** The credentials that it accepts; change them at will. */
  credentials: { token: string; email: string; apiKey: string };
  /** How long each answer takes, in milliseconds; 0 unless set. */
  latencyMs: number;
  /** All requests so far, in order. */
  requests: SeenRequest[];
  close(): Promise<void>;
}

/** The credentials that the emulator accepts at first. */
export const CREDENTIALS = {
  token: "emulator-token-0123456789abcdefghijklmnopq",
  email: "user@example.com",
  apiKey: "144c9defac04969c7bfad8efaa8ea194",
} as const;

/**
 * The credentials of another account, which see its zones alone; those above see all others. A zone of it may have the
 * name of another one.
 */
export const ACME = {
  account: "ac3e".repeat(8),
  tokens: [
    "acme-token-0123456789abcdefghijklmnopqrstu",
    "acme-rotated-0123456789abcdefghijklmnopqr",
    "acme-lasting-0123456789abcdefghijklmnopqr",
  ],
  email: "acme@example.com",
  apiKey: "acme4c9defac04969c7bfad8efaa8ea1",
} as const;

/** One zone of each kind; their ids are the ones that tests and examples use. */
export const ZONES = {
  enabled: "023e105f4ecef8ad9ca31a8372d0c353",
  disabled: "1d5f2c7e9a804b6f8c3d0e7a6b5c4d3e",
  neverChanged: "2b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e",
} as const;

const isAcme = ({ authorization = "", "x-auth-email": email, "x-auth-key": key }: IncomingHttpHeaders) =>
  ACME.tokens.some((token) => authorization === `Bearer ${token}`) || (email === ACME.email && key === ACME.apiKey);

const initialZones = () => [
  makeZone(ZONES.enabled, "enabled.example", { complianceModes: ["fips", "pqh"] }),
  makeZone(ZONES.disabled, "disabled.example", { kex: { enabled: false, modifiedOn: CHANGED } }),
  makeZone(ZONES.neverChanged, "never-changed.example", {
    kex: { enabled: true, modifiedOn: null },
    complianceModes: [],
  }),
];

/**
 * Starts a Cloudflare API on a free port of loopback, shaped by the reference page of
 * `GET /zones/{zone_id}/settings/auto_origin_tls_kex`. Zones, their two settings and their DNS records can be changed.
 */
export async function startEmulator(port = 0): Promise<Emulator> {
  const zones = new Map(initialZones().map((zone) => [zone.id, zone]));
  const faults = new Map<string, Fault | (() => Fault)>();
  const requests: SeenRequest[] = [];
  // Connections that clients keep alive would hold up close() otherwise.
  const server = Fastify({ forceCloseConnections: true });

  server.addHook("onRequest", async (request, reply) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers });
    reply.header("cf-ray", `${(requests.length + 0x8f00_0000).toString(16).padStart(16, "0")}-EMU`);
    const refusal = isAcme(request.headers) ? undefined : refuseCredentials(request.headers, emulator.credentials);
    if (refusal) await reply.code(refusal.status).send(refusal.body);
    if (emulator.latencyMs > 0) await sleep(emulator.latencyMs);
  });

  addZoneRoutes(server, zones, faults, (headers, { accountId }) => isAcme(headers) === (accountId === ACME.account));
  server.setNotFoundHandler((request, reply) => {
    const body = failureEnvelope([{ code: 7000, message: `No route for that URI: ${request.method} ${request.url}` }]);
    return reply.code(404).send(body);
  });

  // The server's own refusals, of a body that is not JSON for one.
  server.setErrorHandler((error: FastifyError, _, reply) =>
    reply.code(error.statusCode ?? 500).send(failureEnvelope([{ code: 1009, message: error.message }])),
  );

  const credentials = { ...CREDENTIALS };
  const close = () => server.close();
  const emulator: Emulator = { baseUrl: "", zones, faults, requests, credentials, latencyMs: 0, close };
  await server.listen({ host: "127.0.0.1", port });
  emulator.baseUrl = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/client/v4`;
  return emulator;
}
