import * as log from "@pulumi/pulumi/log";
import { getConfig } from "@pulumi/pulumi/runtime/config";
import type { ReadConfig } from "../../provider/cloudflare/credentials";
import { setProgress } from "../../provider/cloudflare/progress";

/** Reads the configuration of the stack that a program, a policy pack or a component runs for, decrypted. */
export const readStackConfig: ReadConfig = getConfig;

/** Shows progress of what is read here as a passing message of the stack; in a pack, which has no engine, it stays. */
export const logProgress = (): void => setProgress((text) => void log.info(text, undefined, undefined, true));
