import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime";
import { ACCOUNT, makeZone, ZONES } from "../emulator/emulator";
import { plannedOutputs, undecidedPolicies } from "./events";
import { packOf, stacksOf, useEmulator } from "./programs";
import type { ComponentZones } from "./programs/depends-on";

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
  await stack.succeed("up");
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

test("a component counts with its children, may be the parent, and keep what was read; with an unknown argument nothing is read", async () => {
  const names = ["at once", "nested", "later", "lookup", "fleet", "kept"] as const;
  const zones = Object.fromEntries(names.map((name, i) => [name, `${i}`.repeat(32)])) as ComponentZones;
  const off = { accountId: "another", kex: { enabled: false, modifiedOn: null } };
  for (const [name, id] of Object.entries(zones))
    emulator.zones.set(id, makeZone(id, `${name.replace(" ", "-")}.example`, off));
  const takeMethodsOf = () => {
    const requests = emulator.requests.splice(0);
    const of = (id: string) => requests.filter(({ url }) => url.includes(id)).map(({ method }) => method);
    return Object.fromEntries(Object.entries(zones).map(([name, id]) => [name, of(id).join()]));
  };
  const all = <T>(dependent: T, other: T) => ({
    ...{ "at once": dependent, nested: dependent, later: dependent },
    ...{ lookup: other, fleet: other, kept: other },
  });
  const stack = await stackOf("afterComponents", zones, ACCOUNT, "enabled.*");
  const unread = { pattern: UNKNOWN, active: UNKNOWN, found: UNKNOWN };
  const preview = plannedOutputs(await stack.succeed("preview"));
  expect(preview).toEqual({ ...all<unknown>([UNKNOWN, UNKNOWN], UNKNOWN), ...unread });
  expect(emulator.requests).toEqual([]);

  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({
    ...all<unknown>([true, true], true),
    pattern: true,
    active: false,
    found: true,
  });
  expect(takeMethodsOf()).toEqual(all("PATCH,GET,GET", "PATCH,GET"));
  await stack.succeed("preview", "--expect-no-changes");
  expect(takeMethodsOf()).toEqual(all("GET,GET", "GET"));
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
