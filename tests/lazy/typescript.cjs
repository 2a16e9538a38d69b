// For jest, in place of the module with which Pulumi loads TypeScript.
module.exports = require("./lazy.cjs").lazy(() => require("typescript"));
