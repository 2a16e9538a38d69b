// In place of the module with which Pulumi loads TypeScript: loads it when it is used. That is to serialize functions, which no
// test does, and a quarter of the time that it takes to load Pulumi.
const typescript = () => require("typescript");
module.exports = new Proxy({}, { get: (_, name) => typescript()[name] });
