import { ACME, CREDENTIALS, ZONES } from "../emulator/emulator";
import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/options")>("options", emulator);

const PROVIDERS = "The option providers does not apply here.\n  What to do: Use provider.";
const NOT_CLOUDFLARE =
  "The option provider must be a cloudflare.Provider of @pulumi/cloudflare.\n" +
  '  What to do: Without that package give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.';
const BOTH =
  "Both the option provider and the argument profile were given.\n  What to do: Give one of them: each is an account.";
const REMOTE =
  "The credentials of this Cloudflare provider cannot be seen here, because another program has made it.\n" +
  '  What to do: Make a cloudflare.Provider here, of a token that is an input, or give profile: "acme", which reads ACME_API_TOKEN.';
const ASYNC = "The option async does not apply here.\n  What to do: Leave it out.";

test("options that would route a read to the wrong place, or do nothing, and misspelt arguments are refused, without frames or a request", async () => {
  const preview = await (await stackOf("refused")).fail("preview");
  const [warning = "", ...errors] = diagnosticsOf(preview);
  // What is refused is one error of the program.
  expect(errors).toEqual([`error: ${NOT_CLOUDFLARE}`]);
  expect(preview.text).not.toMatch(/^\s+at /m);
  const everywhere = (text: string) => ({ lookup: text, fleet: text, call: text, output: text });
  expect(JSON.parse(warning.replace("warning: ", ""))).toEqual({
    both: everywhere(`INPUT: ${BOTH}`),
    another: everywhere(`INPUT: ${NOT_CLOUDFLARE}`),
    noProvider: everywhere(`INPUT: ${NOT_CLOUDFLARE}`),
    remote: everywhere(`INPUT: ${REMOTE}`),
    inherited: everywhere(`INPUT: ${REMOTE}`),
    providers: everywhere(`INPUT: ${PROVIDERS}`),
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

test("what is hidden is so in everything that follows from it; protected lookups, one as its parent is, can be removed; where default providers are disabled the stack's configuration is used", async () => {
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

  // Where default providers are disabled, lookups read with the stack's configuration, of a profile too, and its limits.
  const acme = ["--plaintext", `acme:baseUrl=${emulator.baseUrl}`, "--plaintext", `acme:email=${CREDENTIALS.email}`];
  const secrets = [
    "--secret",
    `cloudflare:apiToken=${CREDENTIALS.token}`,
    "--secret",
    `acme:apiKey=${CREDENTIALS.apiKey}`,
  ];
  await stack.succeed("config", "set-all", ...acme, ...secrets);
  await stack.succeed("config", "set", "--path", "pulumi:disable-default-providers[0]", "*");
  Object.assign(stack.env, { CLOUDFLARE_API_TOKEN: ACME.tokens[0], ACME_API_TOKEN: ACME.tokens[0] });
  emulator.requests.length = 0;
  await stack.change("withoutHidden", ZONES.enabled);
  await stack.succeed("up");
  expect(await stack.outputs()).toEqual({ site: true, acme: true, call: true });
  const { token, email } = CREDENTIALS;
  const used = emulator.requests.map(({ headers }) => headers.authorization ?? headers["x-auth-email"]);
  expect(used.sort()).toEqual([`Bearer ${token}`, `Bearer ${token}`, email]);
  const namesOf = async (type: string) => (await stack.resources(type)).map(({ urn }) => urn.split("::").at(-1)).sort();
  expect(await namesOf(":AutoOriginTlsKexFleet")).toEqual([]);
  expect(await namesOf(":AutoOriginTlsKex")).toEqual(["acme", "site"]);
  expect(await namesOf("Status")).toEqual(["acme", "site"]);
  await stack.succeed("config", "set", "cloudflare-origin-tls:requestsPer5Minutes", "nonsense");
  expect((await stack.fail("preview")).text).toContain('"nonsense" is not a number of requests');
});
