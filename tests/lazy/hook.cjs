// With node --require: the same in Pulumi's own processes. npm, which has Arborist too, is left alone.
const Module = require("node:module");
const { lazy } = require("./lazy.cjs");

const load = Module._load;
Module._load = function (request, parent, ...more) {
  const loadNow = () => load.call(this, request, parent, ...more);
  const isOfPulumi = /node_modules.@pulumi.pulumi.(?!node_modules)/.test(parent?.filename ?? "");
  return isOfPulumi && /\/typescript-shim$|^@npmcli\/arborist$/.test(request) ? lazy(loadNow) : loadNow();
};
