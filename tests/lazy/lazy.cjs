/**
 * A module that is loaded when it is used. Pulumi loads TypeScript and npm's Arborist at once and uses them only to serialize
 * functions, which few tests do: more than half of the time that it takes to load Pulumi.
 *
 * @param {() => any} load
 */
exports.lazy = (load) => new Proxy({}, { get: (_, name) => name === "__esModule" || load()[name] });
