// pulumi preview --policy-pack node_modules/pulumi-cloudflare-origin-tls/policy-pack
// Plain JavaScript: Pulumi's loader compiles nothing in node_modules.
const { PolicyPack } = require("@pulumi/policy");
// Not by the package's name, which is not found from everywhere that a package manager puts it.
const { autoOriginTlsKexEnabled, originTlsComplianceModesMatch } = require("../dist/sdk/policy");

new PolicyPack("cloudflare-origin-tls", { policies: [autoOriginTlsKexEnabled, originTlsComplianceModesMatch()] });
