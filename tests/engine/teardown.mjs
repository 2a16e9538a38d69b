export default () =>
  /** @type {typeof globalThis & { removeTestFolder(): Promise<void> }} */ (globalThis).removeTestFolder();
