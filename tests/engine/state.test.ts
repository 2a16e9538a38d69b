import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { makeZone, ZONES } from "../emulator/emulator";
import { STATE_PROGRAM } from "./fixtures/state-program";
import { changeZone, emulatorEnv, useEmulator } from "./programs";
import { createStack } from "./stack";

const FIXTURES = join(__dirname, "fixtures");

const emulator = useEmulator();

test("a state of each release is refreshed, and is no change in the plan", async () => {
  const states = (await readdir(FIXTURES)).filter((file) => file.endsWith(".json"));
  expect(states).toContain("state-0.1.0.json");
  for (const state of states) {
    emulator.requests.length = 0;
    const stack = await createStack({ "index.js": STATE_PROGRAM }, emulatorEnv(emulator));
    await cp(join(FIXTURES, state), join(stack.folder, state));
    await stack.succeed("stack", "import", "--file", state);
    const before = await stack.outputs();
    await stack.succeed("refresh");
    // Two fleets of two zones and three lookups, one zone by its name and one list of zones.
    expect(emulator.requests.map(({ url }) => url.replace(/.*zones/, "").split("?")[0]).sort()).toEqual(
      [
        "",
        "",
        ...settings("disabled", "disabled", "disabled", "enabled", "enabled", "enabled"),
        `/${ZONES.enabled}/settings/origin_tls_compliance_modes`,
      ].sort(),
    );
    expect(await stack.outputs()).toEqual(before);
    // It is in the state twice for each lookup.
    const texts = (await stack.resources()).flatMap(({ inputs }) => inputs?.__provider ?? []) as string[];
    expect(texts).toHaveLength(5);
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(300);
    await stack.succeed("preview", "--expect-no-changes");
  }
});

const settings = (...zones: (keyof typeof ZONES)[]) =>
  zones.map((zone) => `/${ZONES[zone]}/settings/auto_origin_tls_kex`);

test("a refresh of a state of 0.1.0 takes over what has changed, of each kind of lookup", async () => {
  const stack = await createStack({ "index.js": STATE_PROGRAM }, emulatorEnv(emulator));
  await stack.succeed("stack", "import", "--file", join(FIXTURES, "state-0.1.0.json"));
  const changed = "2026-01-02T03:04:05Z";
  const modes = { complianceModes: ["pqh"] };
  changeZone(emulator, ZONES.disabled, { kex: { enabled: true, modifiedOn: changed } });
  changeZone(emulator, ZONES.enabled, { kex: { enabled: false, modifiedOn: changed }, ...modes });
  emulator.zones.set("added", makeZone("added", "newly-enabled.example"));
  await stack.succeed("refresh");
  const outputs = Object.fromEntries(
    (await stack.resources())
      .filter(({ external }) => external)
      .map(({ urn, outputs }) => [urn.slice(urn.lastIndexOf("::") + 2), outputs]),
  );
  expect(outputs).toMatchObject({
    id: { zoneId: ZONES.disabled, enabled: true, modifiedOn: changed },
    name: { zoneId: ZONES.enabled, enabled: false },
    modes: { modes: ["pqh"] },
    ids: {
      zones: [
        { zoneId: ZONES.enabled, enabled: false },
        { zoneId: ZONES.disabled, enabled: true },
      ].sort((a, b) => (a.zoneId < b.zoneId ? -1 : 1)),
    },
    account: { zones: [{ name: "disabled.example" }, { name: "enabled.example" }, { name: "newly-enabled.example" }] },
  });
});
