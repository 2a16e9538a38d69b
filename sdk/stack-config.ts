import * as pulumi from "@pulumi/pulumi";
import type { ReadConfig } from "../provider/credentials";

/** Reads the configuration of the stack that a program or a policy pack runs for, decrypted. */
export const readStackConfig: ReadConfig = (key) => {
  const [namespace, name] = key.split(":", 2) as [string, string];
  return new pulumi.Config(namespace).get(name);
};
