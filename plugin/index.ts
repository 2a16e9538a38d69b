#!/usr/bin/env node
// The executable that Pulumi runs for programs in every language and for the shell: an ordinary plugin.

import { main } from "@pulumi/pulumi/provider";
import { resetOptions } from "@pulumi/pulumi/runtime/settings";
import { logProgress } from "../sdk/lookup/stack";

const { version } = require("../../package.json");
const args = process.argv.slice(2);

// Components have the engine of their own request; functions are given none, only the process its address.
resetOptions("", "", 1, args.find((arg) => /^[\d.]+:\d+$/.test(arg)) ?? "", "", false, "");
logProgress();

void main(
  {
    version,
    // Each part is loaded when it is needed.
    getSchema: async () => JSON.stringify({ ...(await import("./schema.json")).default, version }),
    invoke: async (token, args) => (await import("./functions")).invoke(token, args),
    construct: async (...request) => (await import("./components")).construct(...request),
  },
  args,
);
