export type { AutoOriginTlsKexResult } from "../provider/auto-origin-tls-kex";
export { CloudflareError } from "../provider/cloudflare-error";
export type { ResponseInfo } from "../provider/response-info";
export { type AssertAutoOriginTlsKexOptions, assertAutoOriginTlsKex } from "./assert-auto-origin-tls-kex";
export { AutoOriginTlsKex, type AutoOriginTlsKexArgs } from "./auto-origin-tls-kex";
export { AutoOriginTlsKexStatus, type AutoOriginTlsKexStatusArgs } from "./auto-origin-tls-kex-status";
export { getAutoOriginTlsKex, getAutoOriginTlsKexOutput } from "./get-auto-origin-tls-kex";
