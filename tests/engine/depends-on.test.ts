import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";
import { ACCOUNT, makeZone, ZONES } from "../emulator/emulator";
import { countsOf, plannedOutputs, stepsOf, undecidedPolicies } from "./events";
import { packOf, stacksOf, useEmulator } from "./programs";
import type { ComponentZones } from "./programs/depends-on";

const POLICY = "auto-origin-tls-kex-enabled";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/depends-on")>("depends-on", emulator);

/** The methods of the requests for the setting since the last call, in order, for each of these zones. */
function takeMethods(zones: Record<string, string>): Record<string, string> {
  const requests = emulator.requests.splice(0).filter(({ url }) => url.endsWith("/settings/auto_origin_tls_kex"));
  const of = (id: string) => requests.filter(({ url }) => url.includes(id)).map(({ method }) => method);
  return Object.fromEntries(Object.entries(zones).map(([name, id]) => [name, of(id).join()]));
}

test("what depends on a pending change is read after the change, and in preview when nothing is pending", async () => {
  const zones = { kept: "7".repeat(32), changed: ZONES.disabled };
  emulator.zones.set(zones.kept, makeZone(zones.kept, "kept.example", { kex: { enabled: false, modifiedOn: null } }));
  const stack = await stackOf("eachVerified", { kept: [zones.kept, true], changed: [zones.changed, true] });
  const pack = await packOf(stack, "enabled", []);

  const first = await stack.succeed("preview", ...pack);
  // Of the function that does not depend on anything.
  expect(takeMethods(zones)).toEqual({ kept: "GET", changed: "GET" });
  const unread = { lookup: UNKNOWN, fleet: UNKNOWN, found: UNKNOWN, found2: UNKNOWN };
  expect(plannedOutputs(first)).toEqual({
    kept: { before: false, ...unread },
    changed: { before: false, ...unread },
  });
  expect(undecidedPolicies(first)).toEqual([POLICY]);

  await stack.succeed("up", ...pack);
  const afterPatch = "GET,PATCH,GET,GET,GET,GET";
  expect(takeMethods(zones)).toEqual({ kept: afterPatch, changed: afterPatch });
  const all = (enabled: boolean) => ({ lookup: enabled, fleet: enabled, found: enabled, found2: enabled });
  expect(await stack.outputs()).toEqual({
    kept: { before: false, ...all(true) },
    changed: { before: false, ...all(true) },
  });
  // What a result is used for depends on the setting too.
  const record = (await stack.resources(":DnsRecord")).find(({ urn }) => urn.endsWith("::found-kept"));
  expect(record?.dependencies).toEqual([expect.stringMatching(/::setting-kept$/)]);

  // Of two zones one is to be changed: the other one is read at once, and what is read of it is no change.
  await stack.change("eachVerified", { kept: [zones.kept, true], changed: [zones.changed, false] });
  const second = await stack.succeed("preview");
  expect(takeMethods(zones)).toEqual({ kept: "GET,GET,GET,GET,GET", changed: "GET" });
  expect(plannedOutputs(second)).toEqual({
    kept: { before: true, ...all(true) },
    changed: { before: true, ...unread },
  });
  const changes = stepsOf(second).filter((step) => !/^(same|read) /.test(step));
  expect(changes.filter((step) => step.includes("-changed)"))).not.toEqual([]);
  expect(changes.filter((step) => step.includes("-kept)"))).toEqual([]);

  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({
    kept: { before: true, ...all(true) },
    changed: { before: true, ...all(false) },
  });
});

test("components, unknown arguments, what changes nothing, and a call after a change: nothing is read too early or held back", async () => {
  const names = ["at once", "nested", "later", "lookup", "fleet", "kept"] as const;
  const zones = Object.fromEntries(names.map((name, i) => [name, `${i}`.repeat(32)])) as ComponentZones;
  const off = { accountId: "another", kex: { enabled: false, modifiedOn: null } };
  for (const [name, id] of Object.entries(zones))
    emulator.zones.set(id, makeZone(id, `${name.replace(" ", "-")}.example`, off));
  // What is read beside them has zones and an account of its own.
  const twice = "7".repeat(32);
  const reads = "a".repeat(32);
  emulator.zones.set(reads, makeZone(reads, "reads.example", off));
  const [readZone, readAccount] = ["8".repeat(32), "9".repeat(32)];
  emulator.zones.set(twice, makeZone(twice, "twice.example", { accountId: "another" }));
  emulator.zones.set(readZone, makeZone(readZone, "read.example", { accountId: readAccount }));

  const stack = await stackOf("everyDependency", {
    components: [zones, ACCOUNT, "enabled.*"],
    nothing: [readZone, readAccount],
    twice: [twice, false],
    reads,
  });
  // A component counts with its children; it may be the parent of a lookup, and keep what that has read.
  const all = <T>(dependent: T, other: T, kept = other) => ({
    ...{ "at once": dependent, nested: dependent, later: dependent },
    ...{ lookup: other, fleet: other, kept },
  });
  const read = [true, true];
  const nothing = { lookup: read, fleet: read, assertion: read, undefined: read, null: read, output: read };

  const afterReads = (value: unknown) =>
    Object.fromEntries(["lookup", "fleet", "call", "status", "itself"].map((name) => [name, [value, value]]));

  // Advisory, since not all of these zones are to have the setting on.
  const pack = await packOf(stack, "enabled", [], { [POLICY]: { enforcementLevel: "advisory" } });

  const first = await stack.succeed("preview", ...pack);
  expect(undecidedPolicies(first)).toEqual([POLICY]);
  expect(plannedOutputs(first)).toMatchObject({
    components: {
      ...all<unknown>([UNKNOWN, UNKNOWN], UNKNOWN),
      ...{ pattern: UNKNOWN, active: UNKNOWN, found: UNKNOWN },
    },
    // What only reads, has nothing or is no resource holds no read back.
    nothing: { ...nothing, unset: [UNKNOWN, UNKNOWN] },
    // What is not read yet holds back what is to be read after it.
    reads: afterReads(UNKNOWN),
  });
  expect(emulator.requests.filter(({ url }) => url.includes(ACCOUNT))).toEqual([]);
  expect(takeMethods({ ...zones, reads })).toEqual({ ...all("", ""), reads: "" });

  await stack.succeed("up");
  const components = { ...all<unknown>([true, true], true), pattern: true, active: false, found: true };
  expect(await stack.outputs()).toEqual({
    components,
    nothing: { ...nothing, unset: read },
    // It does not get what an equal call got before.
    twice: { before: true, after: false },
    reads: afterReads(true),
  });
  const methods = takeMethods({ ...zones, twice, reads });
  expect(methods).toMatchObject({ ...all("PATCH,GET,GET", "PATCH,GET", "PATCH,GET,GET"), twice: "GET,PATCH,GET" });
  expect(methods.reads).toMatch(/^PATCH(,GET){19}$/);

  // Nothing is pending any more; only what a call finds before the change is another value now.
  const second = await stack.succeed("preview", ...pack);
  expect(countsOf(second)).toEqual({ same: expect.any(Number) });
  expect(plannedOutputs(second)).toEqual({
    components,
    nothing: { ...nothing, unset: read },
    twice: { before: false, after: false },
    reads: afterReads(true),
  });
  expect(takeMethods(zones)).toEqual(all("GET,GET", "GET", "GET,GET"));
  expect(undecidedPolicies(second)).toEqual([]);
});
