import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";
import { ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/failed-read")>("failed-read", emulator);
const LOOKUPS = ["AutoOriginTlsKex", "AutoOriginTlsKexFleet"].map((kind) => `pulumi-nodejs:dynamic/cloudflare:${kind}`);

test("up --continue-on-error makes all that does not need a lookup that has failed, and gives it no value", async () => {
  const stack = await stackOf("failedRead", "a".repeat(32), ZONES.enabled);
  const up = await stack.fail("up", "--continue-on-error");
  for (const type of LOOKUPS) {
    expect(diagnosticsOf(up, `${type} (broken)`)).toEqual([
      expect.stringMatching(/^error: Cannot read the Auto-Origin/),
    ]);
  }
  const others = up.events.filter(({ diagnosticEvent: { urn, severity } = {} }) => urn?.includes("Status") && severity);
  expect(others).toEqual([]);
  expect(up.text).not.toMatch(/is disabled|must be|TypeError|registration|^\s+at /m);
  expect(await stack.outputs()).toEqual({ found: UNKNOWN, percent: UNKNOWN, total: UNKNOWN });
  expect(emulator.requests.filter(({ url }) => url.includes(ZONES.enabled))).toEqual([]);
  expect((await stack.resources("dynamic:Resource")).map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual([
    "after",
    "before",
  ]);
});
