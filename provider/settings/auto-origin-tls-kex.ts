import * as v from "valibot";
import { defineSetting } from "./setting";

/** @see https://developers.cloudflare.com/api/resources/ssl/subresources/auto_origin_tls_kex/methods/get/ */
export const autoOriginTlsKex = defineSetting({
  id: "auto_origin_tls_kex",
  title: "Auto-Origin TLS KEX setting",
  schema: { enabled: v.boolean() },
  outputs: ({ enabled }) => ({ enabled }),
});
