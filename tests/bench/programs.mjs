// The programs that are measured. Each is the text of an index.js.

/** The id of the n-th zone of the emulator. @param {number} n */
export const zoneId = (n) => n.toString(16).padStart(32, "0");

const PULUMI = `const pulumi = require("@pulumi/pulumi");\n`;
const ZONE_IDS = (/** @type {number} */ count) =>
  `const zoneIds = Array.from({ length: ${count} }, (_, i) => i.toString(16).padStart(32, "0"));\n`;
const PACKAGE = `const tls = require("pulumi-cloudflare-origin-tls");\n`;

/** A dynamic provider as most people would write one, which reads one zone in each resource. @param {string} provider */
const handWritten = (provider) => `
const baseUrl = process.env.CLOUDFLARE_BASE_URL;
class KexProvider {
  async create() { throw new Error("only read"); }
  async read(id) {
    const axios = require("axios");
    const { data } = await axios.get(baseUrl + "/zones/" + id + "/settings/auto_origin_tls_kex", {
      headers: { Authorization: "Bearer " + process.env.CLOUDFLARE_API_TOKEN },
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

/** @type {Record<string, string>} */
export const PROGRAMS = {
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
      [
        `${count} hand-written`,
        `${PULUMI}${handWritten("new KexProvider()")}${ZONE_IDS(count)}for (const zoneId of zoneIds) new HandWritten(zoneId, zoneId);`,
      ],
      [
        `${count} hand-written, one provider object`,
        `${PULUMI}${handWritten("shared")}${ZONE_IDS(count)}for (const zoneId of zoneIds) new HandWritten(zoneId, zoneId);`,
      ],
    ]),
  ),
  ...Object.fromEntries(
    [1, 1000].map((count) => [
      `${count} functions`,
      `${PACKAGE}${ZONE_IDS(count)}
module.exports = { on: zoneIds.map((zoneId) => tls.getAutoOriginTlsKexOutput({ zoneId }).enabled) };`,
    ]),
  ),
  ...Object.fromEntries(
    [100, 1000, 1200].map((count) => [
      `fleet of ${count}`,
      `${PACKAGE}${ZONE_IDS(count)}
module.exports = { disabled: new tls.AutoOriginTlsKexFleet("all", { zoneIds }).disabledZoneIds };`,
    ]),
  ),
};
