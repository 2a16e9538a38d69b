export type { AutoOriginTlsKexResult } from "../provider/auto-origin-tls-kex";
export { CloudflareError } from "../provider/cloudflare-error";
export type { ResponseInfo } from "../provider/response-info";
export { AutoOriginTlsKex, type AutoOriginTlsKexArgs } from "./auto-origin-tls-kex";
export { getAutoOriginTlsKex, getAutoOriginTlsKexOutput } from "./get-auto-origin-tls-kex";
