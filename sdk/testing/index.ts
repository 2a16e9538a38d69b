/**
 * For unit tests of programs that use this package, with any test runner. Sends no request and loads no HTTP code.
 *
 * @packageDocumentation
 */
export { promiseOf } from "../lookup/internals";
export type { MockedZone } from "./mocked-zone";
export { originTlsMocks } from "./mocks";
