// The programs that are measured. Each is the text of an index.js.

/** The id of the n-th zone of the emulator. */
export const zoneId = (n: number) => n.toString(16).padStart(32, "0");

const PULUMI = `const pulumi = require("@pulumi/pulumi");\n`;
const ZONE_IDS = (count: number) =>
  `const zoneIds = Array.from({ length: ${count} }, (_, i) => i.toString(16).padStart(32, "0"));\n`;
const PACKAGE = `const tls = require("pulumi-cloudflare-origin-tls");\n`;

/**
 * A dynamic provider as most people would write one, which reads one zone in each resource.
 *
 * @param provider the expression for its provider object
 * @param token the expression for the API token
 */
const handWritten = (provider: string, token: string) => `${PULUMI}const axios = require("axios");
const baseUrl = process.env.CLOUDFLARE_BASE_URL;
const apiToken = new pulumi.Config("cloudflare").requireSecret("apiToken");
class KexProvider {
  async create() { throw new Error("only read"); }
  async read(id) {
    const { data } = await axios.get(baseUrl + "/zones/" + id + "/settings/auto_origin_tls_kex", {
      headers: { Authorization: "Bearer " + ${token} },
    });
    return { id, props: { zoneId: id, enabled: data.result.enabled, modifiedOn: data.result.modified_on } };
  }
}
const shared = new KexProvider();
class HandWritten extends pulumi.dynamic.Resource {
  constructor(name, zoneId) {
    super(${provider}, name, { zoneId, enabled: undefined, modifiedOn: undefined }, { id: zoneId });
  }
}
`;

/** The ways to write one: as it comes, with a token that is not captured, and with one provider object for all. */
const HAND_WRITTEN = {
  "hand-written": handWritten("new KexProvider()", "apiToken.get()"),
  "hand-written, token from the environment": handWritten("new KexProvider()", "process.env.CLOUDFLARE_API_TOKEN"),
  "hand-written, one provider object as well": handWritten("shared", "process.env.CLOUDFLARE_API_TOKEN"),
};

/** The programs by name. */
export const PROGRAMS: Record<string, string> = {
  "import of @pulumi/pulumi only": PULUMI,
  "constant-read dynamic resource": `${PULUMI}
const provider = {
  async create() { throw new Error("only read"); },
  async read(id) { return { id, props: { zoneId: id, enabled: true, modifiedOn: null } }; },
};
class Constant extends pulumi.dynamic.Resource {
  constructor(name, zoneId) {
    super(provider, name, { zoneId, enabled: undefined, modifiedOn: undefined }, { id: zoneId });
  }
}
new Constant("constant", "${zoneId(0)}");`,
  ...Object.fromEntries(
    [1, 100, 500].flatMap((count) => [
      [
        `${count} lookups`,
        `${PACKAGE}${ZONE_IDS(count)}for (const zoneId of zoneIds) new tls.AutoOriginTlsKex(zoneId, { zoneId });`,
      ],
      ...Object.entries(HAND_WRITTEN).map(([name, text]) => [
        `${count} ${name}`,
        `${text}${ZONE_IDS(count)}for (const zoneId of zoneIds) new HandWritten(zoneId, zoneId);`,
      ]),
    ]),
  ),
  ...Object.fromEntries(
    [1, 100, 500, 1000].map((count) => [
      `${count} functions`,
      `${PACKAGE}${ZONE_IDS(count)}
module.exports = { on: zoneIds.map((zoneId) => tls.getAutoOriginTlsKexOutput({ zoneId }).enabled) };`,
    ]),
  ),
  ...Object.fromEntries(
    [1, 100, 500, 1000, 1200].map((count) => [
      `fleet of ${count}`,
      `${PACKAGE}${ZONE_IDS(count)}
module.exports = { disabled: new tls.AutoOriginTlsKexFleet("all", { zoneIds }).disabledZoneIds };`,
    ]),
  ),
};
