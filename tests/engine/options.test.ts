import { ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/options")>("options", emulator);

const PROVIDER = `The option provider does not apply here: a lookup is not read by the Cloudflare provider.
  What to do: For another account give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.`;
const ASYNC = "The option async does not apply here.\n  What to do: Leave it out.";

test("options that would route a read to the wrong place, or do nothing, and misspelt arguments are refused, without frames or a request", async () => {
  const preview = await (await stackOf("refused")).fail("preview");
  const [warning = "", ...errors] = diagnosticsOf(preview);
  // What is refused is one error of the program.
  expect(errors).toEqual([`error: ${PROVIDER}`]);
  expect(preview.text).not.toMatch(/^\s+at /m);
  const everywhere = (text: string) => ({ lookup: text, fleet: text, call: text, output: text });
  expect(JSON.parse(warning.replace("warning: ", ""))).toEqual({
    provider: everywhere(`INPUT: ${PROVIDER}`),
    providers: everywhere(`INPUT: ${PROVIDER}`),
    async: everywhere(`INPUT: ${ASYNC}`),
    // What Pulumi ignores for resources that are read; the refusals say what to use.
    transforms:
      "The option transforms does not apply here: Pulumi runs none for a resource that is read.\n" +
      "  What to do: Use transformations, or a transform of the stack, which runs for the status of the lookup.",
    derived:
      "additionalSecretOutputs cannot hide disabledZoneIds and allEnabled: Pulumi hides what was read.\n" +
      "  What to do: Name zones; what follows from it is then secret, too.",
    misspelt:
      'AutoOriginTlsKex has no argument "profiel".\n' +
      "  What to do: Check the spelling: its arguments are zoneId, zoneName and profile.",
  });
  expect(emulator.requests).toEqual([]);
});

test("what is hidden is so in everything that follows from it; protected lookups, one as its parent is, can be removed; where default providers are disabled the parent's is used", async () => {
  const stack = await stackOf("hiddenAndProtected", ZONES.disabled, ZONES.enabled);
  await stack.succeed("up");
  const secret = "[secret]";
  expect(await stack.outputs()).toEqual({ zones: secret, allEnabled: secret, enabled: secret });
  const statuses = await stack.resources("Status");
  expect(statuses).toHaveLength(3);
  for (const { outputs } of statuses) {
    expect(
      Object.entries(outputs).filter(([, value]) => value === false || JSON.stringify(value).includes(`"enabled"`)),
    ).toEqual([]);
  }

  // Where default providers are disabled, one error says so.
  await stack.succeed("config", "set", "--path", "pulumi:disable-default-providers[0]", "*");
  await stack.change("withoutDefaultProviders", ZONES.enabled, false);
  expect(diagnosticsOf(await stack.fail("preview"))).toEqual([
    "error: pulumi:disable-default-providers does not allow the provider of lookups, pulumi-nodejs.\n" +
      "  What to do: Give the lookup a parent component with a provider of pulumi-nodejs among its providers, or use a function and a status.",
  ]);
  // A provider of the parent's is used, and all that was there before is removed.
  await stack.change("withoutHidden", ZONES.enabled);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ enabled: true });
  const namesOf = async (type: string) => (await stack.resources(type)).map(({ urn }) => urn.split("::").at(-1));
  expect(await namesOf(":AutoOriginTlsKexFleet")).toEqual([]);
  expect(await namesOf(":AutoOriginTlsKex")).toEqual(["site"]);
  expect(await namesOf("Status")).toEqual(["site"]);
});
