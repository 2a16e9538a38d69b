// With node --require: loads TypeScript when Pulumi uses it, as ../lazy-typescript.cjs does in jest. The processes that read and
// the plugins never do.
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, ...context) {
  const loadNow = () => load.call(this, request, ...context);
  if (!request.endsWith("/typescript-shim")) return loadNow();
  return new Proxy({}, { get: (_, name) => loadNow()[name] });
};
