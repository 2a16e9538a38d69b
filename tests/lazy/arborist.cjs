// For jest, in place of the package; its main file is loaded by its path, since the name stands for this module.
module.exports = require("./lazy.cjs").lazy(() => require("@npmcli/arborist/lib/index.js"));
