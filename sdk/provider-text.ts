import type * as provider from "../provider";

/**
 * The text that Pulumi stores with a lookup and evaluates to get its provider. It is the same for every lookup and
 * release, captures nothing, and loads the installed package by name. Pulumi evaluates it as a module without a file,
 * from which only the program's own folder can be resolved; an error keeps its message and loses its stack trace.
 */
export function providerText(name: keyof typeof provider): string {
  return `exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-cloudflare-origin-tls/provider").${name}}catch(e){e.stack="";throw e}}`;
}
