import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { failureEnvelope, successEnvelope } from "./envelopes";
import { type Fault, serveFault } from "./faults";
import { type EmulatedZone, makeZone } from "./zone";
import { kexResult, listZones, modesResult, zoneResult } from "./zone-results";

type Body = Record<string, unknown>;
type ZoneRequest = FastifyRequest<{ Params: { zoneId: string; recordId: string } }>;
/** What a route answers with: a result, or why the body is refused. */
type Answer = { result: unknown } | { status?: number; code?: number; refused: string; result?: unknown };

/** Adds everything below `/zones` to the emulator. */
export function addZoneRoutes(
  server: FastifyInstance,
  zones: Map<string, EmulatedZone>,
  faults: Map<string, Fault | (() => Fault)>,
  isVisible: (headers: IncomingHttpHeaders, zone: EmulatedZone) => boolean,
): void {
  const send = (reply: FastifyReply, answer: Answer, messages?: unknown[]) => {
    if (!("refused" in answer)) return successEnvelope(answer.result, messages);
    const { status = 400, code = 1009, refused, result } = answer;
    return reply.code(status).send(failureEnvelope([{ code, message: refused }], result));
  };
  const notFound = (request: FastifyRequest): Answer => {
    const path = request.url.split("?")[0]?.replace("/client/v4", "");
    const refused = `Could not route to ${path}, perhaps your object identifier is invalid?`;
    return { status: 404, code: 7003, refused };
  };
  const route = (
    method: string | string[],
    path: string,
    answer: (zone: EmulatedZone, body: Body, recordId: string) => Answer | undefined,
  ) => {
    const handler = async (request: ZoneRequest, reply: FastifyReply) => {
      const { zoneId, recordId } = request.params;
      const fault = faults.get(zoneId);
      if (fault) return serveFault(typeof fault === "function" ? fault() : fault, request, reply);
      const zone = zones.get(zoneId);
      if (zone && !isVisible(request.headers, zone)) {
        return send(reply, { status: 403, code: 9109, refused: "Unauthorized to access requested resource" });
      }
      const body = isObject(request.body) ? request.body : {};
      return send(reply, (zone && answer(zone, body, recordId)) ?? notFound(request), zone?.messages);
    };
    server.route({ method, url: `/client/v4/zones/:zoneId${path}`, handler });
  };

  server.get("/client/v4/zones", async ({ headers, query }) => {
    const visible = [...zones.values()].filter((zone) => isVisible(headers, zone));
    return listZones(visible, query as Record<string, string>);
  });
  server.post("/client/v4/zones", async ({ body }, reply) =>
    send(reply, createZone(zones, isObject(body) ? body : {})),
  );
  route("GET", "", (zone) => ({ result: zoneResult(zone) }));
  route("PATCH", "", (zone, { paused, type }) => {
    if (paused !== undefined && typeof paused !== "boolean") return { refused: "Field 'paused' must be a boolean" };
    if (type !== undefined && !isZoneType(type)) return { refused: "Field 'type' is not a type of zone" };
    const changed = { ...zone, paused: paused ?? zone.paused, type: type ?? zone.type };
    if (changed.paused !== zone.paused || changed.type !== zone.type) {
      Object.assign(zone, changed, { modifiedOn: new Date().toISOString() });
    }
    return { result: zoneResult(zone) };
  });
  route("DELETE", "", ({ id }) => {
    zones.delete(id);
    return { result: { id } };
  });

  const kex = "/settings/auto_origin_tls_kex";
  route("GET", kex, (zone) => ({ result: kexResult(zone) }));
  route("PATCH", kex, (zone, { enabled }) => {
    const refused =
      enabled === undefined ? "Missing field 'enabled' in JSON body" : "Field 'enabled' must be a boolean";
    if (typeof enabled !== "boolean") return { refused, result: kexResult(zone) };
    if (enabled !== zone.kex.enabled) zone.kex = { enabled, modifiedOn: new Date().toISOString() };
    return { result: kexResult(zone) };
  });

  const modes = "/settings/origin_tls_compliance_modes";
  const setModes = (zone: EmulatedZone, value: string[]) => {
    if (value.join() === zone.complianceModes.join()) return;
    zone.complianceModes = value;
    zone.complianceModesModifiedOn = new Date().toISOString();
  };
  route("GET", modes, (zone) => ({ result: modesResult(zone) }));
  // Both replace the whole list.
  route(["PATCH", "PUT"], modes, (zone, { value }) => {
    if (value === undefined) return { refused: "Missing field 'value' in JSON body", result: modesResult(zone) };
    const known = Array.isArray(value) && value.every((mode) => mode === "fips" || mode === "pqh");
    if (!known) return { refused: "Field 'value' must be a list of compliance modes", result: modesResult(zone) };
    setModes(zone, value);
    return { result: modesResult(zone) };
  });
  route("DELETE", modes, (zone) => {
    setModes(zone, []);
    const { value, ...result } = modesResult(zone);
    return { result };
  });

  const saveRecord = ({ dnsRecords }: EmulatedZone, body: Body, id: string): Answer => {
    const missing = ["name", "type", "ttl"].find((field) => body[field] === undefined);
    if (missing) return { refused: `Missing field '${missing}' in JSON body` };
    const now = new Date().toISOString();
    const record = { ...body, id, created_on: dnsRecords.get(id)?.created_on ?? now, modified_on: now };
    dnsRecords.set(id, record);
    return { result: record };
  };
  route("POST", "/dns_records", (zone, body) => saveRecord(zone, body, newId()));
  route("PUT", "/dns_records/:recordId", (zone, body, id) => zone.dnsRecords.get(id) && saveRecord(zone, body, id));
  route("GET", "/dns_records/:recordId", ({ dnsRecords }, _, id) => {
    return dnsRecords.has(id) ? { result: dnsRecords.get(id) } : undefined;
  });
  route("DELETE", "/dns_records/:recordId", ({ dnsRecords }, _, id) => {
    return dnsRecords.delete(id) ? { result: { id } } : undefined;
  });
}

/** `POST /zones`: the zone is pending, with the setting on as it is for new zones. */
function createZone(zones: Map<string, EmulatedZone>, { name, account, type = "full" }: Body): Answer {
  if (typeof name !== "string") return { refused: "Missing field 'name' in JSON body" };
  if (!isObject(account) || typeof account.id !== "string") return { refused: "Missing field 'account' in JSON body" };
  if (!isZoneType(type)) return { refused: "Field 'type' is not a type of zone" };
  if ([...zones.values()].some((zone) => zone.name === name)) return { code: 1061, refused: `${name} already exists` };
  const now = new Date().toISOString();
  const zone = makeZone(newId(), name, {
    accountId: account.id,
    status: "pending",
    kex: { enabled: true, modifiedOn: null },
    complianceModes: [],
    complianceModesModifiedOn: null,
    type,
    createdOn: now,
    modifiedOn: now,
  });
  zones.set(zone.id, zone);
  return { result: zoneResult(zone) };
}

const newId = () => randomUUID().replaceAll("-", "");

const isZoneType = (type: unknown): type is string =>
  ["full", "partial", "secondary", "internal"].includes(type as string);

const isObject = (value: unknown): value is Body => typeof value === "object" && value !== null;
