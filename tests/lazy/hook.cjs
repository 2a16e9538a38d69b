// With node --require: the same in Pulumi's own processes.
const Module = require("node:module");
const { lazy } = require("./lazy.cjs");

const load = Module._load;
Module._load = function (request, ...context) {
  const loadNow = () => load.call(this, request, ...context);
  return /\/typescript-shim$|^@npmcli\/arborist$/.test(request) ? lazy(loadNow) : loadNow();
};
