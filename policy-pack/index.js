// pulumi preview --policy-pack node_modules/pulumi-cloudflare-origin-tls/policy-pack
// Plain JavaScript: Pulumi's loader compiles nothing in node_modules.
const { PolicyPack } = require("@pulumi/policy");
// By the package's name: a published pack has it in node_modules of its own.
const { autoOriginTlsKexEnabled, originTlsComplianceModesMatch } = require("pulumi-cloudflare-origin-tls/policy");

new PolicyPack("cloudflare-origin-tls", { policies: [autoOriginTlsKexEnabled, originTlsComplianceModesMatch()] });
