import { ZONES } from "../emulator/emulator";
import { diagnosticsOf, enable, shownUnder } from "./events";
import { stacksOf, useEmulator } from "./programs";

const LOOKUP = "pulumi-nodejs:dynamic/cloudflare:AutoOriginTlsKex";
const STATUS = "cloudflare-origin-tls:index:AutoOriginTlsKexStatus";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/lookups")>("lookups", emulator);

test("mandatory fails the preview with one diagnostic on the lookup and stops dependents", async () => {
  const stack = await stackOf("asserted", ZONES.disabled, { enabled: true });
  const preview = await stack.fail("preview");
  expect(shownUnder(preview, `${LOOKUP} (shop)`)).toBe(`error: ${enable(ZONES.disabled)}`);
  expect(shownUnder(preview, "pulumi:pulumi:Stack (shop-dev)")).toBe(
    `error: assertion on zone ${ZONES.disabled} failed, see the error on its own row`,
  );
  expect(preview.text).not.toContain("test:index:Dependent");
});

test("advisory warns with the given message", async () => {
  const stack = await stackOf("asserted", ZONES.disabled, {
    enforcementLevel: "advisory",
    message: "Please enable it.",
  });
  const warned = await stack.succeed("preview");
  expect(diagnosticsOf(warned, `${LOOKUP} (shop)`)).toEqual(["warning: Please enable it."]);
  expect(warned.text).toContain("test:index:Dependent");
});

test("judges the status made of a function's result", async () => {
  const stack = await stackOf("statusOfCall", ZONES.disabled, {});
  expect(diagnosticsOf(await stack.fail("preview"), `${STATUS} (shop)`)).toEqual([`error: ${enable(ZONES.disabled)}`]);
  // What is as asserted passes, of a function's result and of a lookup.
  await stack.change("bothAsserted", ZONES.disabled, { enabled: false });
  expect((await stack.succeed("preview")).text).not.toContain("Diagnostics:");
});

test("in dependsOn it decides whether a resource is created", async () => {
  const stack = await stackOf("assertedFirst", ZONES.disabled);
  for (const operation of ["preview", "up"]) {
    const run = await stack.fail(operation);
    expect(diagnosticsOf(run, `${LOOKUP} (shop)`)).toEqual([`error: ${enable(ZONES.disabled)}`]);
    expect(run.text).not.toContain("Resource dependent");
  }
  // While nothing is decided, it is planned.
  await stack.change("assertedFirstOfPending", ZONES.enabled);
  expect((await stack.succeed("preview")).text).toMatch(/\+ .*dependent create/);
  await stack.succeed("up");
  await stack.change("assertedFirst", ZONES.enabled);
  await stack.succeed("preview");
  await stack.succeed("up");
  const [dependent] = await stack.resources("dynamic:Resource");
  expect(dependent?.dependencies).toEqual([expect.stringContaining(`${LOOKUP}::shop`)]);
});
