export default () => globalThis.removeTestFolder();
