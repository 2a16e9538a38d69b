import { Config } from "@pulumi/pulumi";
import type { ReadConfig } from "../../provider/cloudflare/credentials";

/** Reads the configuration of the stack that a program, a policy pack or a component runs for, decrypted. */
export const readStackConfig: ReadConfig = (key) => {
  const [namespace, name] = key.split(":", 2) as [string, string];
  return new Config(namespace).get(name);
};
