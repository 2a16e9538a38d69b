import * as log from "@pulumi/pulumi/log";
import { setProgress } from "../../provider/cloudflare/progress";

/** Shows progress of what this process reads as a passing message of the stack; in a pack, which has no engine, it stays. */
export const logProgress = (): void => setProgress((text) => void log.info(text, undefined, undefined, true));
