import { ZONES } from "../emulator/emulator";
import { AGAIN, allDiagnosticsOf, diagnosticsOf, enable, stepsOf, violationsOf } from "./events";
import { packOf, stacksOf, useEmulator } from "./programs";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";
const NO_ZONE = "0".repeat(32);
const dependent = (name: string) => `create test:index:Dependent (${name})`;
const resourceAfter = (name: string) => `create pulumi-nodejs:dynamic:Resource (after-${name})`;

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

test("mandatory fails a run with one diagnostic on each lookup and status, and stops what depends on it", async () => {
  const stack = await stackOf("eachAsserted", ZONES.disabled);
  const pack = await packOf(stack, "enabled", []);
  for (const operation of ["preview", "up"]) {
    // Beside a mandatory policy nothing is said twice: a stack is judged when its program has ended well.
    const run = await stack.fail(operation, ...(operation === "preview" ? pack : []));
    expect(violationsOf(run)).toEqual([]);
    for (const row of [`${LOOKUP} (shop)`, `${STATUS} (shop)`, `${LOOKUP} (first)`]) {
      expect([row, diagnosticsOf(run, row)]).toEqual([row, [`error: ${enable(ZONES.disabled)} ${AGAIN}`]]);
    }
    const said = `error: assertion on zone ${ZONES.disabled} failed, see the error on its own row`;
    expect(diagnosticsOf(run)).toEqual([said, said, said]);
    expect(stepsOf(run)).not.toContain(dependent("shop"));
    expect(stepsOf(run)).not.toContain(resourceAfter("first"));
  }
});

test("advisory warns with the given message; what is as asserted passes, and decides whether a resource is created", async () => {
  const advisory = { enforcementLevel: "advisory", message: "Please enable it." } as const;
  const stack = await stackOf("advised", ZONES.disabled, ZONES.enabled, advisory);
  const preview = await stack.succeed("preview");
  expect(diagnosticsOf(preview, `${LOOKUP} (advised)`)).toEqual(["warning: Please enable it."]);
  expect(allDiagnosticsOf(preview)).toEqual(["warning: Please enable it."]);
  // While nothing is decided, it is planned.
  const steps = [dependent("advised"), dependent("shop"), resourceAfter("first"), resourceAfter("pending")];
  expect(stepsOf(preview)).toEqual(expect.arrayContaining(steps));

  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ pending: true });
  const resources = await stack.resources("dynamic:Resource");
  for (const name of ["first", "pending"]) {
    const after = resources.find(({ urn }) => urn.endsWith(`::after-${name}`));
    expect(after?.dependencies).toEqual([expect.stringContaining(`${LOOKUP}::${name}`)]);
  }
});

test("a function that fails is an error without frames, and no other, where its result is asserted", async () => {
  const stack = await stackOf("resultsAsserted", ZONES.enabled, NO_ZONE);
  const said = diagnosticsOf(await stack.fail("preview"));
  expect(said).not.toEqual([]);
  for (const text of said) {
    expect(text).toMatch(new RegExp(`^error: Cannot read the Auto-Origin TLS KEX setting of zone ${NO_ZONE}\n`));
    expect(text).not.toMatch(/^\s+at /m);
  }
});

test("calls below a component that depend on it do not wait for each other: their assertions fail the update", async () => {
  const stack = await stackOf("callsBelow", ZONES.disabled);
  const said = `error: assertion on zone ${ZONES.disabled} failed, see the error on its own row`;
  const diagnostics = diagnosticsOf(await stack.fail("up"));
  expect(diagnostics.filter((text) => text === said)).toHaveLength(2);
  expect(emulator.requests).toHaveLength(2);
});
