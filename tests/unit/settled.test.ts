import * as pulumi from "@pulumi/pulumi";
import { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";
import {
  AutoOriginTlsKex,
  AutoOriginTlsKexFleet,
  AutoOriginTlsKexStatus,
  type GetAutoOriginTlsKexResult,
  getAutoOriginTlsKexOutput,
} from "../../sdk";

type DependsOn = NonNullable<pulumi.ResourceOptions["dependsOn"]>;

const zoneId = "023e105f4ecef8ad9ca31a8372d0c353";
const kex = { zoneId, enabled: true, modifiedOn: null, settingId: "auto_origin_tls_kex" };

// What is pending has no id yet, and of what was not read there is nothing.
beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, id }) => {
        if (type === "test:index:Pending") return { id: "", state: { made: UNKNOWN } };
        if (id === UNKNOWN) return { id, state: {} };
        return { id: id || name, state: { ...kex, made: true, zones: [kex] } };
      },
      call: () => ({ ...kex, messages: [] }),
    },
    "project",
    "stack",
    true,
  ),
);
afterAll(() => within(pulumi.runtime.disconnect()));

let count = 0;
const next = (name: string) => `${name}-${count++}`;

class Made extends pulumi.CustomResource {
  declare readonly made: pulumi.Output<boolean>;

  constructor(kind: "Pending" | "Done", opts?: pulumi.CustomResourceOptions) {
    super(`test:index:${kind}`, next(kind), { made: undefined }, opts);
  }
}

/** A component that makes what it is told to, after a while if it is told that, too. */
class Component extends pulumi.ComponentResource {
  constructor(make: (parent: Component) => unknown, parent?: pulumi.Resource, milliseconds?: number) {
    super("test:index:Component", next("component"), { make, milliseconds }, parent && { parent });
    if (milliseconds === undefined) make(this);
  }

  protected override async initialize({ make, milliseconds }: pulumi.Inputs) {
    if (milliseconds === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    make(this);
  }
}

class Remote extends pulumi.ComponentResource {
  constructor(kind: "Pending" | "Done") {
    super(`test:index:${kind}`, next("remote"), { made: undefined }, {}, true);
  }
}

const lookup = (opts: pulumi.CustomResourceOptions, id: pulumi.Input<string> = zoneId) =>
  new AutoOriginTlsKex(next("kex"), { zoneId: id }, opts);
const call = (dependsOn: DependsOn) => getAutoOriginTlsKexOutput({ zoneId }, { dependsOn });
const status = (of: AutoOriginTlsKex | pulumi.Output<GetAutoOriginTlsKexResult>, opts = {}) =>
  new AutoOriginTlsKexStatus(next("status"), of, opts);

/** What a lookup and a function do that depend on this. */
const dependent = (dependsOn: DependsOn) => [lookup({ dependsOn }).enabled, call(dependsOn).enabled];

/** What a promise resolves to, or that it never does. */
async function within<T>(promise: Promise<T>): Promise<T | "waits for ever"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"waits for ever">((resolve) => {
    timer = setTimeout(resolve, 15_000, "waits for ever");
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Whether there is a value, by name. */
async function outcomes(outputs: Record<string, pulumi.Output<unknown>[]>): Promise<Record<string, string[]>> {
  const outcome = async (output: pulumi.Output<unknown>) =>
    (await (output as unknown as { isKnown: Promise<boolean> }).isKnown) ? "read" : "not read";
  const entries = Object.entries(outputs).map(async ([name, outputs]) => {
    return [name, await Promise.all(outputs.map((output) => within(outcome(output))))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
const every = (outputs: Record<string, unknown[]>, outcome: string) =>
  Object.fromEntries(Object.entries(outputs).map(([name, { length }]) => [name, Array(length).fill(outcome)]));

/** What depends on a component or a status, each with something that itself depends on `first`. */
function chains(first: Made): Record<string, pulumi.Output<unknown>[]> {
  const opts = (parent: pulumi.Resource) => ({ parent, dependsOn: first });
  const nested = (depth: number, make: (parent: Component) => unknown): ((parent: Component) => unknown) =>
    depth === 0 ? make : (parent) => new Component(nested(depth - 1, make), parent);
  const verify = new Component((parent) => lookup(opts(parent)));
  const unread = status(call(first));
  return {
    lookup: dependent(verify),
    fleet: dependent(
      new Component((parent) => new AutoOriginTlsKexFleet(next("fleet"), { zoneIds: [zoneId] }, opts(parent))),
    ),
    argument: dependent(
      new Component((parent) =>
        lookup(
          { parent, dependsOn: parent },
          first.made.apply(() => zoneId),
        ),
      ),
    ),
    statusBelow: dependent(new Component((parent) => status(call(first), { parent }))),
    statusOfApply: dependent(status(call(first).apply((result) => result))),
    status: dependent(unread),
    chain: dependent(lookup({ dependsOn: verify })),
    deep: dependent(new Component(nested(50, (parent) => lookup(opts(parent))))),
    later: dependent(new Component((parent) => lookup(opts(parent)), undefined, 50)),
    array: dependent([new Made("Done"), verify]),
    promise: dependent(Promise.resolve(verify) as never),
    output: dependent(pulumi.output(verify)),
    promises: dependent([Promise.resolve(new Made("Done")), pulumi.output([verify])] as never),
    applied: dependent(first.urn.apply(() => new Made("Done"))),
  };
}

test("what was not read counts as pending, below a component and alone; what was read does not", async () => {
  const pending = { ...chains(new Made("Pending")), remote: dependent(new Remote("Pending")) };
  expect(await outcomes(pending)).toEqual(every(pending, "not read"));
  const done = { ...chains(new Made("Done")), remote: dependent(new Remote("Done")) };
  expect(await outcomes(done)).toEqual(every(done, "read"));
});

/** Components that are the parent of what depends on them, or of what waits for that. */
function loops(kind: "Pending" | "Done"): Record<string, pulumi.Output<unknown>[]> {
  const outputs: Record<string, pulumi.Output<unknown>[]> = {};
  const inside = (name: string, make: (parent: Component) => pulumi.Output<unknown>[]) => {
    const component = new Component((parent) => {
      new Made(kind, { parent });
      outputs[name] = make(parent);
    });
    outputs[name]?.push(...dependent(component));
  };
  const self = (parent: pulumi.Resource) => lookup({ parent, dependsOn: parent });
  /** The results of calls, each with a status in the component. */
  const shown = (parent: Component, ...results: (AutoOriginTlsKex | pulumi.Output<GetAutoOriginTlsKexResult>)[]) =>
    results.map((result) => status(result, { parent }).enabled);

  inside("itself", (parent) => [self(parent).enabled]);
  inside("status of the lookup", (parent) => shown(parent, self(parent)));
  inside("status of a call", (parent) => shown(parent, call(parent)));
  inside("statuses of calls", (parent) => shown(parent, call(parent), call([parent]), call(pulumi.output(parent))));
  inside("status of what is made of a call", (parent) =>
    shown(
      parent,
      call(parent).apply((result) => result),
    ),
  );
  inside("status of a call after the lookup", (parent) => shown(parent, call(self(parent))));
  inside("status of a lookup after the lookup", (parent) => shown(parent, lookup({ dependsOn: self(parent) })));
  inside("status of a call about the lookup", (parent) => {
    return shown(parent, getAutoOriginTlsKexOutput({ zoneId: self(parent).zoneId }));
  });
  inside("lookup and calls", (parent) => [self(parent).enabled, ...shown(parent, call(parent), call(parent))]);
  inside("promise", (parent) => shown(parent, lookup({ parent, dependsOn: Promise.resolve(parent) as never })));
  inside("component below", (parent) => {
    const below = new Component((parent) => new Made(kind, { parent }), parent);
    return [lookup({ parent, dependsOn: below }).enabled];
  });
  inside("component above", (parent) => {
    let enabled: pulumi.Output<boolean>[] = [];
    new Component((below) => {
      enabled = shown(below, lookup({ parent: below, dependsOn: parent }));
    }, parent);
    return enabled;
  });
  const callBelow = (parent: pulumi.Resource, dependsOn: DependsOn) =>
    getAutoOriginTlsKexOutput({ zoneId }, { parent, dependsOn }).enabled;
  inside("calls below it", (parent) => [callBelow(parent, parent), callBelow(parent, [pulumi.output(parent)])]);
  inside("calls above and below", (parent) => {
    const below = new Component(() => undefined, parent);
    return [callBelow(below, parent), callBelow(parent, below), callBelow(below, parent)];
  });
  const outside = new Component((parent) => new Made(kind, { parent }));
  outputs["status below of a lookup outside"] = [
    status(lookup({ dependsOn: outside }), { parent: outside }).enabled,
    ...dependent(outside),
  ];
  const pair = () => [1, 2].map(() => new Component((parent) => new Made(kind, { parent }))) as [Component, Component];
  // Each shows what depends on the other.
  const [one, other] = pair();
  const crossed = [status(call(one), { parent: other }), status(lookup({ dependsOn: other }), { parent: one })];
  outputs.crossed = [...crossed.map(({ enabled }) => enabled), ...dependent(one), ...dependent(other)];
  const [first, second] = pair();
  outputs["crossed calls"] = [callBelow(first, second), callBelow(second, first), ...dependent(first)];
  return outputs;
}

test("what depends on a component around it waits for nothing that waits for it", async () => {
  const pending = loops("Pending");
  expect(await outcomes(pending)).toEqual(every(pending, "not read"));
  const done = loops("Done");
  expect(await outcomes(done)).toEqual(every(done, "read"));
});

test("each resource is asked once, however many depend on its component", async () => {
  const children: Made[] = [];
  const component = new Component((parent) => {
    children.push(...["Done", "Done"].map((kind) => new Made(kind as "Done", { parent })));
  });
  const asked = children.map(({ id }) => jest.spyOn(id as unknown as { promise(): Promise<string> }, "promise"));
  const all = { all: Array.from({ length: 20 }, () => dependent(component)).flat() };
  expect(await outcomes(all)).toEqual(every(all, "read"));
  expect(asked.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
