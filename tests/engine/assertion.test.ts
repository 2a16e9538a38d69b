import { ZONES } from "../emulator/emulator";
import { allDiagnosticsOf, diagnosticsOf, enable, stepsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const DEPENDENT = "create test:index:Dependent (dependent)";
const RESOURCE = "create pulumi-nodejs:dynamic:Resource (dependent)";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

test("mandatory fails the preview with one diagnostic on the lookup and stops dependents", async () => {
  const stack = await stackOf("asserted", ZONES.disabled, { enabled: true });
  const preview = await stack.fail("preview");
  expect(diagnosticsOf(preview, `${LOOKUP} (shop)`)).toEqual([`error: ${enable(ZONES.disabled)}`]);
  expect(diagnosticsOf(preview)).toEqual([
    `error: assertion on zone ${ZONES.disabled} failed, see the error on its own row`,
  ]);
  expect(stepsOf(preview)).not.toContain(DEPENDENT);
});

test("advisory warns with the given message", async () => {
  const stack = await stackOf("asserted", ZONES.disabled, {
    enforcementLevel: "advisory",
    message: "Please enable it.",
  });
  const warned = await stack.succeed("preview");
  expect(diagnosticsOf(warned, `${LOOKUP} (shop)`)).toEqual(["warning: Please enable it."]);
  expect(stepsOf(warned)).toContain(DEPENDENT);
});

test("judges the status made of a function's result", async () => {
  const stack = await stackOf("statusOfCall", ZONES.disabled, {});
  expect(diagnosticsOf(await stack.fail("preview"), `${STATUS} (shop)`)).toEqual([`error: ${enable(ZONES.disabled)}`]);
  // What is as asserted passes, of a function's result and of a lookup.
  await stack.change("bothAsserted", ZONES.disabled, { enabled: false });
  expect(allDiagnosticsOf(await stack.succeed("preview"))).toEqual([]);
});

test("in dependsOn it decides whether a resource is created", async () => {
  const stack = await stackOf("assertedFirst", ZONES.disabled);
  for (const operation of ["preview", "up"]) {
    const run = await stack.fail(operation);
    expect(diagnosticsOf(run, `${LOOKUP} (shop)`)).toEqual([`error: ${enable(ZONES.disabled)}`]);
    expect(stepsOf(run)).not.toContain(RESOURCE);
  }
  // While nothing is decided, it is planned.
  await stack.change("assertedFirstOfPending", ZONES.enabled);
  expect(stepsOf(await stack.succeed("preview"))).toContain(RESOURCE);
  await stack.succeed("up");
  await stack.change("assertedFirst", ZONES.enabled);
  await stack.succeed("preview");
  await stack.succeed("up");
  const [dependent] = await stack.resources("dynamic:Resource");
  expect(dependent?.dependencies).toEqual([expect.stringContaining(`${LOOKUP}::shop`)]);
});
