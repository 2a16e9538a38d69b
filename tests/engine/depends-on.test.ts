import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime";
import { ACCOUNT, ZONES } from "../emulator/emulator";
import { plannedOutputs, undecidedPolicies } from "./events";
import { packOf, stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/depends-on")>("depends-on", emulator);

/** The requests for the setting since the last call, by their methods. */
const takeMethods = () =>
  emulator.requests
    .splice(0)
    .filter(({ url }) => url.endsWith("/settings/auto_origin_tls_kex"))
    .map(({ method }) => method);

test("what depends on a pending change is read after the change, and in preview when nothing is pending", async () => {
  const stack = await stackOf("verified", ZONES.disabled, true);
  const pack = await packOf(stack, "enabled", []);

  const first = await stack.succeed("preview", ...pack);
  // Of the function that does not depend on anything.
  expect(takeMethods()).toEqual(["GET"]);
  const unread = { lookup: UNKNOWN, fleet: UNKNOWN, found: UNKNOWN, found2: UNKNOWN };
  expect(plannedOutputs(first)).toEqual({ before: false, ...unread });
  expect(undecidedPolicies(first)).toEqual(["auto-origin-tls-kex-enabled"]);

  await stack.succeed("up", ...pack);
  expect(takeMethods()).toEqual(["GET", "PATCH", "GET", "GET", "GET", "GET"]);
  expect(await stack.outputs()).toEqual({ before: false, lookup: true, fleet: true, found: true, found2: true });
  // What a result is used for depends on the setting too.
  const record = (await stack.resources(":DnsRecord")).find(({ urn }) => urn.endsWith("::found"));
  expect(record?.dependencies).toEqual([expect.stringMatching(/::setting$/)]);

  // What the first call finds has changed.
  await stack.succeed("up", ...pack);
  takeMethods();
  const second = await stack.succeed("preview", "--expect-no-changes", ...pack);
  expect(takeMethods()).toEqual(["GET", "GET", "GET", "GET", "GET"]);
  expect(undecidedPolicies(second)).toEqual([]);
  expect(plannedOutputs(second)).toEqual({ before: true, lookup: true, fleet: true, found: true, found2: true });

  await stack.change("verified", ZONES.disabled, false);
  expect(plannedOutputs(await stack.succeed("preview"))).toEqual({ before: true, ...unread });
  expect(takeMethods()).toEqual(["GET"]);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ before: true, lookup: false, fleet: false, found: false, found2: false });
});

const COMPONENTS = ["at once", "nested", "later"] as const;
test.each(COMPONENTS)("a component as dependency counts with its children, made %s", async (how) => {
  const stack = await stackOf("component", ZONES.disabled, how);
  expect(plannedOutputs(await stack.succeed("preview"))).toEqual({ enabled: UNKNOWN, found: UNKNOWN });
  expect(takeMethods()).toEqual([]);
  await stack.succeed("up");
  expect(takeMethods()).toEqual(["PATCH", "GET", "GET"]);
  expect(await stack.outputs()).toEqual({ enabled: true, found: true });
  await stack.succeed("preview", "--expect-no-changes");
  expect(takeMethods()).toEqual(["GET", "GET"]);
});

test.each(["lookupAsChild", "fleetAsChild"] as const)("the component may be the parent: %s", async (name) => {
  const stack = await stackOf(name, ZONES.disabled);
  await stack.succeed("preview");
  expect(takeMethods()).toEqual([]);
  await stack.succeed("up");
  expect(takeMethods()).toEqual(["PATCH", "GET"]);
  expect(await stack.outputs()).toEqual({ enabled: true });
  await stack.succeed("preview", "--expect-no-changes");
});

test("a component may keep what a lookup of its own has read", async () => {
  const stack = await stackOf("keptByComponent", ZONES.disabled);
  expect(plannedOutputs(await stack.succeed("preview"))).toEqual({ enabled: UNKNOWN });
  expect(takeMethods()).toEqual([]);
  await stack.succeed("up");
  expect(takeMethods()).toEqual(["PATCH", "GET"]);
  expect(await stack.outputs()).toEqual({ enabled: true });
  await stack.succeed("preview", "--expect-no-changes");
  expect(takeMethods()).toEqual(["GET"]);
});

test("what only reads, has nothing or is no resource holds no read back once it is there", async () => {
  const stack = await stackOf("nothingPending", ZONES.enabled, ACCOUNT);
  const read = [true, true];
  const all = { lookup: read, fleet: read, assertion: read, undefined: read, null: read, output: read };
  const first = plannedOutputs(await stack.succeed("preview"));
  expect(first).toEqual({ ...all, unset: [UNKNOWN, UNKNOWN] });
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ ...all, unset: read });
  await stack.succeed("preview", "--expect-no-changes");
});

test("a call after a change that it depends on by an argument does not get what an equal call got before", async () => {
  const stack = await stackOf("calledTwice", ZONES.enabled, false);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ before: true, after: false });
  expect(takeMethods()).toEqual(["GET", "PATCH", "GET"]);
});

test("while any argument is unknown nothing is read", async () => {
  const stack = await stackOf("unknownArguments", ACCOUNT, "enabled.*");
  const preview = plannedOutputs(await stack.succeed("preview"));
  expect(preview).toEqual({ pattern: UNKNOWN, active: UNKNOWN, found: UNKNOWN });
  expect(emulator.requests).toEqual([]);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ pattern: true, active: false, found: true });
});
