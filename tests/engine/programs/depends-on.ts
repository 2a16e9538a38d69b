import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "pulumi-cloudflare-origin-tls";
import { record } from "./declared";
import { Pending } from "./pending";

/** "Set it and verify it": everything that reads, each with `dependsOn`, and a record that depends on a result. */
async function verified(name: string, zoneId: string, enabled: boolean) {
  // What was read before the change is not what is read after it.
  const before = await tls.getAutoOriginTlsKex({ zoneId });
  const setting = new cloudflare.ZoneAutoOriginTlsKex(`setting-${name}`, { zoneId, enabled });
  // It has outputs without a value, which say nothing about a change.
  const www = record(`www-${name}`, zoneId);
  const found = tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn: setting });
  record(`found-${name}`, zoneId, found.enabled.apply(String));
  const fleet = new tls.AutoOriginTlsKexFleet(`check-${name}`, { zoneIds: [zoneId] }, { dependsOn: [setting, www] });
  return {
    before: before.enabled,
    lookup: new tls.AutoOriginTlsKex(`check-${name}`, { zoneId }, { dependsOn: setting }).enabled,
    fleet: fleet.allEnabled,
    found: found.enabled,
    found2: tls.getAutoOriginTlsKexFleetOutput({ zoneIds: [zoneId] }, { dependsOn: pulumi.output(setting) }).allEnabled,
  };
}

/** As `verified`, of zones by name, each with what its setting is to be. */
export async function eachVerified(zones: Record<string, [zoneId: string, enabled: boolean]>) {
  const outputs = Object.entries(zones).map(async ([name, args]) => [name, await verified(name, ...args)] as const);
  return Object.fromEntries(await Promise.all(outputs));
}

/** A component that makes its setting at once, in a component of its own, or when something else has ended. */
class Settings extends pulumi.ComponentResource {
  constructor(name: string, zoneId: string, enabled: boolean, how: "at once" | "nested" | "later") {
    super("test:index:Settings", name, how === "later" ? { zoneId, enabled } : {});
    if (how === "at once") new cloudflare.ZoneAutoOriginTlsKex(name, { zoneId, enabled }, { parent: this });
    if (how === "nested") new Nested("nested", zoneId, enabled, this);
  }

  protected override async initialize({ zoneId, enabled }: pulumi.Inputs) {
    if (zoneId === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
    new cloudflare.ZoneAutoOriginTlsKex("setting", { zoneId, enabled }, { parent: this });
  }
}

class Nested extends pulumi.ComponentResource {
  constructor(name: string, zoneId: string, enabled: boolean, parent: pulumi.Resource) {
    super("test:index:Nested", name, {}, { parent });
    new cloudflare.ZoneAutoOriginTlsKex("setting", { zoneId, enabled }, { parent: this });
  }
}

/** A component that makes its setting and the lookup of it, and keeps what was read. */
class Verified extends pulumi.ComponentResource {
  readonly enabled: pulumi.Output<boolean>;

  constructor(name: string, zoneId: string) {
    super("test:index:Verified", name);
    new cloudflare.ZoneAutoOriginTlsKex("kept", { zoneId, enabled: true }, { parent: this });
    const kex = new tls.AutoOriginTlsKex("kept", { zoneId }, { parent: this, dependsOn: this });
    // It waits for the lookup, which does not wait for it.
    tls.getAutoOriginTlsKexOutput({ zoneId: kex.zoneId }, { parent: this });
    this.enabled = kex.enabled;
    this.registerOutputs({ enabled: this.enabled });
  }
}

const HOW = ["at once", "nested", "later"] as const;

/** A zone for each way in which a component has to do with what is read after it. */
export type ComponentZones = Record<(typeof HOW)[number] | "lookup" | "fleet" | "kept", string>;

/** What is read after a component, and lookups of which one argument is unknown until a resource has been made. */
function afterComponents(zones: ComponentZones, accountId: string, namePattern: string) {
  const settings = (name: keyof ComponentZones, how: (typeof HOW)[number]) =>
    new Settings(name, zones[name], true, how);
  const dependent = HOW.map((how) => {
    const [zoneId, dependsOn] = [zones[how], settings(how, how)];
    const { enabled } = new tls.AutoOriginTlsKex(how, { zoneId }, { dependsOn });
    return [how, [enabled, tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn }).enabled]];
  });
  // The component may be the parent of what depends on it.
  const ofLookup = settings("lookup", "at once");
  const ofFleet = settings("fleet", "at once");
  const opts = (parent: Settings) => ({ parent, dependsOn: parent });
  return {
    ...Object.fromEntries(dependent),
    lookup: new tls.AutoOriginTlsKex("child", { zoneId: zones.lookup }, opts(ofLookup)).enabled,
    fleet: new tls.AutoOriginTlsKexFleet("child", { zoneIds: [zones.fleet] }, opts(ofFleet)).allEnabled,
    kept: new Verified("kept", zones.kept).enabled,
    ...unknownArguments(accountId, namePattern),
  };
}

const VERIFIES = ["lookup", "fleet", "call", "status"] as const;

/** A component that only reads, in one of the ways there are, after a change elsewhere. */
class Verify extends pulumi.ComponentResource {
  constructor(how: (typeof VERIFIES)[number], zoneId: string, setter: pulumi.Resource) {
    super("test:index:Verify", how);
    const opts = { parent: this, dependsOn: setter };
    if (how === "lookup") new tls.AutoOriginTlsKex("verify", { zoneId }, opts);
    if (how === "fleet") new tls.AutoOriginTlsKexFleet("verify", { zoneIds: [zoneId] }, opts);
    if (how === "call") tls.getAutoOriginTlsKexOutput({ zoneId }, opts);
    const found = () => tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn: setter });
    if (how === "status") new tls.AutoOriginTlsKexStatus("verify", found(), { parent: this });
    // What is called for a component and shown below it waits for the component, and not for itself.
    new tls.AutoOriginTlsKexStatus(how, tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn: this }), {
      parent: this,
    });
  }
}

/** What is read after something that is itself read after a change. */
function afterReads(zoneId: string) {
  const setter = new cloudflare.ZoneAutoOriginTlsKex("setter", { zoneId, enabled: true });
  const found = tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn: setter });
  const status = new tls.AutoOriginTlsKexStatus("of-call", found);
  const of = (name: string, dependsOn: pulumi.Resource) => [
    new tls.AutoOriginTlsKex(`after-${name}`, { zoneId }, { dependsOn }).enabled,
    tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn }).enabled,
  ];
  const after = VERIFIES.map((how) => [how, of(how, new Verify(how, zoneId, setter))]);
  return { ...Object.fromEntries(after), itself: of("status-itself", status) };
}

/** A dynamic resource with a property that its provider never sets. */
class Unset extends pulumi.dynamic.Resource {
  constructor(name: string) {
    super({ create: async () => ({ id: "1", outs: {} }) }, name, { unset: undefined });
  }
}

/** Each kind of dependency that is not a change, for a lookup and for a function. */
function nothingPending(zoneId: string, accountId: string) {
  const kex = new tls.AutoOriginTlsKex("first", { zoneId });
  const dependencies: Record<string, NonNullable<pulumi.ResourceOptions["dependsOn"]>> = {
    lookup: kex,
    fleet: new tls.AutoOriginTlsKexFleet("first", { accountId }),
    assertion: tls.assertAutoOriginTlsKex(kex).apply(() => kex),
    unset: new Unset("unset"),
    undefined: [undefined as never],
    null: [null as never],
    output: pulumi.output(undefined as never),
  };
  const found = Object.entries(dependencies).map(([name, dependsOn]) => {
    const { enabled } = new tls.AutoOriginTlsKex(name, { zoneId }, { dependsOn });
    return [name, [enabled, tls.getAutoOriginTlsKexOutput({ zoneId }, { dependsOn }).enabled]];
  });
  return Object.fromEntries(found);
}

/** A call, then a change of what it has read, then the same call with an argument that comes from the change. */
async function calledTwice(zoneId: string, enabled: boolean) {
  const before = await tls.getAutoOriginTlsKex({ zoneId });
  const setting = new cloudflare.ZoneAutoOriginTlsKex("twice", { zoneId, enabled });
  return { before: before.enabled, after: tls.getAutoOriginTlsKexOutput({ zoneId: setting.zoneId }).enabled };
}

function unknownArguments(accountId: string, namePattern: string) {
  const made = new Pending("made", namePattern).zoneId;
  const activeOnly = made.apply(() => true);
  const fleet = (name: string, args: tls.AutoOriginTlsKexFleetArgs) =>
    new tls.AutoOriginTlsKexFleet(name, args).allEnabled;
  return {
    pattern: fleet("pattern", { accountId, namePattern: made }),
    active: fleet("active", { accountId, activeOnly }),
    found: tls.getAutoOriginTlsKexFleetOutput({ accountId, namePattern: made }).allEnabled,
  };
}

/** As `afterComponents`, `nothingPending`, `calledTwice` and `afterReads`. */
export async function everyDependency(args: {
  components: [zones: ComponentZones, accountId: string, namePattern: string];
  nothing: [zoneId: string, accountId: string];
  twice: [zoneId: string, enabled: boolean];
  reads: string;
}) {
  const { components, nothing, twice, reads } = args;
  return {
    components: afterComponents(...components),
    nothing: nothingPending(...nothing),
    twice: await calledTwice(...twice),
    reads: afterReads(reads),
  };
}
