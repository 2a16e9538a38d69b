import * as v from "valibot";
import { defineSetting } from "./setting";

/** @see https://developers.cloudflare.com/api/resources/origin_tls_compliance_modes/methods/get/ */
export const originTlsComplianceModes = defineSetting({
  id: "origin_tls_compliance_modes",
  title: "Origin TLS Compliance Modes",
  schema: { value: v.array(v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/))) },
  outputs: ({ value }) => ({ modes: value }),
});
